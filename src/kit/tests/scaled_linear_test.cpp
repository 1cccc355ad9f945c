#include <vigie/kit/scaled_linear.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>

using namespace vigie;

TEST_CASE("a scaled linear model clips, centres and scales; what is not known adds nothing") {
    const auto model = kit::ScaledLinear::read(
        "vigie-scaled 1\nfeature a 0 10 5 2 1.5\nfeature b -1 1 0 1 -2\nbias 0.25\nknot -4 0.1\nknot 4 "
        "0.9\n");
    REQUIRE(model.has_value());
    constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
    CHECK(model->margin(std::array{unknown, unknown}) == 0.25);
    CHECK(model->margin(std::array{7.F, 0.5F}) == 0.25 + 1.5 - 1);
    CHECK(model->part(0, 1000.F) == 1.5 * 5 / 2);
    CHECK(model->probability(0) == doctest::Approx(0.5));
    CHECK(model->features() == std::vector<std::string>{"a", "b"});
}

TEST_CASE("a scaled linear model that is not one is refused with its line") {
    for (const auto* bad : {"", "vigie-scaled 2\n", "vigie-scaled 1\nfeature a 0 1 0 0 1\n",
                            "vigie-scaled 1\nfeature a 2 1 0 1 1\n", "vigie-scaled 1\nfeature a 0 1 0 1\n",
                            "vigie-scaled 1\nbias nan\n", "vigie-scaled 1\nfrogs\n",
                            "vigie-scaled 1\nknot 1 0.5\nknot 0 0.6\n"})
        CHECK_FALSE(kit::ScaledLinear::read(bad).has_value());
}
