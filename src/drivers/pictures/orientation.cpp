#include "orientation.hpp"

#include <algorithm>
#include <utility>

namespace vigie::drivers {
namespace {

// Unsigned numbers of 2 or 4 bytes at any place; 0 beyond the end.
class Numbers {
public:
    Numbers(std::string_view bytes, bool big) : bytes_(bytes), big_(big) {}
    [[nodiscard]] std::size_t two(std::size_t at) const { return number(at, 2); }
    [[nodiscard]] std::size_t four(std::size_t at) const { return number(at, 4); }

private:
    [[nodiscard]] std::size_t number(std::size_t at, std::size_t size) const {
        if (at > bytes_.size() || bytes_.size() - at < size) return 0;
        std::size_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const auto byte = static_cast<unsigned char>(bytes_[at + (big_ ? i : size - 1 - i)]);
            value = value << 8U | byte;
        }
        return value;
    }
    std::string_view bytes_;
    bool big_;
};

}  // namespace

int exif_orientation(std::string_view tiff) {
    constexpr std::size_t orientation_tag = 0x0112;
    constexpr std::size_t entry_bytes = 12;
    const auto order = tiff.substr(0, 2);
    if (order != "II" && order != "MM") return 1;
    const Numbers numbers(tiff, order == "MM");
    const std::size_t directory = numbers.four(4);
    const std::size_t count = std::min<std::size_t>(numbers.two(directory), 512);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t entry = directory + 2 + i * entry_bytes;
        if (numbers.two(entry) != orientation_tag) continue;
        const auto value = numbers.two(entry + 8);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

GreyPicture upright(GreyPicture picture, int orientation) {
    if (orientation <= 1 || orientation > 8) return picture;
    const bool exchange = orientation >= 5;
    const bool flip_x = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool flip_y = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    GreyPicture turned = picture;
    if (exchange) {
        std::swap(turned.width, turned.height);
        std::swap(turned.full_width, turned.full_height);
    }
    // What stands at (x, y) of the result comes from (u, v) of the file.
    for (int y = 0; y < turned.height; ++y) {
        for (int x = 0; x < turned.width; ++x) {
            int u = exchange ? y : x;
            int v = exchange ? x : y;
            if (flip_x) u = picture.width - 1 - u;
            if (flip_y) v = picture.height - 1 - v;
            turned.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(turned.width) +
                          static_cast<std::size_t>(x)] =
                picture.pixels[static_cast<std::size_t>(v) * static_cast<std::size_t>(picture.width) +
                               static_cast<std::size_t>(u)];
        }
    }
    return turned;
}

}  // namespace vigie::drivers
