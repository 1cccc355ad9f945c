// How often words occur in posts, half French and half English (content/lexicons/README.md). Words are
// folded. Read at first use (about 2 ms, 0.6 MB); a look-up is one or two loads and allocates nothing.
// Thread-safe.
#pragma once

#include <string_view>

namespace vigie::query {

// Estimated share of posts that contain this word, 0 to 1; a small one for words that are not known.
[[nodiscard]] double share_of(std::string_view folded_word) noexcept;
[[nodiscard]] bool known(std::string_view folded_word) noexcept;

}  // namespace vigie::query
