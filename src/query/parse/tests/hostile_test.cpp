// Roundtrips of random trees, seeds of the fuzzer, and queries meant to harm.
#include "parse/fuzz/query_fuzz.hpp"
#include "parse/tests/trees.hpp"

#include <vigie/base/limits.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace vigie::query {
namespace {

std::string first_code(const Parsed& parsed) {
    return parsed.problems.empty() ? "" : parsed.problems[0].code;
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string out;
    out.reserve(piece.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += piece;
    return out;
}

}  // namespace

TEST_CASE("a random tree, written and read, is the same tree") {
    RandomTrees trees(3);
    for (int i = 0; i < 20000; ++i) {
        const auto tree = trees.tree(i % 5);
        const auto text = to_text(tree);
        CAPTURE(text);
        const auto parsed = parse(text, {.scores = true});
        REQUIRE_MESSAGE(parsed.root, first_code(parsed));
        if (!same_tree(tree, *parsed.root)) {
            CHECK(to_text(*parsed.root) == text);
            FAIL("another tree");
        }
    }
}

TEST_CASE("seeds of the fuzzer and all their cuts are read without harm") {
    std::size_t seeds = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(VIGIE_SOURCE_DIR "/src/query/parse/fuzz/seeds")) {
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream content;
        content << in.rdbuf();
        const auto bytes = content.str();
        for (std::size_t n = 0; n <= bytes.size(); ++n) {
            fuzz_query(std::string_view(bytes).substr(0, n));
            fuzz_query(std::string_view(bytes).substr(n));
            fuzz_query_file(std::string_view(bytes).substr(0, n));
        }
        ++seeds;
    }
    CHECK(seeds >= 8);
}

TEST_CASE("random pieces of queries are read without harm") {
    const std::string pieces[] = {"a",     "b*",    "*c*",   "(",      ")",        "\"",         "«",
                                  "»",     "“",     " ",     " ",      " OR ",     " AND ",      " NOT ",
                                  "-",     "|",     "/",     "/i",     "~",        "~5",         "=",
                                  "#",     "@",     "$",     " NEAR/", "5",        " THEN ",     " SAME ",
                                  "from:", "name:", "lang:", "has:",   "link",     "followers:", ">",
                                  "..",    "age:",  "7d",    "near:",  "48,2,1km", "list:",      "assets.x",
                                  ",",     "\\",    "é",     "\u00A0", "\u200B",   "\xFF",       "東",
                                  "😀",     "\n",    "url:",  ".fr",    "*",        "score:x>"};
    std::mt19937_64 random(7);
    for (int i = 0; i < 40000; ++i) {
        std::string text;
        for (auto n = 1 + random() % 14; n > 0; --n) text += pieces[random() % std::size(pieces)];
        CAPTURE(text);
        fuzz_query(text);
    }
}

TEST_CASE("queries meant to harm are one clear error, soon") {
    const auto start = std::chrono::steady_clock::now();
    CHECK(first_code(parse(std::string(std::size_t{1} << 20, 'a'))) == "query.too-large");
    CHECK(first_code(parse(repeated("(", 10000) + "a" + repeated(")", 10000))) == "query.too-deep");
    CHECK(parse(repeated("(", 10000)).problems.size() == 1);
    CHECK(parse(repeated("(", 150) + "a" + repeated(")", 150)).root.has_value());
    CHECK(first_code(parse(repeated("a ", 30000))) == "query.too-large");
    CHECK(parse(repeated("-", 60000) + "a").root.has_value());
    CHECK(parse(repeated(")", 60000)).problems.size() == 50);
    CHECK(parse(repeated("« ", 20000)).problems.size() >= 1);
    CHECK(parse(repeated("name:(", 9000)).problems.size() >= 1);
    for (const auto* bomb : {"/(a{1000}){1000}/", "/((a{100}){100}){100}/", "/(x+x+)+y{999}{999}/",
                             "/a{99999}/", "/(a|b|c|d){900}/", "/\\pL{1000}/",
                             "/(((((((((((a?){9}){9}){9}){9}){9}){9}){9}){9}){9}){9}){9}/"}) {
        CAPTURE(bomb);
        CHECK(!parse(bomb).root);
    }
    CHECK(first_code(parse("/" + std::string(5000, 'a') + "/")) == "query.regex-too-large");
    CHECK(!parse(repeated("/\\pL{9}x+/ ", 6000)).root);
    CHECK(first_code(parse("*")) == "query.no-word");
    CHECK(first_code(parse("a\xFF")) == "query.encoding");
    const auto wide = parse("a" + repeated(" OR b", 9000));
    REQUIRE(wide.root);
    CHECK(wide.root->children.size() == 9001);
    // Generous: sanitizers and a shared machine.
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
}

TEST_CASE("problems are placed in a file of several lines") {
    const std::string query = "été OR\n(promo foo:bar)";
    const auto parsed = parse(query);
    REQUIRE(parsed.problems.size() == 1);
    const auto d = to_diagnostic(parsed.problems[0], query, "w.yaml", 7, 5, "fr");
    CHECK(d.line == 8);
    CHECK(d.column == 12);
    CHECK(d.message == "le champ «\u00A0foo\u00A0» n’existe pas");
}

}  // namespace vigie::query
