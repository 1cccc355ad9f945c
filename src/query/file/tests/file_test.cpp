#include <vigie/query/file.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace vigie::query {
namespace {

std::string told(const Diagnostics& diagnostics) {
    std::string out;
    for (const auto& d : diagnostics) out += fmt::format("{}@{}:{} ", d.code, d.line, d.column);
    return out;
}

// Places of the problems of all queries of a file.
std::string problems_in(const QueryFile& file) {
    Diagnostics all;
    for (std::size_t i = 0; i < file.sources.size(); ++i)
        for (const auto& problem : parse(file.sources[i].text).problems)
            all.push_back(to_diagnostic(file, {i, problem}));
    return told(all);
}

}  // namespace

TEST_CASE("lines of name, tab, query are read; comments and blank lines are not") {
    const auto file = read_queries(
        "q.tsv", "\xEF\xBB\xBF# watch\n\ncanicule\tcanicule OR chaleur\r\n  b \t  =Orange  \nlast\tx");
    CHECK(told(file.diagnostics).empty());
    REQUIRE(file.sources.size() == 3);
    CHECK(file.sources[0].name == "canicule");
    CHECK(file.sources[0].text == "canicule OR chaleur");
    CHECK(file.sources[1].name == "b");
    CHECK(file.sources[1].text == "=Orange");
    CHECK(file.positions[1].line == 4);
    CHECK(file.positions[1].column == 8);
    CHECK(file.content.substr(file.positions[1].offset, 7) == "=Orange");
    CHECK(file.sources[2].text == "x");
}

TEST_CASE("all mistakes of a file of lines come at once") {
    const auto file = read_queries("q.tsv", "a\tx\nno tab here\n\ty\na\tz\né\t\"u v\" OR\n");
    CHECK(told(file.diagnostics) == "queries.no-tab@2:1 queries.bad-name@3:1 queries.duplicate-name@4:1 ");
    REQUIRE(file.sources.size() == 2);
    CHECK(problems_in(file) == "query.nothing-after@5:9 ");
}

TEST_CASE("YAML is read as a list, a list under queries, or a map") {
    for (const auto* content : {"- {name: a, query: x}\n- name: b\n  query: y OR z\n",
                                "queries:\n  - {name: a, query: x}\n  - {name: b, query: y OR z}\n",
                                "queries: {a: x, b: y OR z}\nlists: {bad: [u, v]}\n"}) {
        CAPTURE(content);
        const auto file = read_queries("queries.yaml", content);
        CHECK(told(file.diagnostics).empty());
        REQUIRE(file.sources.size() == 2);
        CHECK(file.sources[0].name == "a");
        CHECK(file.sources[1].text == "y OR z");
        CHECK(is_query_file("queries.yaml", content));
    }
    const auto file = read_queries("queries.yaml", "queries: {a: list:bad}\nlists: {bad: [u, v]}\n");
    CHECK(file.names.lists.at("bad").size() == 2);
}

TEST_CASE("mistakes of the form of YAML are told with their places") {
    const auto file = read_queries(
        "q.yaml",
        "queries:\n  - {nam: a, query: x}\n  - y\n  - {name: c, query: z}\n  - {name: c, query: z}\n");
    CHECK(told(file.diagnostics).find("queries.unknown-field@2:6") != std::string::npos);
    CHECK(told(file.diagnostics).find("queries.wrong-type@3:5") != std::string::npos);
    CHECK(told(file.diagnostics).find("queries.duplicate-name@5:12") != std::string::npos);
    CHECK(file.sources.size() == 1);
}

TEST_CASE("a problem is placed where it is written, however the scalar is written") {
    const std::string content =
        "queries:\n"
        "  literal: |\n"
        "    été OR\n"
        "    (promo foo:bar)\n"
        "  folded: >-\n"
        "    canicule OR\n"
        "    chaleur\n"
        "\n"
        "    foo:bar\n"
        "  double: \"\\\"a b\\\" foo:bar\"\n"
        "  single: '\"l''été\" foo:bar'\n"
        "  plain: a OR\n"
        "    foo:bar\n";
    const auto file = read_queries("q.yaml", content);
    CHECK(told(file.diagnostics).empty());
    CHECK(problems_in(file) ==
          "query.unknown-field@4:12 query.unknown-field@9:5 query.unknown-field@10:20 "
          "query.unknown-field@11:21 query.unknown-field@13:5 ");
    const auto parsed = parse(file.sources[0].text);
    REQUIRE(parsed.problems.size() == 1);
    const auto shown = render(to_diagnostic(file, {0, parsed.problems[0]}, "fr"), content);
    CHECK(shown.find("q.yaml:4:12: error[query.unknown-field]: literal: le champ") == 0);
    CHECK(shown.find("  4 |     (promo foo:bar)\n    |            ^\n") != std::string::npos);
}

TEST_CASE("files of queries are known by their look") {
    CHECK(is_query_file("q.tsv", ""));
    CHECK(is_query_file("q", "# c\nname\tquery\n"));
    CHECK(!is_query_file("q", "just text\n"));
    CHECK(!is_query_file("assets.yaml", "accounts:\n  - {handle: a}\n"));
    CHECK(!is_query_file("watches.yaml", "- watch: a\n  query: b\n"));
    CHECK(!is_query_file("vigie.yaml", "data: x\nsources: []\n"));
}

}  // namespace vigie::query
