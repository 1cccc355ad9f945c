// Sets of places in an item's words, and what proximity makes of them. All sorted by (first, last), without
// repeats.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

namespace vigie::query {

// Words [first, last] by position.
struct Span {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    friend auto operator<=>(const Span&, const Span&) = default;
};
using Spans = std::vector<Span>;

// No node answers more; texts of people never come near.
inline constexpr std::size_t most_spans = 20'000;

void tidy(Spans& spans);  // sorts, drops repeats

// Pairs that do not overlap and whose nearest words are at most `distance` positions apart; `ordered`: a
// before b. O((|a| + |b|) · pairs within distance).
void pair_near(const Spans& a, const Spans& b, std::uint32_t distance, bool ordered, Spans& out);

// Runs of consecutive positions, one from each list.
void chain(std::span<const Spans* const> words, Spans& out);

// Windows that hold one of each list, distinct words, any order, at most `width` positions from first to
// last.
void windows(std::span<const Spans* const> words, std::uint32_t width, Spans& out);

// Pairs in one sentence. `sentence` by position (see Sentences).
class Sentences;
void pair_same(const Spans& a, const Spans& b, const Sentences& sentences, Spans& out);

}  // namespace vigie::query
