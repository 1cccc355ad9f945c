#include "fuzz/figures_fuzz.hpp"

#include <vigie/stories/figures.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

using namespace vigie;

namespace {

// Ten quiet days of five minutes and an hour of storm; `time` writes a time.
template <class Time>
std::string storm(Time time, bool backwards = false) {
    std::string points;
    const auto add = [&](std::int64_t bin, int count) {
        auto one = fmt::format("[{},{}]", time(1'600'000'200 + bin * 300), count);
        if (backwards) {
            points = points.empty() ? one : one + "," + points;
        } else {
            points += (points.empty() ? "" : ",") + one;
        }
    };
    for (int i = 0; i < 2880; ++i) add(i, 20 + i * 7919 % 13);
    for (int i = 2880; i < 2892; ++i) add(i, 300);
    return "{\"id\":\"s\",\"points\":[" + points + "]}";
}

}  // namespace

TEST_CASE("a storm in a series is told once, with the reason in both languages") {
    const auto answer = stories::series(storm([](std::int64_t t) { return std::to_string(t); })).value();
    CHECK(answer["id"] == "s");
    CHECK(answer["bin"] == 300);
    REQUIRE(answer["alerts"].size() >= 1);
    const auto& alert = answer["alerts"][0];
    CHECK(alert["at"].get<std::int64_t>() - (1'600'000'200 + 2880 * 300) <= 1800);
    CHECK(alert["score"].get<double>() > 0.5);
    CHECK(alert["why"]["en"].get<std::string>().find("300 posts in 5.0 minutes") == 0);
    CHECK(alert["why"]["fr"].get<std::string>().find("300 publications en 5.0 minutes") == 0);
}

TEST_CASE("the form of the times does not matter, nor does their order") {
    const auto plain = stories::series(storm([](std::int64_t t) { return std::to_string(t); })).value();
    const auto millis =
        stories::series(storm([](std::int64_t t) { return std::to_string(t * 1000); })).value();
    const auto text = stories::series(storm([](std::int64_t t) {
                          auto s = format_time(from_us(t * 1'000'000)).substr(0, 19);
                          s[10] = ' ';
                          return "\"" + s + "\"";
                      })).value();
    const auto backwards =
        stories::series(storm([](std::int64_t t) { return std::to_string(t); }, true)).value();
    CHECK(backwards == plain);
    REQUIRE(millis["alerts"].size() == plain["alerts"].size());
    REQUIRE(text["alerts"].size() == plain["alerts"].size());
    CHECK(millis["alerts"][0]["at"].get<std::int64_t>() ==
          plain["alerts"][0]["at"].get<std::int64_t>() * 1000);
    CHECK(text["alerts"][0]["at"].get<std::string>().size() == 19);
    CHECK(text["alerts"][0]["why"] == plain["alerts"][0]["why"]);
}

TEST_CASE("an alert does not know what comes after it") {
    const auto line = storm([](std::int64_t t) { return std::to_string(t); });
    const auto whole = stories::series(line).value();
    const auto last = whole["alerts"][0]["at"].get<std::int64_t>();
    const auto cut = line.find(fmt::format("[{},", last + 300));
    REQUIRE(cut != std::string::npos);
    const auto part = stories::series(line.substr(0, cut - 1) + "]}").value();
    REQUIRE(part["alerts"].size() == 1);
    CHECK(part["alerts"][0] == whole["alerts"][0]);
}

TEST_CASE("a series that is none says what to write") {
    for (const auto* bad :
         {"", "[]", "{}", "{\"id\":1}", "{\"points\":{}}", "{\"points\":[[1]]}", "{\"points\":[[1,-2]]}",
          "{\"points\":[[\"x\",2]]}", "{\"points\":[[1,2]],\"bin\":0}", "{\"points\":[[1,2]]",
          "{\"points\":[[1e300,2]]}"}) {
        const auto answer = stories::series(bad);
        REQUIRE_FALSE(answer.has_value());
        CHECK(answer.error().code == Errc::parse);
    }
    CHECK(stories::series("{\"points\":[[1]]}").error().message.find("point 1") == 0);
    CHECK(stories::series("{\"id\":7,\"points\":[]}").value() ==
          model::Json{{"id", 7}, {"alerts", model::Json::array()}, {"bin", 300.0}});
}

TEST_CASE("figures of any bytes are answered or refused") {
    std::size_t seeds = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(VIGIE_SOURCE_DIR "/src/stories/fuzz/seeds")) {
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream bytes;
        bytes << in.rdbuf();
        const auto text = bytes.str();
        for (std::size_t n = 0; n <= text.size(); ++n) stories::fuzz_figures(text.substr(0, n));
        ++seeds;
    }
    CHECK(seeds >= 3);
}
