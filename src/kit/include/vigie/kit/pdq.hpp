// PDQ: 256 bits that say what a picture looks like, the same after scaling, compression, light retouching.
// Two pictures are the same when at most 31 bits differ (Hamming) and both qualities reach 50. Own code from
// the published description: Facebook, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing
// Algorithm" (2019). A picture of 512 × 512 costs some 0.1 ms, its pixels once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::kit {

inline constexpr int pdq_match = 31;        // most differing bits of two hashes of one picture
inline constexpr int pdq_min_quality = 50;  // below it the picture has too few features

// Grey values 0 to 255 in rows; row y begins at `pixels + y * stride`. A crop is another view of the same
// bytes.
struct GreyView {
    const std::uint8_t* pixels = nullptr;
    int width = 0;
    int height = 0;
    std::size_t stride = 0;

    [[nodiscard]] GreyView crop(int x, int y, int w, int h) const {
        return {pixels + static_cast<std::size_t>(y) * stride + x, w, h, stride};
    }
};

struct PdqHash {
    std::array<std::uint64_t, 4> words{};  // bit 16·i + j: vertical frequency i + 1, horizontal j + 1

    [[nodiscard]] std::string hex() const;  // 64 lower-case digits, bit 255 first, as everybody writes it
    friend auto operator<=>(const PdqHash&, const PdqHash&) = default;
};

// Nothing unless exactly 64 hexadecimal digits.
[[nodiscard]] std::optional<PdqHash> pdq_of_hex(std::string_view text);

[[nodiscard]] int distance(const PdqHash& a, const PdqHash& b) noexcept;

// Turned by 0, 90, 180, 270 degrees, then the same four mirrored.
inline constexpr std::size_t dihedral_count = 8;
using PdqVariants = std::array<PdqHash, dihedral_count>;

struct Pdq {
    PdqHash hash;
    int quality = 0;  // 0 to 100: how much the picture's grey values change from place to place
};

// `view` at least 1 × 1.
[[nodiscard]] Pdq pdq(const GreyView& view);

// Of the picture in its eight positions, from its pixels: exact.
[[nodiscard]] PdqVariants pdq_variants(const GreyView& view);
// From the hash alone: right but for the few bits that stand near the median (some 8 of 256).
[[nodiscard]] PdqVariants pdq_variants(const PdqHash& hash);

// Of the picture with dark and light exchanged.
[[nodiscard]] PdqHash negative(const PdqHash& hash) noexcept;

}  // namespace vigie::kit
