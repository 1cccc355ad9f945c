// Walks the words of a text without allocating: folded hash, place, and whether a phrase may run across what
// stands before. The same words as kit::tokens(). O(bytes).
#pragma once

#include "match/hashing.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vigie::watch::match {

struct Word {
    std::uint64_t hash = 0;
    std::size_t start = 0;  // bytes of the text
    std::size_t end = 0;
    std::size_t size = 0;      // folded bytes
    bool after_break = false;  // punctuation that ends a phrase stands before it: "Martin, Claire"
    bool glued = false;        // no blank between it and the word before
};

class WordCursor {
public:
    explicit WordCursor(std::string_view text) : text_(text) {}
    bool next(Word& word) noexcept;

private:
    void load() noexcept;
    bool piece_goes_on(std::size_t& bytes, char32_t& code_point) const noexcept;
    bool skip_gap(Word& word) noexcept;

    std::string_view text_;
    std::size_t pos_ = 0;
    std::string_view piece_;  // folded code points not yet given: one source may fold to several words
    std::size_t piece_start_ = 0;
    std::size_t last_size_ = 0;
};

}  // namespace vigie::watch::match
