// Where a page says who it is, apart from what it says.
#pragma once

#include <gumbo.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::drivers {

// Headings, header and footer, buttons, and what is marked as logo or brand.
[[nodiscard]] bool says_who(const GumboElement& element);

// Of no size, or not shown: counters and helpers, nothing that people see.
[[nodiscard]] bool is_unseen(const GumboElement& element);

// The words in the name of the file that `url` ends with: "logo meridien" of "/i/logo-meridien.png?2".
[[nodiscard]] std::string file_name(std::string_view url);

// The words of `text`, one space between them, until `to` has `most` bytes.
void append_words(std::string_view text, std::string& to, std::size_t most);

}  // namespace vigie::drivers
