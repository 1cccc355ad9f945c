#pragma once

#include <string>
#include <string_view>

namespace vigie::drivers {

// `reference` as a browser on `base` would read it, absolute, http or https and without user information or
// fragment. Empty when it is none of these.
[[nodiscard]] std::string resolve(const std::string& base, std::string_view reference);

}  // namespace vigie::drivers
