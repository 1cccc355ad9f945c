// What a compiled set holds.
#pragma once

#include "set/pattern_index.hpp"
#include "set/program.hpp"
#include "set/terms.hpp"

#include <vigie/query/set.hpp>

#include <array>
#include <string>
#include <vector>

namespace vigie::query {

// A query filed under a term. Of each of the two pairs one term must be there as well, as bits of the item's
// signature: most queries that lack one are passed over without a look at them.
struct Posting {
    // Number of the query times two; plus one when it must still be verified, none when the term alone
    // decides.
    std::uint32_t query = 0;
    std::array<std::uint16_t, 4> need{};  // (0 or 1) and (2 or 3)
};

inline constexpr std::size_t signature_bits = 4096;
inline constexpr std::uint16_t always_set = signature_bits;  // a bit that every signature has

[[nodiscard]] constexpr std::uint16_t signature_bit(TermId term) noexcept {
    return static_cast<std::uint16_t>(term * 0x9E3779B1U >> 20U);
}

// What must be read of an item because some query asks for it.
struct Uses {
    bool name = false;
    bool bio = false;
    bool alt = false;
    bool tags = false;  // `#tag` terms
    bool handles = false;
    bool cash = false;
    bool from = false;
    bool to = false;
    bool domains = false;
    bool unmasked = false;
    bool any_tag = false;  // the terms AnyOf
    bool any_link = false;
    bool any_mention = false;
    bool language = false;
};

struct Set::Impl {
    std::vector<std::string> names;
    Terms terms;
    Terms words;  // kit::hash64 of the words of all queries
    std::vector<Step> steps;
    std::vector<std::uint32_t> begins;          // first step of each query
    std::vector<std::uint32_t> posting_begins;  // by term
    std::vector<Posting> postings;
    std::vector<std::uint32_t> always;  // queries that are tried on every item
    std::vector<Pattern> patterns;
    std::vector<std::string> texts;
    std::vector<Range> ranges;
    PatternIndex index;
    Uses uses;
};

}  // namespace vigie::query
