#include "text/chars.hpp"

#include <vigie/base/assert.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace vigie::query {
namespace {

constexpr std::uint32_t same_size = 63;

bool written_without_blanks(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(c, &status)) {
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
        case USCRIPT_KATAKANA_OR_HIRAGANA:
        case USCRIPT_BOPOMOFO:
        case USCRIPT_THAI:
        case USCRIPT_LAO:
        case USCRIPT_KHMER:
        case USCRIPT_MYANMAR: return true;
        default: return false;
    }
}

bool is_emoji(UChar32 c) {
    if (c < 0x203C) return false;
    return u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) != 0 ||
           u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION) != 0;
}

// Signs that stand behind a name and are no part of it ("Vigie™"), and the key that a digit is drawn on
// ("1⃣").
bool is_trade_mark(UChar32 c) {
    return c == 0x00A9 || c == 0x00AE || c == 0x2120 || c == 0x2122 || c == 0x20E3;
}

Char class_of_letter(UChar32 c) {
    const auto type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK || type == U_ENCLOSING_MARK)
        return Char::mark;
    // The long-vowel mark of kana: to Unicode a letter of no script.
    if (c == 0x30FC) return Char::mark;
    if (!kit::is_word_code_point(static_cast<char32_t>(c))) return Char::separator;
    return written_without_blanks(c) ? Char::alone : Char::word;
}

}  // namespace

Char CharTable::classify(char32_t code_point) {
    const auto c = static_cast<UChar32>(code_point);
    if (is_trade_mark(c)) return Char::separator;
    if (c >= 0x1F3FB && c <= 0x1F3FF) return Char::ignored;
    if (c >= 0x1F1E6 && c <= 0x1F1FF) return Char::regional;
    std::string self;
    kit::append_utf8(self, code_point);
    const auto folded = kit::fold(self);
    if (folded.empty()) return Char::ignored;
    if (is_emoji(c)) return Char::emoji;
    bool words = false;
    bool gaps = false;
    Char first = Char::separator;
    for (std::size_t pos = 0; pos < folded.size();) {
        const auto kind = class_of_letter(static_cast<UChar32>(kit::next_code_point(folded, pos)));
        if (first == Char::separator) first = kind;
        (kind == Char::separator ? gaps : words) = true;
    }
    if (words && gaps) return Char::mixed;
    return words ? first : Char::separator;
}

CharTable::CharTable() : pages_(1) {
    pages_[0].fill(static_cast<std::uint32_t>(Char::separator) | same_size << 4U);
    for (char32_t page = 0; page < covered / 256; ++page) {
        Page rows;
        bool plain = true;
        for (char32_t low = 0; low < 256; ++low) {
            const char32_t c = page * 256 + low;
            const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
            const auto kind = surrogate ? Char::separator : classify(c);
            std::string self;
            kit::append_utf8(self, surrogate ? 0xFFFD : c);
            // What is left out or stands alone as it is needs no text of its own.
            auto folded = kind == Char::ignored ? std::string() : kit::fold(self);
            std::uint32_t size = same_size;
            std::uint32_t offset = 0;
            if (folded != self && kind != Char::emoji && kind != Char::regional) {
                VIGIE_ASSERT(folded.size() < same_size);
                size = static_cast<std::uint32_t>(folded.size());
                offset = static_cast<std::uint32_t>(pool_.size());
                pool_ += folded;
            }
            rows[low] = static_cast<std::uint32_t>(kind) | size << 4U | offset << 10U;
            plain = plain && rows[low] == pages_[0][0];
        }
        if (plain) continue;
        page_of_[page] = static_cast<std::uint16_t>(pages_.size());
        pages_.push_back(rows);
    }
}

const CharTable& CharTable::get() {
    static const CharTable table;
    return table;
}

CharTable::Entry CharTable::find(char32_t c) const noexcept {
    // Planes beyond hold rare Han (2 and 3), tags and private use.
    if (c >= covered) return {c < 0x40000 ? Char::alone : Char::ignored, c < 0x40000, {}};
    const auto entry = pages_[page_of_[c >> 8U]][c & 0xFFU];
    const auto size = entry >> 4U & 63U;
    if (size == same_size) return {static_cast<Char>(entry & 15U), true, {}};
    return {static_cast<Char>(entry & 15U), false, std::string_view(pool_).substr(entry >> 10U, size)};
}

}  // namespace vigie::query
