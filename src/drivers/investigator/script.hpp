#pragma once

#include <string>
#include <string_view>

namespace vigie::drivers {

// The text that a script assigns to location, as written: `location = "…"`, `location.href = 'a' + 'b'`,
// `location.replace("…")`, `location.assign("…")`. Literals and their sums only; empty when there is none.
// O(bytes).
[[nodiscard]] std::string location_of(std::string_view script);

}  // namespace vigie::drivers
