// Every query of the documentation compiles, without a problem and in both languages' words; and the codes
// the pages list are those that exist.
#include <vigie/query/set.hpp>

#include <doctest/doctest.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace vigie::query {
namespace {

std::string read(const std::string& path) {
    std::ifstream in(std::string(VIGIE_SOURCE_DIR "/") + path, std::ios::binary);
    REQUIRE(in);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

const std::vector<std::string>& pages() {
    static const std::vector<std::string> both{"docs/reference/query-language.md",
                                               "docs/fr/langage-de-requete.md"};
    return both;
}

std::vector<std::string> queries_of(const std::string& page) {
    std::vector<std::string> out;
    constexpr std::string_view fence = "\n```query\n";
    for (auto at = page.find(fence); at != std::string::npos; at = page.find(fence, at)) {
        at += fence.size();
        out.push_back(page.substr(at, page.find("\n```", at) - at));
    }
    return out;
}

}  // namespace

TEST_CASE("the ten queries of each page compile and are told in words") {
    CompileOptions options;
    options.names.lists["assets.domains"] = {"meridien.example"};
    for (const auto& path : pages()) {
        const auto queries = queries_of(read(path));
        CHECK(queries.size() >= 10);
        for (const auto& query : queries) {
            CAPTURE(query);
            const Source source{"q", query};
            const auto compiled = compile(std::span(&source, 1), options);
            CHECK(compiled.problems.empty());
            CHECK(compiled.set != nullptr);
            const auto parsed = parse(query);
            REQUIRE(parsed.root);
            const auto said = say(*parsed.root);
            CHECK(said.fr.size() > 30);
            CHECK(said.en.size() > 15);
        }
    }
}

TEST_CASE("constructs that the tables of both pages show are read") {
    static const std::regex code("`([^`]+)`");
    std::size_t checked = 0;
    for (const auto& path : pages()) {
        std::istringstream lines(read(path));
        for (std::string line; std::getline(lines, line);) {
            if (!line.starts_with("| `") || line.starts_with("| `query.")) continue;
            const auto cell = line.substr(2, line.find(" | ", 2) - 2);
            for (std::sregex_iterator it(cell.begin(), cell.end(), code), end; it != end; ++it) {
                const auto query = (*it)[1].str();
                if (query.ends_with(':') || query.find("…") != std::string::npos) continue;
                CAPTURE(query);
                CHECK(parse(query, {.scores = true}).root);
                ++checked;
            }
        }
    }
    CHECK(checked >= 80);
}

TEST_CASE("both pages list the same codes of problems") {
    static const std::regex code("`(query\\.[a-z-]+)`");
    std::vector<std::set<std::string>> found;
    for (const auto& path : pages()) {
        const auto page = read(path);
        auto& codes = found.emplace_back();
        for (std::sregex_iterator it(page.begin(), page.end(), code), end; it != end; ++it)
            codes.insert((*it)[1].str());
    }
    CHECK(found[0] == found[1]);
    CHECK(found[0].size() >= 35);
}

}  // namespace vigie::query
