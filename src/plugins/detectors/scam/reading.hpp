// A post read once: folded text, words with their place in the original, and the counts that the features
// need. Words that carry no meaning of their own are made alike: digits to '0', mentions to "@", the path of
// a URL is dropped. O(bytes), two allocations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::plugins::scam {

inline constexpr std::size_t most_read = std::size_t{8} << 10;  // bytes of a text

enum class Unit : std::uint8_t { word, tag, cash, mention, sign };  // sign: an emoji or another symbol

struct Word {
    std::uint32_t start = 0;  // bytes of the original
    std::uint32_t end = 0;
    std::uint32_t from = 0;  // bytes of `folded`
    std::uint32_t to = 0;
    std::uint64_t hash = 0;  // of the folded word
    Unit unit = Unit::word;
    bool quoted = false;  // between quotation marks
    char lead = 0;        // the last ASCII sign between the word before and this one; 0: none that tells
};

struct Reading {
    std::string folded;  // words one after the other, digits as '0'
    std::vector<Word> words;
    std::uint32_t letters = 0;
    std::uint32_t capitals = 0;
    std::uint32_t digits = 0;
    std::uint32_t exclamations = 0;
    std::uint32_t questions = 0;
    std::uint32_t lines = 0;
    std::uint32_t money = 0;  // € $ £ ₿
    std::uint32_t percents = 0;
    std::uint32_t urls = 0;
    std::uint32_t tags = 0;
    std::uint32_t cashtags = 0;
    std::uint32_t mentions = 0;
    std::uint32_t signs = 0;
    std::uint32_t quoted_words = 0;

    [[nodiscard]] std::string_view word(std::size_t i) const noexcept {
        return std::string_view(folded).substr(words[i].from, words[i].to - words[i].from);
    }
};

[[nodiscard]] Reading read(std::string_view text);

// The hash that read() gives to a word already folded, and to the joining of two.
[[nodiscard]] std::uint64_t word_hash(std::string_view folded) noexcept;
[[nodiscard]] constexpr std::uint64_t join(std::uint64_t a, std::uint64_t b) noexcept {
    return (((a << 21U) | (a >> 43U)) ^ b) * 0x9e3779b97f4a7c15ULL;
}

}  // namespace vigie::plugins::scam
