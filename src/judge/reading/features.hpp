// The features of the reading heads: hashed words in ones, twos and threes, hashed letters of words in twos
// to fives, and cues. Each feature is one row of a table, a byte of weight for every head, so that all heads
// are one pass. Words and letters are two blocks that count 1/√n each, n the grams of the block; cues
// count 1. The trainer and the product both come here, so that what is learnt is what is used. No allocation;
// O(bytes).
#pragma once

#include "polarity.hpp"
#include "words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace vigie::judge {

enum class GramBlock : std::uint8_t { words, letters, cues };
inline constexpr std::size_t gram_blocks = 3;

// Phrases that stand for an act: found by the caller, features like the signs.
struct ReadingCues {
    bool enquiry = false;
    bool denial = false;
    bool hedge = false;
    bool complaint = false;
};

[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t h) noexcept {
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93ULL;
    h ^= h >> 32;
    return h * 0x9e3779b97f4a7c15ULL;
}
[[nodiscard]] constexpr std::uint64_t cue_hash(std::uint64_t cue) noexcept {
    return mixed(cue + 0x7000);
}

// Calls visit(block, hash, index of the word, or of no word) for every feature.
template <class Visit>
void each_reading_feature(const PostWords& post, const ReadingCues& cues, bool letters, Visit&& visit) {
    constexpr std::uint64_t pair_seed = 0x51ed270b7a3c9d25ULL;
    constexpr std::uint64_t triple_seed = 0xa0761d6478bd642fULL;
    constexpr std::uint64_t negated_seed = 0x2545f4914f6cdd1dULL;
    constexpr std::uint64_t addressed_seed = 0xe7037ed1a0b428dbULL;
    constexpr std::uint64_t prime = 0x100000001b3ULL;
    constexpr std::uint64_t edge = 0x1f;
    constexpr std::size_t longest = 16;
    const auto words = post.words();
    const bool addressed = post.has(Sign::addressed);
    std::uint64_t before = pair_seed;
    std::uint64_t second = 0;
    int polarity = 0;
    int last_polarity = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& w = words[i];
        visit(GramBlock::words, mixed(w.hash), i);
        if (w.negated) visit(GramBlock::words, mixed(w.hash ^ negated_seed), i);
        if (addressed) visit(GramBlock::words, mixed(w.hash ^ addressed_seed), i);
        visit(GramBlock::words, mixed(before * prime ^ w.hash), i);
        if (second != 0)
            visit(GramBlock::words, mixed((second * prime ^ before) * prime ^ w.hash ^ triple_seed), i);
        second = before;
        before = w.hash;
        if (int p = polarity_of(w.hash); p != 0) {
            if (w.negated) p = p > 0 ? -1 : 1;
            polarity += p;
            last_polarity = p;
            visit(GramBlock::cues, cue_hash(static_cast<std::uint64_t>(100 + p)), i);
        }
        if (w.sign || !letters) continue;
        const auto word = post.folded(w);
        const auto n = std::min(word.size(), longest);
        // Position 0 is the edge before the word, n + 1 the one after it.
        const auto at = [&](std::size_t k) {
            return k == 0 || k > n ? edge
                                   : static_cast<std::uint64_t>(static_cast<unsigned char>(word[k - 1]));
        };
        for (std::size_t start = 0; start < n + 1; ++start) {
            std::uint64_t h = 0x84222325cbf29ce4ULL;
            const auto end = std::min(start + 5, n + 2);
            for (std::size_t k = start; k < end; ++k) {
                h = (h ^ at(k)) * prime;
                if (k - start >= 2) visit(GramBlock::letters, mixed(h), i);
            }
        }
    }
    const auto none = words.size();
    for (std::uint64_t s = 0; s < static_cast<std::uint64_t>(Sign::count); ++s)
        if (((post.signs() >> s) & 1U) != 0) visit(GramBlock::cues, cue_hash(s), none);
    if (cues.enquiry) visit(GramBlock::cues, cue_hash(50), none);
    if (cues.denial) visit(GramBlock::cues, cue_hash(51), none);
    if (cues.hedge) visit(GramBlock::cues, cue_hash(52), none);
    if (cues.complaint) visit(GramBlock::cues, cue_hash(53), none);
    visit(GramBlock::cues, cue_hash(static_cast<std::uint64_t>(200 + std::clamp(polarity, -8, 8))), none);
    if (last_polarity != 0)
        visit(GramBlock::cues, cue_hash(static_cast<std::uint64_t>(300 + last_polarity)), none);
}

// What a feature of each block counts, from how many there are.
[[nodiscard]] inline std::array<float, gram_blocks> gram_norms(
    const std::array<std::size_t, gram_blocks>& n) {
    const auto norm = [](std::size_t k) { return k > 0 ? 1.0F / std::sqrt(static_cast<float>(k)) : 0.0F; };
    return {norm(n[0]), norm(n[1]), 0.25F};
}

}  // namespace vigie::judge
