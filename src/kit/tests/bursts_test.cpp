#include <vigie/kit/bursts.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

using namespace vigie;

namespace {

// Counts around a level with a daily rhythm, the same every run.
class Crowd {
public:
    double at(std::int64_t seconds, double level) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        const double noise = static_cast<double>(state_ >> 40U) / static_cast<double>(1U << 24U);
        const double hour = static_cast<double>(seconds % 86400) / 3600;
        const double rhythm = 1 + 0.6 * std::sin((hour - 9) / 24 * 6.2831853);
        return std::floor(level * rhythm * (0.6 + 0.8 * noise));
    }

private:
    std::uint64_t state_ = 1;
};

struct Run {
    kit::BurstScales scales;
    kit::BurstSeries series;
    Crowd crowd;
    std::int64_t now = 1'700'000'000 / 86400 * 86400;
    std::vector<kit::Burst> bursts;

    void days(double n, double level = 40) {
        for (int i = 0; i < n * 288; ++i) bin(crowd.at(now, level));
    }
    void bin(double count, double authors = -1) {
        if (const auto b = series.observe(scales, now, count, authors)) bursts.push_back(*b);
        now += 300;
    }
};

}  // namespace

TEST_CASE("a daily rhythm is no burst, a lasting rise is one, within half an hour") {
    Run run;
    run.days(12);
    CHECK(run.bursts.empty());
    const auto start = run.now;
    for (int i = 0; i < 24; ++i) run.bin(400);
    REQUIRE(run.bursts.size() >= 1);
    CHECK(run.bursts[0].at - start <= 1800);
    CHECK(run.bursts[0].score > 0.5);
    CHECK(run.bursts[0].usual < 80);
    CHECK_FALSE(run.bursts[0].young);
}

TEST_CASE("while it lasts a burst is told once, and again only when it is ten times rarer") {
    Run run;
    run.days(10);
    for (int i = 0; i < 100; ++i) run.bin(300);
    const auto told = run.bursts.size();
    CHECK(told >= 1);
    CHECK(told <= 3);
    for (std::size_t i = 1; i < told; ++i) CHECK(run.bursts[i].rarity > run.bursts[i - 1].rarity + 1);
}

TEST_CASE("one author who floods is no crisis") {
    Run run;
    for (int i = 0; i < 2880; ++i) run.bin(run.crowd.at(run.now, 40), 30);
    REQUIRE(run.bursts.empty());
    for (int i = 0; i < 36; ++i) run.bin(500, 1);
    CHECK(run.bursts.empty());
    for (int i = 0; i < 12; ++i) run.bin(900, 200);
    CHECK_FALSE(run.bursts.empty());
}

TEST_CASE("a series that was born an hour ago can burst") {
    Run run;
    for (int i = 0; i < 14; ++i) run.bin(1, 1);
    CHECK(run.bursts.empty());
    for (int i = 0; i < 6; ++i) run.bin(60, 40);
    REQUIRE(run.bursts.size() >= 1);
    CHECK(run.bursts[0].young);
    Run few;
    for (int i = 0; i < 14; ++i) few.bin(0, 0);
    for (int i = 0; i < 3; ++i) few.bin(3, 3);
    CHECK(few.bursts.empty());
}

TEST_CASE("bins that come late or are no counts change nothing") {
    Run clean;
    Run dirty;
    clean.days(4);
    for (int i = 0; i < 4 * 288; ++i) {
        dirty.bin(dirty.crowd.at(dirty.now, 40));
        CHECK_FALSE(dirty.series.observe(dirty.scales, dirty.now - 3 * 3600, 1e6).has_value());
        CHECK_FALSE(dirty.series.observe(dirty.scales, dirty.now, std::numeric_limits<double>::quiet_NaN())
                        .has_value());
        CHECK_FALSE(dirty.series.observe(dirty.scales, dirty.now, -1).has_value());
        CHECK_FALSE(dirty.series.observe(dirty.scales, dirty.now, 1e300).has_value());
    }
    CHECK(dirty.series.late() == 4 * 288);
    CHECK(dirty.series.level() == clean.series.level());
}

TEST_CASE("times before 1970 and at the ends of time are times") {
    kit::BurstScales scales;
    kit::BurstSeries series;
    series.observe(scales, std::numeric_limits<std::int64_t>::min() + 1, 5);
    for (std::int64_t t = -900'000; t < 900'000; t += 300) series.observe(scales, t, 5);
    series.observe(scales, std::numeric_limits<std::int64_t>::max(), 5);
    CHECK(series.level() == doctest::Approx(5).epsilon(0.01));
    CHECK(series.late() == 0);
}

TEST_CASE("any bin width has a tail in the end") {
    for (const double width : {1.0, 60.0, 3600.0, 86400.0}) {
        kit::BurstSettings settings;
        settings.bin_seconds = width;
        kit::BurstScales scales(settings);
        kit::BurstSeries series;
        std::int64_t t = 0;
        std::size_t alerts = 0;
        for (int i = 0; i < 8000; ++i, t += static_cast<std::int64_t>(width)) {
            alerts +=
                series.observe(scales, t, std::floor(20 * (0.6 + 0.02 * static_cast<double>(i * 7919 % 41))))
                        .has_value()
                    ? 1
                    : 0U;
        }
        CHECK(alerts <= 8000 / 50);  // of bins of a day one in a hundred may be told
        bool found = false;
        for (int i = 0; i < 20 || i * width < 4 * 3600; ++i, t += static_cast<std::int64_t>(width))
            found = series.observe(scales, t, 400).has_value() || found;
        CHECK(found);
    }
}
