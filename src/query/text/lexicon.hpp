// How often words occur in posts, half French and half English (content/lexicons/README.md): to choose the
// rarest word of a query and to see the words in a hashtag. Words are folded. Read at first use (about 2 ms,
// 0.6 MB); a look-up is one or two loads and allocates nothing. Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vigie::query {

// Estimated share of posts that contain this word, 0 to 1; a small one for words that are not known.
[[nodiscard]] double share_of(std::string_view folded_word) noexcept;
[[nodiscard]] bool known(std::string_view folded_word) noexcept;

// The same for callers that have kit::hash64 of the word.
[[nodiscard]] double share_of_hash(std::uint64_t word_hash) noexcept;

inline constexpr double share_of_unknown = 3e-6;

// -ln(share); less than 0 when the word is not known.
[[nodiscard]] float cost_of_hash(std::uint64_t word_hash) noexcept;

[[nodiscard]] std::size_t words_known() noexcept;

}  // namespace vigie::query
