// Where a page says who it is, apart from what it says.
#pragma once

#include <gumbo.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::drivers {

// Headings, header and footer, buttons, and what is marked as logo or brand.
[[nodiscard]] bool says_who(const GumboElement& element);

// The words of `text`, one space between them, until `to` has `most` bytes.
void append_words(std::string_view text, std::string& to, std::size_t most);

}  // namespace vigie::drivers
