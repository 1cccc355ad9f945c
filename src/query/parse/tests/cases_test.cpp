// Data cases: query → its canonical spelling, or what is wrong with it as "code@column" (bytes, from 1).
#include <vigie/kit/yaml.hpp>
#include <vigie/query/parse.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace vigie::query {
namespace {

std::string problems_of(const Parsed& parsed) {
    std::string out;
    for (const auto& problem : parsed.problems)
        out += fmt::format("{}{}{}@{}", out.empty() ? "" : " ",
                           problem.level == Diagnostic::Level::warning ? "~" : "", problem.code.substr(6),
                           problem.place.begin + 1);
    return out;
}

// Every problem speaks both languages and points into the query; what it would write instead can stand there.
void check_problems(const std::string& query, const Parsed& parsed) {
    for (const auto& problem : parsed.problems) {
        CHECK(problem.code.starts_with("query."));
        CHECK(!problem.says.fr.empty());
        CHECK(!problem.says.en.empty());
        CHECK(problem.help.fr.empty() == problem.help.en.empty());
        CHECK(problem.place.begin <= problem.place.end);
        CHECK(problem.place.end <= query.size());
    }
}

void run_case(const kit::YamlNode& node) {
    const auto query = node.require("query").text().value_or("");
    const auto parsed = parse(query, {.scores = node.get("scores").flag().value_or(false)});
    CAPTURE(query);
    check_problems(query, parsed);
    CHECK(problems_of(parsed) == node.get("problems").text().value_or(""));
    const auto want = node.get("text").text().value_or("");
    CHECK((parsed.root ? to_text(*parsed.root) : "") == want);
    if (const auto instead = node.get("instead").text()) {
        REQUIRE(!parsed.problems.empty());
        CHECK(parsed.problems[0].instead == *instead);
    }
    if (const auto help = node.get("help").text()) {
        REQUIRE(!parsed.problems.empty());
        const auto all = parsed.problems[0].says.en + " " + parsed.problems[0].help.en;
        CHECK_MESSAGE(all.find(*help) != std::string::npos, all);
    }
    if (const auto same = node.get("same").text()) {
        const auto other = parse(*same);
        REQUIRE(other.root);
        CHECK(to_text(*other.root) == want);
    }
    if (!parsed.root) return;
    const auto said = say(*parsed.root);
    if (const auto fr = node.get("fr").text()) CHECK(said.fr == *fr);
    if (const auto en = node.get("en").text()) CHECK(said.en == *en);
    const auto again = parse(want, {.scores = true});
    REQUIRE(again.root);
    CHECK(to_text(*again.root) == want);
}

}  // namespace

TEST_CASE("queries read as their cases say") {
    std::size_t cases = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(VIGIE_SOURCE_DIR "/src/query/parse/tests/cases")) {
        std::ifstream in(entry.path());
        std::ostringstream content;
        content << in.rdbuf();
        const kit::YamlFile file(entry.path().string(), content.str(), "cases");
        const auto name = entry.path().filename().string();
        CAPTURE(name);
        for (const auto& node : file.root().items()) {
            node.known({"query", "text", "problems", "scores", "instead", "help", "same", "fr", "en"});
            run_case(node);
            ++cases;
        }
        for (const auto& d : file.diagnostics()) FAIL(render(d, content.str()));
    }
    CHECK(cases >= 500);
}

}  // namespace vigie::query
