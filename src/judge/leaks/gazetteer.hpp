// First names and surnames that people bear (content/names), folded. Built on first use (1 ms); thread-safe;
// O(1) a look.
#pragma once

#include <string_view>

namespace vigie::judge::leaks {

[[nodiscard]] bool is_first_name(std::string_view folded);
[[nodiscard]] bool is_surname(std::string_view folded);

}  // namespace vigie::judge::leaks
