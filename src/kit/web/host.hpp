// What the URL reader and the finder share about hosts. Private to kit.
#pragma once

#include <string_view>

namespace vigie::kit {

// True when the last labels of `host` (lower-case ASCII) are a public suffix that exists, or one of the names
// reserved for tests and documentation (.test, .example), and something stands before it. Numbers are no
// domain.
[[nodiscard]] bool has_real_suffix(std::string_view host);

}  // namespace vigie::kit
