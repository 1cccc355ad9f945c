// What the reading of a post looks at: words and pairs of words, those under a negation apart, signs (emoji,
// emoticons, runs of ! and ?), and character 2- to 5-grams within words. Each gram is a bucket of one table;
// it counts once a text. The trainer and the product both come here, so that what is learnt is what is used.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::judge::reading {

inline constexpr unsigned bucket_bits = 18;
inline constexpr std::size_t most_bytes = 6000;  // of a text: what follows is not read
inline constexpr std::size_t most_units = 1200;

enum class Block : std::uint8_t { words, letters };
inline constexpr std::size_t blocks = 2;

struct Unit {
    std::uint64_t hash = 0;
    std::uint32_t from = 0;  // in `letters`, padded by one blank on both sides; from == to: a sign
    std::uint32_t to = 0;
    std::uint32_t start = 0;  // in the text as it was given
    std::uint32_t end = 0;
    bool negated = false;
};

struct Units {
    std::string letters;
    std::vector<Unit> units;
    bool addressed = false;  // begins with a mention
};

// O(bytes). Links, mentions and numbers are one unit each, whatever they say.
void read_units(std::string_view text, Units& out);

// The grams of one text, each bucket once in each block. Keeps its memory between texts.
class Grams {
public:
    struct Gram {
        std::uint32_t bucket = 0;
        std::uint32_t unit = 0;
    };
    // Into grams(block); O(bytes).
    void collect(const Units& units);
    [[nodiscard]] const std::vector<Gram>& of(Block block) const {
        return grams_[static_cast<std::size_t>(block)];
    }

private:
    void add(Block block, std::uint64_t hash, std::size_t unit);

    static constexpr std::size_t slots = 8192;
    std::array<std::uint32_t, slots> seen_{};
    std::array<std::vector<Gram>, blocks> grams_;
    std::size_t held_ = 0;
};

}  // namespace vigie::judge::reading
