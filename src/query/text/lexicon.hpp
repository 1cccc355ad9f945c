// What the language itself asks of the lexicon: to choose the rarest word of a query and to see the words in
// a hashtag.
#pragma once

#include <vigie/query/lexicon.hpp>

#include <cstddef>
#include <cstdint>

namespace vigie::query {

// The same as share_of() for callers that have kit::hash64 of the word.
[[nodiscard]] double share_of_hash(std::uint64_t word_hash) noexcept;

inline constexpr double share_of_unknown = 3e-6;

// -ln(share); less than 0 when the word is not known.
[[nodiscard]] float cost_of_hash(std::uint64_t word_hash) noexcept;

[[nodiscard]] std::size_t words_known() noexcept;

}  // namespace vigie::query
