// Normal forms of text and distances between names. ASCII has a fast path, the rest goes through ICU. Pure,
// thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::kit {

// What two spellings of one word share: NFKC, case folded, accents removed, zero-width and bidi marks
// removed, typographic apostrophes and spaces made plain. "Société" → "societe", "ＶＩＧＩＥ" → "vigie", "œ"
// → "oe".
[[nodiscard]] std::string fold(std::string_view text);

// fold() plus a map back: offsets[i] = byte in `text` where the source of folded byte i begins; one extra
// entry = text.size().
struct Folded {
    std::string text;
    std::vector<std::size_t> offsets;
};
[[nodiscard]] Folded fold_with_offsets(std::string_view text);

// What two names that look alike share: UTS 39 skeleton of the folded text. "pаypal" (Cyrillic а) and
// "paypal" are equal; so are "rn" and "m", "0" and "o", "1", "l" and "I".
[[nodiscard]] std::string skeleton(std::string_view text);

// skeleton() for handles and domains: also leet digits to letters and separators (. _ - space) removed.
[[nodiscard]] std::string handle_skeleton(std::string_view handle);

// handle_skeleton() with its separators kept: for names of several words.
[[nodiscard]] std::string word_skeleton(std::string_view name);

// True when `text` mixes scripts in a way that no language does (Latin with Cyrillic…) inside one word.
[[nodiscard]] bool mixes_scripts(std::string_view text);

// A maximal run of letters and digits of the folded text. '#', '@', '-' and '.' separate; "l'oréal" gives
// "l", "oreal".
struct Token {
    std::string text;       // folded
    std::size_t start = 0;  // byte offsets in the original text
    std::size_t end = 0;
};
[[nodiscard]] std::vector<Token> tokens(std::string_view text);

// For scanners that must not allocate: the folded form of the code point at `pos` (< size), which it moves
// past. The view leads into `text` or into a table that lives for ever; it may be empty or hold several code
// points.
[[nodiscard]] std::string_view fold_code_point(std::string_view text, std::size_t& pos) noexcept;
// Letter, digit or mark of a letter: what tokens() makes tokens of.
[[nodiscard]] bool is_word_code_point(char32_t code_point) noexcept;
[[nodiscard]] bool is_upper_code_point(char32_t code_point) noexcept;

// 0 to 1, over code points; prefix bonus 0.1 for at most 4 common leading ones (Winkler 1990).
[[nodiscard]] double jaro_winkler(std::string_view a, std::string_view b);

// Optimal string alignment distance over code points, at most `limit` + 1. O(|a|·limit).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

// Cosine of bags of folded word uni- and bigrams, 0 to 1; 0 when either is empty.
[[nodiscard]] double text_similarity(std::string_view a, std::string_view b);

}  // namespace vigie::kit
