// Letters that are read for other letters in an address bar: one alphabet's letter for another's, a letter
// with a mark, "d" for "b", "cl" for "d", "rn" for "m". Wider than UTS 39, which holds only what can hardly
// be told apart: here "reads alike at a glance" is enough, and the weight falls with every such letter.
#pragma once

#include <vigie/model/text.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::judge {

// A label with every foreign letter read as the ASCII letter it looks like, without separators. A letter that
// looks like none is '?'. O(length).
struct PlainLabel {
    std::string text;
    std::size_t foreign = 0;  // letters outside ASCII
    std::size_t exotic = 0;   // of these, letters that neither French nor its neighbours write with
};
[[nodiscard]] PlainLabel plain_label(std::string_view shown);

// Equal for all labels that `glyph_swaps` may join; equal for some others too. Of a plain label.
[[nodiscard]] std::uint64_t glyph_key(std::string_view plain) noexcept;

// One letter, or two, of ours written as others.
struct GlyphSwap {
    std::string_view own;  // views into the arguments of glyph_swaps
    std::string_view shown;
};

inline constexpr std::size_t most_glyph_swaps = 8;

// The fewest swaps that lead from `own` to `plain` (both plain labels); nullopt when other letters differ or
// more than `most` ≤ most_glyph_swaps are needed. O(length · most).
[[nodiscard]] std::optional<std::vector<GlyphSwap>> glyph_swaps(std::string_view own, std::string_view plain,
                                                                std::size_t most);
// "« cl » pour « d »" / "“cl” for “d”"
[[nodiscard]] model::Text describe(const std::vector<GlyphSwap>& swaps);

}  // namespace vigie::judge
