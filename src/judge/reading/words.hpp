// The words of a post as the reading heads want them: folded, with what stands around each of them. One pass,
// no allocation: everything lies in fixed arrays. Handles and addresses become one sign each, digits '0', a
// letter that is drawn out ("soooo") stands twice. Unescapes what badly written exports leave in a text
// ("\u002c", "&amp;").
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace vigie::judge {

inline constexpr std::size_t reading_words = 400;   // what comes later in a post is not read
inline constexpr std::size_t reading_bytes = 4096;  // of the text

// Of a folded word.
[[nodiscard]] constexpr std::uint64_t word_hash(std::string_view word) noexcept {
    std::uint64_t h = 0xcbf29ce484222325ULL;
    for (const char c : word) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return (h ^ (h >> 29)) * 0x9e3779b97f4a7c15ULL;
}

// What holds of a post as a whole: features of their own.
enum class Sign : std::uint8_t {
    addressed,  // starts with a handle
    mention,
    mentions,  // more than one
    link,
    tag,
    tags,  // more than one
    exclamation,
    exclamations,
    question,
    questions,
    ellipsis,
    drawn_out,  // "soooo"
    capitals,   // a word in capitals among others
    shouting,   // mostly capitals
    quotation,
    emoji,
    emojis,
    negation,
    number,
    very_short,
    brief,
    lengthy,
    very_long,
    count
};

struct ReadWord {
    std::uint64_t hash = 0;
    std::uint16_t from = 0;  // in `folded`
    std::uint16_t to = 0;
    std::uint16_t start = 0;  // bytes in the text
    std::uint16_t end = 0;
    bool sign = false;     // punctuation, emoji, handle, address: no letters inside
    bool tag = false;      // #word
    bool negated = false;  // within four words of "not", "pas", "jamais"…
    bool quoted = false;
    bool stop = false;  // ends a clause
};

class PostWords {
public:
    // Reads at most reading_bytes of `text`, which may hold any bytes. O(bytes).
    void read(std::string_view text) noexcept;
    [[nodiscard]] std::span<const ReadWord> words() const noexcept { return {words_.data(), n_}; }
    [[nodiscard]] std::string_view folded(const ReadWord& w) const noexcept {
        return {folded_.data() + w.from, static_cast<std::size_t>(w.to - w.from)};
    }
    [[nodiscard]] bool has(Sign s) const noexcept { return ((signs_ >> static_cast<unsigned>(s)) & 1U) != 0; }
    [[nodiscard]] std::uint64_t signs() const noexcept { return signs_; }

private:
    friend class PostPass;
    std::array<char, reading_bytes + 64> folded_;
    std::array<ReadWord, reading_words> words_;
    std::size_t n_ = 0;
    std::size_t bytes_ = 0;
    std::uint64_t signs_ = 0;
};

}  // namespace vigie::judge
