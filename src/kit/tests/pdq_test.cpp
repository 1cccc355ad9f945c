#include <vigie/kit/pdq.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

using namespace vigie::kit;

namespace {

constexpr int side = 96;

// Some waves: a picture with features, none of them symmetric.
std::vector<std::uint8_t> picture() {
    std::vector<std::uint8_t> grey;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const double u = static_cast<double>(x) / side;
            const double v = static_cast<double>(y) / side;
            const double value = 128 + 60 * std::sin(9 * u + 3 * v * v) + 50 * std::cos(17 * v - 5 * u) +
                                 17 * std::sin(31 * u * v);
            grey.push_back(static_cast<std::uint8_t>(value));
        }
    }
    return grey;
}

GreyView view_of(const std::vector<std::uint8_t>& grey) {
    return {grey.data(), side, side, side};
}

std::vector<std::uint8_t> quarter_turn(const std::vector<std::uint8_t>& grey) {
    auto turned = grey;
    for (std::size_t y = 0; y < side; ++y) {
        for (std::size_t x = 0; x < side; ++x) turned[y * side + x] = grey[(side - 1 - x) * side + y];
    }
    return turned;
}

std::vector<std::uint8_t> mirror(const std::vector<std::uint8_t>& grey) {
    auto turned = grey;
    for (std::size_t y = 0; y < side; ++y) {
        for (std::size_t x = 0; x < side; ++x) turned[y * side + x] = grey[y * side + side - 1 - x];
    }
    return turned;
}

}  // namespace

TEST_CASE("a PDQ hash is written and read as 64 digits, bit 255 first") {
    PdqHash hash;
    hash.words = {1, 0, 0, std::uint64_t{0xA} << 60U};
    CHECK(hash.hex() == "a" + std::string(62, '0') + "1");
    CHECK(pdq_of_hex(hash.hex()) == hash);
    CHECK_FALSE(pdq_of_hex("a"));
    CHECK_FALSE(pdq_of_hex(std::string(63, '0') + "g"));
    CHECK(distance(hash, PdqHash{}) == 3);
    CHECK(distance(hash, negative(hash)) == 256);
}

TEST_CASE("the hashes of the eight positions are those of the turned and mirrored pictures") {
    auto grey = picture();
    const auto variants = pdq_variants(view_of(grey));
    const auto guessed = pdq_variants(pdq(view_of(grey)).hash);
    CHECK(pdq(view_of(grey)).quality >= 50);
    for (std::size_t quarter = 0; quarter < 4; ++quarter) {
        CAPTURE(quarter);
        CHECK(distance(variants[quarter], pdq(view_of(grey)).hash) <= 8);
        CHECK(distance(variants[quarter + 4], pdq(view_of(mirror(grey))).hash) <= 8);
        CHECK(distance(guessed[quarter], variants[quarter]) <= 31);
        grey = quarter_turn(grey);
    }
}

TEST_CASE("a plain picture has no quality, the smallest one has a hash") {
    const std::vector<std::uint8_t> grey(std::size_t{side} * side, 77);
    CHECK(pdq(view_of(grey)).quality == 0);
    CHECK(pdq({grey.data(), 1, 1, 1}).quality == 0);
    CHECK(pdq({grey.data(), 3, 90, side}).quality == 0);
}
