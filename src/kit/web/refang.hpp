// Undoes how careful people write dangerous addresses: "hxxps://evil[.]test" → "https://evil.test". Private
// to kit.
#pragma once

#include <string>
#include <string_view>

namespace vigie::kit {

// Also trims blanks and drops the control characters that browsers ignore. O(bytes).
[[nodiscard]] std::string refang(std::string_view text);

// Bytes at `pos` that stand for one dot ("." "[.]" "(.)" "{.}" "[dot]" "(dot)" "[point]"), 0 when none.
[[nodiscard]] std::size_t dot_at(std::string_view text, std::size_t pos) noexcept;

// Bytes of a web scheme with its separator at `pos` ("http://", "hxxps[:]//", "https:\\"), 0 when none.
[[nodiscard]] std::size_t scheme_at(std::string_view text, std::size_t pos) noexcept;

}  // namespace vigie::kit
