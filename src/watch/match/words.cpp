#include "match/words.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <array>

namespace vigie::watch::match {
namespace {

constexpr unsigned char stops = 1;    // ends a phrase
constexpr unsigned char joins = 2;    // may stand inside one
constexpr unsigned char blank = 3;    // the same, and words are apart
constexpr unsigned char foreign = 4;  // not ASCII: ask the tables

// For each byte: its folded letter or digit, or one of the classes above (all below '0').
constexpr std::array<unsigned char, 256> classes = [] {
    std::array<unsigned char, 256> out{};
    for (std::size_t c = 0; c < 256; ++c) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            out[c] = static_cast<unsigned char>(c);
        } else if (c >= 'A' && c <= 'Z') {
            out[c] = static_cast<unsigned char>(c + ('a' - 'A'));
        } else {
            out[c] = c >= 0x80 ? foreign : joins;
        }
    }
    for (const char c : std::string_view(",;:!?\"()[]{}|\n")) out[static_cast<std::size_t>(c)] = stops;
    for (const char c : std::string_view(" \t\r")) out[static_cast<std::size_t>(c)] = blank;
    return out;
}();

unsigned char class_at(std::string_view text, std::size_t i) noexcept {
    return classes[static_cast<unsigned char>(text[i])];
}

// The end of a sentence is also a dot, but "J. P. Morgan" and "S.A." are names.
constexpr std::size_t initials = 2;

}  // namespace

void WordCursor::load() noexcept {
    piece_start_ = pos_;
    piece_ = kit::fold_code_point(text_, pos_);
}

bool WordCursor::piece_goes_on(std::size_t& bytes, char32_t& code_point) const noexcept {
    bytes = 0;
    code_point = kit::next_code_point(piece_, bytes);
    return kit::is_word_code_point(code_point);
}

// Moves to the first letter or digit of the next word, noting what stands before it.
bool WordCursor::skip_gap(Word& word) noexcept {
    std::size_t bytes = 0;
    char32_t c = 0;
    for (;;) {
        if (!piece_.empty()) {
            if (piece_goes_on(bytes, c)) return true;
            word.after_break = word.after_break || c == U'.' || (c < 0x80 && classes[c] == stops);
            word.glued = false;
            piece_.remove_prefix(bytes);
            continue;
        }
        if (pos_ >= text_.size()) return false;
        const auto kind = class_at(text_, pos_);
        if (kind >= '0') return true;
        if (kind == foreign) {
            load();
            continue;
        }
        const bool ends = text_[pos_] == '.' && last_size_ > initials && pos_ + 1 < text_.size() &&
                          class_at(text_, pos_ + 1) == blank;
        word.after_break = word.after_break || kind == stops || ends;
        word.glued = word.glued && kind == joins;
        ++pos_;
    }
}

bool WordCursor::next(Word& word) noexcept {
    word = Word{};
    word.glued = true;
    if (!skip_gap(word)) return false;
    word.start = piece_.empty() ? pos_ : piece_start_;
    std::size_t bytes = 0;
    char32_t c = 0;
    for (;;) {
        if (!piece_.empty()) {
            if (!piece_goes_on(bytes, c)) break;
            word.hash = hash_of(piece_.substr(0, bytes), word.hash);
            word.size += bytes;
            word.end = pos_;
            piece_.remove_prefix(bytes);
            continue;
        }
        const auto from = pos_;
        for (; pos_ < text_.size() && class_at(text_, pos_) >= '0'; ++pos_) {
            word.hash = extend(word.hash, static_cast<char>(class_at(text_, pos_)));
        }
        if (pos_ > from) word.end = pos_;
        word.size += pos_ - from;
        if (pos_ >= text_.size() || class_at(text_, pos_) != foreign) break;
        load();
    }
    last_size_ = word.size;
    return true;
}

}  // namespace vigie::watch::match
