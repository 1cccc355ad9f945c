// Sets of places in an item's words, and what proximity makes of them. All sorted by (first, last), without
// repeats.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace vigie::query {

// Words [first, last] by position.
struct Span {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    friend auto operator<=>(const Span&, const Span&) = default;
};
using Spans = std::vector<Span>;

// Positions count the parts of a tag, people count a tag as one word: how many words apart two positions are.
class Ordinals {
public:
    void clear() noexcept { tags_.clear(); }
    // A tag of parts at [first, first + more].
    // What is added comes before all that was added: those move on.
    void add_tag(std::uint32_t first, std::uint32_t more) {
        for (auto& tag : tags_) tag.first += more;
        tags_.emplace_back(first, more);
    }
    // `from` < `to`; at least 1.
    [[nodiscard]] std::uint32_t apart(std::uint32_t from, std::uint32_t to) const noexcept {
        auto words = to - from;
        for (const auto& [first, more] : tags_) {
            const auto begin = std::max(from, first);
            const auto end = std::min(to, first + more);
            if (end > begin) words -= end - begin;
        }
        return std::max(1U, words);
    }

private:
    std::vector<std::pair<std::uint32_t, std::uint32_t>> tags_;
};

// No node answers more; texts of people never come near.
inline constexpr std::size_t most_spans = 20'000;

void tidy(Spans& spans);  // sorts, drops repeats

// Pairs that do not overlap and whose nearest words are at most `distance` positions apart; `ordered`: a
// before b. O((|a| + |b|) · pairs within distance).
void pair_near(const Spans& a, const Spans& b, std::uint32_t distance, bool ordered, const Ordinals& ordinals,
               Spans& out);

// Runs of consecutive positions, one from each list.
void chain(std::span<const Spans* const> words, Spans& out);

// Windows that hold one of each list, distinct words, any order, at most `width` positions from first to
// last.
void windows(std::span<const Spans* const> words, std::uint32_t width, const Ordinals& ordinals, Spans& out);

// Pairs in one sentence. `sentence` by position (see Sentences).
class Sentences;
void pair_same(const Spans& a, const Spans& b, const Sentences& sentences, Spans& out);

}  // namespace vigie::query
