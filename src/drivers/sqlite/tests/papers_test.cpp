// Papers in SQLite behave as they do in memory.
#include "scratch.hpp"

#include <vigie/ports/papers.hpp>

#include <doctest/doctest.h>

using namespace vigie;
using drivers::Scratch;
using ports::Paper;

namespace {

const Time noon = from_us(1'773'057'600'000'000);

void try_papers(ports::Store& store) {
    REQUIRE(store
                .write([](ports::Session& s) -> Result<> {
                    auto& papers = ports::papers_of(s);
                    for (int i = 0; i < 4; ++i) {
                        Paper p;
                        p.kind = i == 3 ? "charter" : "draft";
                        p.id = std::to_string(i);
                        p.state = i == 1 ? "review" : "editing";
                        if (i != 2) p.due_at = noon - std::chrono::hours(i);
                        p.body = R"({"text":"é"})";
                        VIGIE_TRY_ASSIGN(const auto kept, papers.put_paper(p));
                        CHECK(kept.version == 1);
                        CHECK(papers.put_paper(p).error().code == Errc::conflict);
                    }
                    VIGIE_TRY_ASSIGN(auto one, papers.paper("draft", "0"));
                    one->state = "review";
                    VIGIE_TRY_ASSIGN(const auto kept, papers.put_paper(*one));
                    CHECK(kept.version == 2);
                    CHECK(papers.put_paper(*one).error().code == Errc::conflict);
                    Paper endless{
                        .kind = "draft", .id = "9", .state = {}, .due_at = {}, .body = {}, .version = 0};
                    endless.body = std::string(ports::longest_paper + 1, 'x');
                    CHECK(papers.put_paper(endless).error().code == Errc::invalid_argument);
                    return {};
                })
                .has_value());
    REQUIRE(
        store
            .read([](ports::Session& s) -> Result<> {
                auto& papers = ports::papers_of(s);
                const auto ids = [](const Result<std::vector<Paper>>& list) {
                    std::string out;
                    for (const auto& p : *list) out += p.id;
                    return out;
                };
                CHECK(ids(papers.papers("draft", {}, 10)) == "210");
                CHECK(ids(papers.papers("draft", {"review"}, 10)) == "10");
                CHECK(ids(papers.papers("draft", {"review", "editing"}, 2)) == "21");
                CHECK(ids(papers.papers("nothing", {}, 10)).empty());
                CHECK(ids(papers.due_papers("draft", noon, 10)) == "10");
                CHECK(ids(papers.due_papers("draft", noon - std::chrono::minutes(1), 10)) == "1");
                CHECK(papers.paper("draft", "2").value()->due_at == std::nullopt);
                CHECK(papers.paper("draft", "0").value()->body == R"({"text":"é"})");
                CHECK_FALSE(papers.paper("charter", "0").value().has_value());
                CHECK(
                    papers
                        .put_paper(
                            {.kind = "draft", .id = "8", .state = {}, .due_at = {}, .body = {}, .version = 0})
                        .error()
                        .code == Errc::invalid_argument);
                return {};
            })
            .has_value());
    // What a failed transaction wrote is not there.
    CHECK_FALSE(
        store
            .write([](ports::Session& s) -> Result<> {
                VIGIE_TRY(ports::papers_of(s).put_paper(
                    {.kind = "draft", .id = "7", .state = {}, .due_at = {}, .body = {}, .version = 0}));
                return fail(Errc::io, "no");
            })
            .has_value());
    REQUIRE(store
                .read([](ports::Session& s) -> Result<> {
                    CHECK_FALSE(ports::papers_of(s).paper("draft", "7").value().has_value());
                    return {};
                })
                .has_value());
}

}  // namespace

TEST_CASE("papers keep their order, state and due time, and refuse what was changed meanwhile") {
    SUBCASE("in memory") {
        try_papers(*ports::make_memory_store());
    }
    SUBCASE("in SQLite") {
        const Scratch scratch;
        try_papers(*drivers::open_sqlite({.path = scratch.path("papers.db")}).value());
    }
}
