// The hash of a word, made for short texts with readable bytes behind them: two loads and one multiplication
// up to 16 bytes. Two words count as one when all 64 bits agree: by chance once in 10^19 pairs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace vigie::query {

inline constexpr std::size_t hash_padding = 16;  // bytes that must be readable behind a word

__extension__ using Uint128 = unsigned __int128;

[[nodiscard]] inline std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
    const auto product = static_cast<Uint128>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

[[nodiscard]] inline std::uint64_t load8(const char* p) noexcept {
    std::uint64_t v = 0;
    std::memcpy(&v, p, sizeof v);
    return v;
}

// `p` has `hash_padding` readable bytes after `size`.
[[nodiscard]] inline std::uint64_t hash_padded(const char* p, std::size_t size) noexcept {
    constexpr std::uint64_t k0 = 0xA0761D6478BD642FULL;
    constexpr std::uint64_t k1 = 0xE7037ED1A0B428DBULL;
    std::uint64_t seed = size * k1;
    std::size_t left = size;
    while (left > 16) {
        seed = mix(load8(p) ^ k1, load8(p + 8) ^ seed);
        p += 16;
        left -= 16;
    }
    const auto cut = [](std::uint64_t v, std::size_t n) {
        return n >= 8 ? v : v & ((std::uint64_t{1} << (8 * n)) - 1);
    };
    const auto low = cut(load8(p), left);
    const auto high = left > 8 ? cut(load8(p + 8), left - 8) : 0;
    return mix(low ^ k0 ^ seed, high ^ k1);
}

[[nodiscard]] std::uint64_t hash_text(std::string_view text) noexcept;  // any bytes

}  // namespace vigie::query
