#include <vigie/stories/figures.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <string>

using namespace vigie;

namespace {

std::string events(std::size_t size, double origin = 0) {
    std::string out;
    for (std::size_t i = 0; i < size; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(size);
        out += fmt::format("{}[{:.0f},{}]", i == 0 ? "" : ",", origin + 900 * (std::pow(1 - share, -1.2) - 1),
                           100 + i * 7919 % 900);
    }
    return out;
}

}  // namespace

TEST_CASE("a cascade is forecast from each moment with what came before it") {
    const auto line =
        "{\"id\":\"RT\",\"events\":[" + events(5000) + "],\"at\":[3600,21600],\"threshold\":3000}";
    const auto answer = stories::cascade(line).value();
    CHECK(answer["id"] == "RT");
    const auto& hour = answer["forecast"]["3600"];
    CHECK(hour["method"] == "history");
    CHECK(hour["so_far"].get<double>() < 5000);
    CHECK(hour["low"].get<double>() <= hour["size"].get<double>());
    CHECK(hour["size"].get<double>() <= hour["high"].get<double>());
    CHECK(hour["passes"].get<double>() > 0.5);
    // Cut off after the hour, the same.
    auto cut =
        line.substr(0, line.find(",[36", line.find("[3599") == std::string::npos ? 0 : line.find("[3599")));
    const auto known = stories::cascade(cut + "],\"at\":[3600],\"threshold\":3000}");
    REQUIRE(known.has_value());
    if ((*known)["forecast"]["3600"]["so_far"] == hour["so_far"]) CHECK((*known)["forecast"]["3600"] == hour);
}

TEST_CASE("events may come in any order and count from 1970") {
    const auto plain = stories::cascade("{\"events\":[" + events(300) + "],\"at\":[7200]}").value();
    const auto since =
        stories::cascade("{\"events\":[" + events(300, 1'700'000'000) + "],\"at\":[1700007200]}").value();
    CHECK(since["forecast"]["1700007200"] == plain["forecast"]["7200"]);
    const auto mixed = stories::cascade("{\"at\":[60,10],\"events\":[[50,1],[0,9],[20,1]]}").value();
    CHECK(mixed["forecast"]["10"]["so_far"] == 1);
    CHECK(mixed["forecast"]["60"]["so_far"] == 3);
}

TEST_CASE("before there is anything, there is no forecast") {
    const auto answer = stories::cascade("{\"id\":1,\"events\":[[100,5]],\"at\":[50]}").value();
    CHECK(answer["forecast"]["50"]["size"].is_null());
    CHECK(stories::cascade("{\"id\":1,\"events\":[],\"at\":[50]}").value()["forecast"]["50"]["so_far"] == 0);
}

TEST_CASE("a cascade that is none says what to write") {
    for (const auto* bad :
         {"", "{}", "{\"events\":[[1,2]]}", "{\"events\":[[1,-2]],\"at\":[1]}",
          "{\"events\":[[]],\"at\":[1]}", "{\"events\":[[1,2]],\"at\":[]}",
          "{\"events\":[[1,2]],\"at\":[1],\"threshold\":0}", "{\"events\":[[1,2]],\"at\":[\"x\"]}"}) {
        const auto answer = stories::cascade(bad);
        REQUIRE_FALSE(answer.has_value());
        CHECK(answer.error().code == Errc::parse);
    }
}
