#include <vigie/stories/figures.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

using namespace vigie;

TEST_CASE("shares answer pair counts and groups with names as they came") {
    std::string rows;
    for (int thing = 0; thing < 4; ++thing)
        for (int a = 0; a < 6; ++a)
            rows += fmt::format("[\"acc{}\",{},{}],", a, 100 + thing, 1'600'000'000 + thing * 90'000 + a * 3);
    for (int i = 0; i < 3000; ++i)
        rows += fmt::format("[{},\"o{}\",{}],", i % 700, i % 911, 1'600'000'000 + i * 100);
    const auto answer = stories::shares("{\"id\":\"x\",\"windows\":[10,60],\"rows\":[" +
                                        rows.substr(0, rows.size() - 1) + "]}")
                            .value();
    CHECK(answer["verdict"] == "coordinated groups");
    CHECK(answer["pairs"]["60"] == 4 * 15);
    REQUIRE(answer["groups"].size() == 1);
    const auto& group = answer["groups"][0];
    CHECK(group["accounts"] == model::Json{"acc0", "acc1", "acc2", "acc3", "acc4", "acc5"});
    CHECK(group["table"][0]["object"].is_number());
    CHECK(group["table"][0]["seconds_apart"] == 15);
    CHECK(group["says"]["fr"].get<std::string>().find("6 comptes") == 0);
}

TEST_CASE("little data is no verdict") {
    const auto answer = stories::shares("{\"id\":1,\"rows\":[[\"a\",\"o\",1],[\"b\",\"o\",2]]}").value();
    CHECK(answer["verdict"] == "insufficient data");
    CHECK(answer["groups"].empty());
    CHECK(stories::shares("{\"id\":1,\"rows\":[]}").value()["verdict"] == "insufficient data");
}

TEST_CASE("shares that are none say what to write") {
    for (const auto* bad :
         {"", "{}", "{\"rows\":[[1,2]]}", "{\"rows\":[[1,2,\"x\"]]}", "{\"rows\":[[null,2,3]]}",
          "{\"rows\":[],\"windows\":[-1]}", "{\"rows\":[[1.5,2,3]]}"}) {
        const auto answer = stories::shares(bad);
        REQUIRE_FALSE(answer.has_value());
        CHECK(answer.error().code == Errc::parse);
    }
}
