#include <vigie/kit/cascades.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

using namespace vigie;

namespace {

kit::Cascade made(std::size_t size, unsigned seed, double pace = 600) {
    kit::Cascade cascade;
    std::uint64_t chance = seed;
    for (std::size_t i = 0; i < size; ++i) {
        chance = chance * 6364136223846793005U + 1442695040888963407U;
        const double share = static_cast<double>(i + 1) / static_cast<double>(size + 1);
        cascade.add(pace * (std::pow(1 - share, -1.2) - 1), static_cast<double>((chance >> 40U) % 3000));
    }
    return cascade;
}

kit::CascadeModel learnt() {
    std::vector<kit::Cascade> history;
    for (unsigned i = 0; i < 40; ++i) history.push_back(made(2000 + 131 * i, i + 1, 300 + 37 * (i % 11)));
    return kit::CascadeModel::fit(history).value();
}

}  // namespace

TEST_CASE("a forecast learns how cascades of the same kind end") {
    const auto model = learnt();
    const auto cascade = made(4321, 1000, 470);
    const auto forecast = model.forecast(cascade, 3600).value();
    CHECK(forecast.history);
    CHECK(forecast.size == doctest::Approx(4321).epsilon(0.15));
    CHECK(forecast.low <= forecast.size);
    CHECK(forecast.high >= forecast.size);
    CHECK(forecast.low >= static_cast<double>(cascade.size_at(3600)));
    CHECK(forecast.passes(static_cast<double>(cascade.size_at(3600))) >= 0.95);
    CHECK(forecast.passes(1e6) == doctest::Approx(0.025));
    for (double t = 100; t < 20'000; t += 100) CHECK(forecast.passes(t) >= forecast.passes(t + 100));
}

TEST_CASE("what comes later changes no forecast") {
    const auto model = learnt();
    auto cascade = made(3000, 5);
    const auto before = model.forecast(cascade, 3600).value();
    for (int i = 0; i < 10'000; ++i) cascade.add(1e6, 1e6);
    CHECK(model.forecast(cascade, 3600)->size == before.size);
}

TEST_CASE("a cascade unlike the history is SEISMIC's, and none is nobody's") {
    const auto model = learnt();
    kit::Cascade small;
    CHECK_FALSE(model.forecast(small, 3600).has_value());
    for (int i = 0; i < 8; ++i) small.add(60 * i, 50);
    const auto forecast = model.forecast(small, 3600).value();
    CHECK_FALSE(forecast.history);
    CHECK(forecast.size < 100);
    CHECK_FALSE(model.forecast(small, -5).has_value());
}

TEST_CASE("SEISMIC expects little where reshares have stopped, and an explosion where each brings many") {
    kit::Cascade stopped;
    for (int i = 0; i < 100; ++i) stopped.add(i, 1000);
    CHECK(stopped.seismic(86400).size < 110);
    CHECK_FALSE(stopped.seismic(86400).explosive);
    kit::Cascade wild;
    for (int i = 0; i < 400; ++i) wild.add(i, 1);
    CHECK(wild.seismic(400).explosive);
    CHECK(wild.seismic(400).size == doctest::Approx(8000));
}

TEST_CASE("a million reshares stay within bounds, in count exactly and in time nearly") {
    kit::Cascade cascade;
    for (int i = 0; i < 1'000'000; ++i) cascade.add(i, 10);
    CHECK(cascade.size() == 1'000'000);
    CHECK(static_cast<double>(cascade.size_at(500'000)) == doctest::Approx(500'000).epsilon(0.001));
    CHECK(cascade.seismic(1e6).size >= 1'000'000);
}

TEST_CASE("times out of order, followers below nothing and no numbers do no harm") {
    kit::Cascade cascade;
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    for (const double t : {5.0, -3.0, nan, 4.0, 1e300, std::numeric_limits<double>::infinity(), 1.0})
        for (const double f : {3.0, -1.0, nan, 1e300}) cascade.add(t, f);
    CHECK(cascade.size() == 28);
    CHECK(cascade.size_at(nan) <= 28);
    for (const double t : {0.0, 1.0, 5.0, 1e9, 1e300}) {
        CHECK(std::isfinite(cascade.seismic(t).size));
        if (cascade.size_at(t) > 0)
            for (const float f : cascade.look(t)) CHECK(std::isfinite(f));
    }
}

TEST_CASE("a model comes back as it was written, and anything else is refused") {
    const auto model = learnt();
    const auto text = model.write();
    const auto again = kit::CascadeModel::read(text).value();
    const auto cascade = made(4000, 77);
    CHECK(again.forecast(cascade, 5000)->size ==
          doctest::Approx(model.forecast(cascade, 5000)->size).epsilon(1e-3));
    CHECK_FALSE(kit::CascadeModel::read("").has_value());
    CHECK_FALSE(kit::CascadeModel::read("vigie-cascades 1\n").has_value());
    std::size_t whole = 0;
    for (std::size_t n = 0; n < text.size(); n += 7)
        whole += kit::CascadeModel::read(text.substr(0, n)).has_value() ? 1U : 0U;
    CHECK(whole <= text.size() / 100);
    CHECK_FALSE(kit::CascadeModel::read(text + "x").has_value());
    CHECK_FALSE(kit::CascadeModel::fit(std::vector<kit::Cascade>(19)).has_value());
}
