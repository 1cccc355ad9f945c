// Characters as people count them: "é" and a family emoji are one each.
#pragma once

#include <cstddef>
#include <string_view>

namespace vigie::kit {

// Extended grapheme clusters (UAX 29) of valid UTF-8; bytes that are none count one each. O(bytes).
[[nodiscard]] std::size_t graphemes(std::string_view text);

}  // namespace vigie::kit
