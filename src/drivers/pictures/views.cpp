#include "views.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace vigie::drivers {
namespace {

constexpr int side = 256;  // views are made of a small copy: a hash reduces it to 64 anyway
constexpr std::size_t most_views = 64;
constexpr int same_view = 4;  // bits

struct Square {
    std::array<std::uint8_t, std::size_t{side} * side> pixels{};

    [[nodiscard]] kit::GreyView view() const { return {pixels.data(), side, side, side}; }
    [[nodiscard]] std::uint8_t& at(int x, int y) { return pixels[static_cast<std::size_t>(y * side + x)]; }
    [[nodiscard]] std::uint8_t at(int x, int y) const {
        return pixels[static_cast<std::size_t>(y * side + x)];
    }
};

// Means over the pixels below each pixel of the copy; a small picture is repeated.
Square small_copy(const GreyPicture& picture) {
    Square square;
    const auto part = [](int i, int size) {
        const int from = static_cast<int>(static_cast<std::int64_t>(i) * size / side);
        const int to = static_cast<int>(static_cast<std::int64_t>(i + 1) * size / side);
        return std::pair{from, std::max(to, from + 1)};
    };
    for (int y = 0; y < side; ++y) {
        const auto [top, bottom] = part(y, picture.height);
        for (int x = 0; x < side; ++x) {
            const auto [left, right] = part(x, picture.width);
            std::int64_t sum = 0;
            for (int v = top; v < bottom; ++v) {
                const auto* row =
                    &picture.pixels[static_cast<std::size_t>(v) * static_cast<std::size_t>(picture.width)];
                for (int u = left; u < right; ++u) sum += row[u];
            }
            square.at(x, y) = static_cast<std::uint8_t>(sum / (std::int64_t{bottom - top} * (right - left)));
        }
    }
    return square;
}

// `of(x, y)` in -1 to 1 gives the place in the original, in -1 to 1; outside is `background`.
template <class Map>
Square mapped(const Square& from, std::uint8_t background, const Map& of) {
    Square to;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const auto [u, v] = of((x + 0.5) * 2 / side - 1, (y + 0.5) * 2 / side - 1);
            const int i = static_cast<int>(std::floor((u + 1) / 2 * side));
            const int j = static_cast<int>(std::floor((v + 1) / 2 * side));
            const bool inside = i >= 0 && j >= 0 && i < side && j < side;
            to.at(x, y) = inside ? from.at(i, j) : background;
        }
    }
    return to;
}

Square framed(const Square& from, double share, std::uint8_t background) {
    return mapped(from, background, [&](double x, double y) { return std::pair{x / share, y / share}; });
}

// Askew, and as far enlarged as it takes to leave no empty corner.
Square askew(const Square& from, double degrees) {
    const double angle = degrees * std::numbers::pi / 180;
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    const double zoom = 1 / (std::abs(c) + std::abs(s));
    return mapped(from, 255, [&](double x, double y) {
        return std::pair{(c * x - s * y) * zoom, (s * x + c * y) * zoom};
    });
}

Square in_circle(const Square& from, std::uint8_t background) {
    return mapped(from, background, [](double x, double y) {
        return x * x + y * y <= 1 ? std::pair{x, y} : std::pair{9.0, 9.0};
    });
}

class Collector {
public:
    void add(const kit::GreyView& view) {
        const auto [hash, quality] = kit::pdq(view);
        if (quality < kit::pdq_min_quality || hashes.size() >= most_views) return;
        const auto near = [&](const kit::PdqHash& other) { return kit::distance(hash, other) <= same_view; };
        if (std::none_of(hashes.begin(), hashes.end(), near)) hashes.push_back(hash);
    }
    void add(const Square& square) { add(square.view()); }
    std::vector<kit::PdqHash> hashes;
};

}  // namespace

std::vector<kit::PdqHash> views_of(const GreyPicture& picture) {
    Collector all;
    all.add(picture.view());
    const auto square = small_copy(picture);
    for (const double kept : {0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6}) {
        const int width = std::max(static_cast<int>(picture.width * kept), 1);
        const int height = std::max(static_cast<int>(picture.height * kept), 1);
        all.add(
            picture.view().crop((picture.width - width) / 2, (picture.height - height) / 2, width, height));
    }
    for (const std::uint8_t background : {std::uint8_t{255}, std::uint8_t{0}}) {
        for (const double share : {0.9, 0.8, 0.7, 0.6}) all.add(framed(square, share, background));
        all.add(in_circle(square, background));
    }
    for (const double degrees : {4.0, 8.0, 12.0, 16.0, 20.0}) {
        all.add(askew(square, degrees));
        all.add(askew(square, -degrees));
    }
    return std::move(all.hashes);
}

}  // namespace vigie::drivers
