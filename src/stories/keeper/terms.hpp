// The words of a text that may tell one claim from another, as numbers: folded, without links, mentions and
// what every sentence has, cut to six letters (so that "compote" and "compotes" are one; Can et al., JASIST
// 2008, on stemming by a fixed prefix).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace vigie::stories {

inline constexpr std::size_t text_terms = 40;

// Ascending, distinct, at most `text_terms` (those of the beginning of the text). O(bytes).
[[nodiscard]] std::vector<std::uint32_t> terms_of(std::string_view text);
// How many two ascending lists have in common.
[[nodiscard]] std::size_t common_terms(const std::vector<std::uint32_t>& a,
                                       const std::vector<std::uint32_t>& b) noexcept;
// The distinct words behind terms_of, uncut, in the order of the text: for people.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view canonical);

}  // namespace vigie::stories
