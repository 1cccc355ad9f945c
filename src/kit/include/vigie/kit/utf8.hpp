// Bytes that claim to be UTF-8. Everything that enters the product goes through sanitize() once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::kit {

[[nodiscard]] bool valid_utf8(std::string_view bytes) noexcept;

// Ill-formed sequences become U+FFFD; the result is cut at a code point boundary to at most `limit` bytes.
// Sets *changed when anything was replaced or cut.
[[nodiscard]] std::string sanitize_utf8(std::string_view bytes, std::size_t limit, bool* changed = nullptr);

// Longest prefix of at most `limit` bytes that ends on a code point boundary.
[[nodiscard]] std::string_view prefix_utf8(std::string_view text, std::size_t limit) noexcept;

// Decodes the code point at `pos` (which must be < size) and moves past it; U+FFFD and one byte on bad input.
char32_t next_code_point(std::string_view text, std::size_t& pos) noexcept;
void append_utf8(std::string& out, char32_t code_point);

}  // namespace vigie::kit
