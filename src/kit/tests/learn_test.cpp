#include <vigie/kit/hash.hpp>
#include <vigie/kit/learn.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace vigie;
using kit::Calibration;
using kit::LinearModel;

TEST_CASE("calibration: a noisy margin becomes the rate that was seen") {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> margins(-4, 4);
    std::uniform_real_distribution<double> chance(0, 1);
    const auto truth = [](double m) { return 1 / (1 + std::exp(-2 * m)); };
    std::vector<Calibration::Sample> samples;
    for (int i = 0; i < 20'000; ++i) {
        const double m = margins(random);
        samples.push_back({m, chance(random) < truth(m)});
    }
    const auto calibration = Calibration::fit(samples);
    CHECK(calibration.knots().size() <= 32);
    for (const double m : {-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0})
        CHECK(std::abs(calibration(m) - truth(m)) < 0.06);
    CHECK(calibration(-100) == calibration.knots().front().probability);
    CHECK(calibration(100) == calibration.knots().back().probability);
    CHECK(Calibration::of(calibration.knots()).has_value());
}

TEST_CASE("calibration: refuses what falls or is no number, and does without samples") {
    CHECK_FALSE(Calibration::of({{0, .5}, {1, .4}}));
    CHECK_FALSE(Calibration::of({{1, .5}, {1, .6}}));
    CHECK_FALSE(Calibration::of({{0, 1.5}}));
    CHECK(Calibration::fit({})(0) == doctest::Approx(0.5));
    CHECK(Calibration::fit({{NAN, true}, {1, true}})(1) == doctest::Approx(2.0 / 3));
}

TEST_CASE("linear model: what is written is read again") {
    std::vector<float> weights(1U << 10U);
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = static_cast<float>(i) / 512.0F - 1.0F;
    const auto model = LinearModel::of(weights, -0.25, *Calibration::of({{-1, .1}, {1, .9}}));
    const auto again = LinearModel::read(model.write());
    REQUIRE(again);
    CHECK(again->bits() == 10);
    CHECK(again->bias() == -0.25);
    CHECK(again->calibration().knots() == model.calibration().knots());
    for (const auto word : {"promo", "gagné", "carte"}) {
        const auto hash = kit::hash64(word);
        CHECK(again->raw(hash) == model.raw(hash));
        CHECK(std::abs(again->weight(hash) - double{weights[again->slot(hash)]}) < 0.005);
    }
}

TEST_CASE("linear model: foreign bytes are refused") {
    const auto good = LinearModel::of(std::vector<float>(256, 1.0F), 0, {}).write();
    CHECK(LinearModel::read(good));
    CHECK_FALSE(LinearModel::read(""));
    CHECK_FALSE(LinearModel::read("vigie-linear 1\nbits 40\n\n"));
    CHECK_FALSE(LinearModel::read("vigie-linear 1\nbits 8\nbias nan\n\n" + std::string(256, 'x')));
    CHECK_FALSE(LinearModel::read("vigie-linear 1\nbits 8\nweird 1\n\n" + std::string(256, 'x')));
    for (std::size_t n = 0; n < good.size(); ++n) CHECK_FALSE(LinearModel::read(good.substr(0, n)));
    CHECK_FALSE(LinearModel::read(good + "x"));
}
