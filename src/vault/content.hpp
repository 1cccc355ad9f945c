// What stays of a text when case, accents, blanks, punctuation, zero-width marks and look-alike letters do
// not count. O(bytes).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::vault {

struct Content {
    std::string text;                  // folded letters, digits and signs such as emoji
    std::vector<std::uint32_t> from;   // byte of the source where byte i comes from
    std::vector<std::uint32_t> words;  // bytes of `text` where a word begins: something was left out before
    std::string_view source;

    // Source bytes of text[start, end), which must not be empty.
    [[nodiscard]] std::size_t source_start(std::size_t start) const { return from[start]; }
    [[nodiscard]] std::size_t source_end(std::size_t end) const;
    // The same with all that was left out on either side.
    [[nodiscard]] std::size_t wide_start(std::size_t start) const {
        return start == 0 ? 0 : source_end(start);
    }
    [[nodiscard]] std::size_t wide_end(std::size_t end) const {
        return end == from.size() ? source.size() : from[end];
    }
};
[[nodiscard]] Content content_of(std::string_view text);

}  // namespace vigie::vault
