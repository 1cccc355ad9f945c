// What must be right about the bytes of a YAML file before the parser sees them. Private to kit.
#pragma once

#include "format/yaml_document.hpp"

namespace vigie::kit {

// Removes the byte order mark, finds the lines. False after a complaint: not UTF-8, a control character, too
// large.
[[nodiscard]] bool check_yaml_bytes(YamlDocument& document);

// Complains about the byte at `pos` of the body.
void complain_at(YamlDocument& document, std::size_t pos, std::string_view code, std::string message,
                 std::string help);

// The quote that ends the quoted text beginning at `open` (a ' or "), or npos.
[[nodiscard]] std::size_t closing_quote(std::string_view body, std::size_t open);

// The first quote at or after `from` that stands where a value can begin, or npos.
[[nodiscard]] std::size_t opening_quote(std::string_view body, std::size_t from);

// True when the white space that begins this line holds a tab.
[[nodiscard]] bool indented_with_tab(std::string_view line);

}  // namespace vigie::kit
