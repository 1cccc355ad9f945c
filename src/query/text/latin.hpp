// Letters that are taken for Latin ones.
#pragma once

#include <optional>

namespace vigie::query {

// The small Latin letter that a Greek or Cyrillic letter or a small capital looks like.
[[nodiscard]] std::optional<char> latin_look_alike(char32_t code_point) noexcept;

}  // namespace vigie::query
