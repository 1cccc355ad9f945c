// Sixty-four bytes at once: which are ASCII letters and digits, which are signs, which are not ASCII; and
// their lower case. SSE2 where the processor has it (every x86-64), plain C++ elsewhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace vigie::query {

struct Block {
    std::uint64_t word = 0;  // letters and digits
    std::uint64_t high = 0;  // bytes of other code points
    std::uint64_t sign = 0;  // '#', '@', '$'
};

inline constexpr std::size_t block_bytes = 64;

// Reads 64 bytes at `in`, writes 64 at `out`.
#if defined(__SSE2__)
[[nodiscard]] inline Block read_block(const char* in, char* out) noexcept {
    Block block;
    const auto at = [](char c) { return _mm_set1_epi8(c); };
    for (unsigned part = 0; part < 4; ++part) {
        const auto* from = reinterpret_cast<const __m128i*>(in + 16 * part);  // NOLINT(*-reinterpret-cast)
        auto* to = reinterpret_cast<__m128i*>(out + 16 * part);               // NOLINT(*-reinterpret-cast)
        const auto bytes = _mm_loadu_si128(from);
        // Comparisons are signed: bytes of other code points are negative and in no range.
        const auto upper =
            _mm_and_si128(_mm_cmpgt_epi8(bytes, at('A' - 1)), _mm_cmplt_epi8(bytes, at('Z' + 1)));
        const auto lower = _mm_or_si128(bytes, _mm_and_si128(upper, at(0x20)));
        const auto letter =
            _mm_and_si128(_mm_cmpgt_epi8(lower, at('a' - 1)), _mm_cmplt_epi8(lower, at('z' + 1)));
        const auto digit =
            _mm_and_si128(_mm_cmpgt_epi8(bytes, at('0' - 1)), _mm_cmplt_epi8(bytes, at('9' + 1)));
        const auto sign =
            _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, at('#')), _mm_cmpeq_epi8(bytes, at('@'))),
                         _mm_cmpeq_epi8(bytes, at('$')));
        _mm_storeu_si128(to, lower);
        const auto bits = [&](__m128i v) {
            return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(v))) << (16 * part);
        };
        block.word |= bits(_mm_or_si128(letter, digit));
        block.sign |= bits(sign);
        block.high |= bits(bytes);
    }
    return block;
}
#else
[[nodiscard]] inline Block read_block(const char* in, char* out) noexcept {
    Block block;
    for (unsigned i = 0; i < block_bytes; ++i) {
        const char c = in[i];
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
        out[i] = lower;
        const auto bit = std::uint64_t{1} << i;
        if ((lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9')) block.word |= bit;
        if (c == '#' || c == '@' || c == '$') block.sign |= bit;
        if ((static_cast<unsigned char>(c) & 0x80U) != 0) block.high |= bit;
    }
    return block;
}
#endif

}  // namespace vigie::query
