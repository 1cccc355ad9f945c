#include <vigie/kit/trends.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>

using namespace vigie;

namespace {

// An hour of ordinary posts: common words by many, some rare ones.
void ordinary(kit::Trends& trends, std::uint64_t& chance, int posts = 500) {
    for (int i = 0; i < posts; ++i) {
        std::string text;
        for (int k = 0; k < 8; ++k) {
            chance = chance * 6364136223846793005U + 1442695040888963407U;
            const auto word = (chance >> 33U) % (k < 4 ? 20 : 5000);
            text += fmt::format("word{}{} ", static_cast<char>('a' + word % 26), word / 26);
        }
        text.pop_back();
        trends.add(text, chance >> 20U);
    }
}

}  // namespace

TEST_CASE("a topic nobody knew is told in its first epoch, its words and pairs as one") {
    kit::Trends trends;
    std::uint64_t chance = 5;
    std::size_t false_ones = 0;
    for (int hour = 0; hour < 40; ++hour) {
        ordinary(trends, chance);
        false_ones += trends.end_epoch().size();
    }
    CHECK(false_ones <= 1);
    ordinary(trends, chance);
    for (std::uint64_t i = 0; i < 15; ++i) trends.add(fmt::format("worda{} fromage malade hopital", i), i);
    const auto found = trends.end_epoch();
    REQUIRE(found.size() == 1);
    CHECK(found[0].posts == 15);
    CHECK(std::ranges::find(found[0].terms, "fromage malade") != found[0].terms.end());
    CHECK(std::ranges::find(found[0].terms, "hopital") != found[0].terms.end());
}

TEST_CASE("what was always said is no trend, nor what one author floods") {
    kit::Trends trends;
    std::uint64_t chance = 9;
    for (int hour = 0; hour < 30; ++hour) {
        ordinary(trends, chance);
        for (std::uint64_t i = 0; i < 20; ++i) trends.add("bonjour meteo", 1'000'000 + i);
        const auto found = trends.end_epoch();
        for (const auto& t : found) CHECK(t.terms[0].find("meteo") == std::string::npos);
    }
    ordinary(trends, chance);
    for (int i = 0; i < 5000; ++i) trends.add("achetez pilules", 42);
    for (const auto& t : trends.end_epoch()) CHECK(t.terms[0].find("pilules") == std::string::npos);
}

TEST_CASE("trends bear empty epochs, empty texts and small tables") {
    kit::Trends trends({.bits = 1, .terms = 2});
    for (int i = 0; i < 20; ++i) CHECK(trends.end_epoch().empty());
    trends.add("", 1);
    trends.add("   ", 2);
    trends.add(std::string(100'000, 'x'), 3);
    for (std::uint64_t i = 0; i < 100; ++i) trends.add("abc def ghi jkl", i);
    CHECK(trends.end_epoch().empty());  // the first epochs teach
}
