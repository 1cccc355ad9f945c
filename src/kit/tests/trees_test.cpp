#include <vigie/kit/trees.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>

using namespace vigie;

namespace {
constexpr std::string_view small =
    "vigie-trees 1\n"
    "feature sign\n"
    "feature age\n"
    "bias -1\n"
    "knot -2 0.1\n"
    "knot 2 0.9\n"
    "tree\n"
    "split 0 0.5 low 0.25\n"
    "leaf -0.5\n"
    "split 1 30 high 1\n"
    "leaf 2\n"
    "leaf 0\n"
    "tree\n"
    "leaf 0.125\n";
constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
}  // namespace

TEST_CASE("An ensemble of trees sums one leaf of each, and an unknown value goes to its side") {
    const auto trees = kit::TreeEnsemble::read(small).value();
    REQUIRE(trees.features() == std::vector<std::string>{"sign", "age"});
    CHECK(trees.margin(std::array{0.F, 5.F}) == doctest::Approx(-1.375));
    CHECK(trees.margin(std::array{1.F, 5.F}) == doctest::Approx(1.125));
    CHECK(trees.margin(std::array{1.F, 30.F}) == doctest::Approx(-0.875));
    CHECK(trees.margin(std::array{1.F, unknown}) == doctest::Approx(-0.875));
    CHECK(trees.margin(std::array{unknown, 5.F}) == doctest::Approx(-1.375));
    CHECK(trees.probability(0) == doctest::Approx(0.5));
}

TEST_CASE("The parts of an explanation and the bias sum to the margin") {
    const auto trees = kit::TreeEnsemble::read(small).value();
    for (const float sign : {0.F, 1.F, unknown}) {
        for (const float age : {0.F, 30.F, unknown}) {
            std::array<double, 2> parts{};
            const std::array values{sign, age};
            const double margin = trees.explain(values, parts);
            CHECK(margin == trees.margin(values));
            CHECK(trees.bias() + parts[0] + parts[1] == doctest::Approx(margin));
        }
    }
    std::array<double, 2> parts{};
    (void)trees.explain(std::array{1.F, 5.F}, parts);
    CHECK(parts[0] == doctest::Approx(0.75));
    CHECK(parts[1] == doctest::Approx(1));
}

TEST_CASE("A file of trees that is not one is refused with its line") {
    const std::string good(small);
    const auto refused = [](const std::string& text) {
        const auto trees = kit::TreeEnsemble::read(text);
        return trees ? std::string("accepted") : trees.error().message;
    };
    CHECK(refused("") == "not an ensemble of trees of form 1");
    CHECK(refused("vigie-trees 2\n").find("form 1") != std::string::npos);
    CHECK(refused(good + "leaf 3\n").find("line 15") != std::string::npos);
    CHECK(refused(good + "tree\n").find("ends inside a tree") != std::string::npos);
    CHECK(refused(good.substr(0, good.find("leaf 2"))).find("ends inside") != std::string::npos);
    for (const auto& [from, to] : {std::pair{"split 0", "split 2"}, std::pair{"0.5 low", "0.5 left"},
                                   std::pair{"0.5 low", "nan low"}, std::pair{"leaf 2", "leaf inf"},
                                   std::pair{"leaf 2", "leaf 2 3"}, std::pair{"feature age", "feature "},
                                   std::pair{"bias -1", "bias"}, std::pair{"knot 2", "knot -3"}}) {
        auto text = good;
        text.replace(text.find(from), std::string_view(from).size(), to);
        CHECK_MESSAGE(refused(text) != "accepted", to);
    }
    std::string deep = "vigie-trees 1\nfeature a\ntree\n";
    for (int i = 0; i < 100'000; ++i) deep += "split 0 0 low 0\n";
    CHECK_MESSAGE(refused(deep).find("line 37") != std::string::npos, refused(deep));
}
