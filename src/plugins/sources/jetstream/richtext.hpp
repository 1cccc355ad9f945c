// What the full decoder and the glance read the same way in a post's text: whether a facet fits it, and the
// hashtags that stand bare in it.
#pragma once

#include <vigie/kit/utf8.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vigie::plugins::jetstream {

// Bytes [start, end) of the text are there and cut no code point.
inline bool span_fits(std::int64_t start, std::int64_t end, std::string_view text) noexcept {
    const auto boundary = [&](std::size_t at) {
        return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xc0U) != 0x80;
    };
    if (start < 0 || start >= end) return false;
    const auto to = static_cast<std::size_t>(end);
    return to <= text.size() && boundary(static_cast<std::size_t>(start)) && boundary(to);
}

// Ends a hashtag that stands bare in the text.
inline bool ends_tag(char32_t c) noexcept {
    if (c < 0x80) {
        return !((c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
                 c == U'_');
    }
    return c == 0xa0 || c == 0xab || c == 0xbb || (c >= 0x2000 && c <= 0x206f) ||
           (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xff0f) || c == 0xfffd;
}

// add(tag) for each, without its '#'.
template <class Add>
void bare_tags(std::string_view text, Add add) {
    constexpr std::size_t longest = 640;  // lexicon: 64 graphemes, 640 bytes
    for (auto at = text.find('#'); at != std::string_view::npos; at = text.find('#', at + 1)) {
        const bool starts_word = at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n' ||
                                 text[at - 1] == '\t' || text[at - 1] == '(' || text[at - 1] == '"' ||
                                 (static_cast<unsigned char>(text[at - 1]) & 0x80U) != 0;
        if (!starts_word) continue;
        std::size_t end = at + 1;
        bool digits_only = true;
        while (end < text.size() && end - at <= longest) {
            auto next = end;
            const auto c = kit::next_code_point(text, next);
            if (ends_tag(c)) break;
            digits_only = digits_only && c >= U'0' && c <= U'9';
            end = next;
        }
        if (end > at + 1 && !digits_only) add(text.substr(at + 1, end - at - 1));
    }
}

}  // namespace vigie::plugins::jetstream
