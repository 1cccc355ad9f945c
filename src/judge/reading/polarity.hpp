// Words that are good or bad in French and English: a lexicon that both languages share, so that what English
// data teach about "a good word" helps where French data are few.
#pragma once

#include <cstdint>

namespace vigie::judge {

// -2 (very bad) to 2 (very good), 0 for a word that is not in the lexicon. By the hash of a read word. O(1).
[[nodiscard]] int polarity_of(std::uint64_t word_hash) noexcept;

}  // namespace vigie::judge
