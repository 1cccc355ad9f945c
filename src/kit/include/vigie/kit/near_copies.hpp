// Which texts are copies of one another, as they come: the same words, or nearly, whatever the links,
// mentions, digits, emoji, case, accents and letters of other alphabets that look alike. A text joins the
// first one that it copies: found by its canonical form, or by MinHash over runs of five characters (one
// permutation; Li, Owen & Zhang, NeurIPS 2012; densified after Shrivastava & Li, ICML 2014) in 32 bands of 4,
// checked on the whole signature. Memory is bounded: the tables have a fixed size, the oldest originals make
// room.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vigie::kit {

// What copies share: words folded, blanks single; no links, mentions, emoji, punctuation; digits as 0.
// O(bytes).
[[nodiscard]] std::string canonical_text(std::string_view text);

class NearCopies {
public:
    static constexpr std::size_t rows = 128;
    static constexpr std::size_t least_bytes =
        20;  // of the canonical form; shorter ones are copies only when equal

    // Originals that are remembered; about 300 bytes each.
    explicit NearCopies(std::size_t capacity = 100'000);

    struct Placed {
        std::uint64_t original = 0;  // number of the text that it copies, its own when it copies none
        bool fresh = true;
        double likeness = 1;  // estimated Jaccard similarity with the original
    };
    // Texts are numbered from 0 on in the order in which they come. A text without letters or digits is
    // nobody's copy.
    Placed place(std::string_view text);

    [[nodiscard]] std::uint64_t seen() const noexcept { return seen_; }

private:
    static constexpr std::size_t bands = 32;
    using Signature = std::array<std::uint8_t, rows>;
    struct Original {
        std::uint64_t number = 0;
        std::uint64_t exact = 0;
        std::uint32_t runs = 0;  // distinct runs of five characters, about
        Signature signature{};
    };
    struct Sketch {
        std::array<std::uint32_t, rows> least{};
        std::uint32_t runs = 0;
    };
    [[nodiscard]] static Sketch sketch(std::string_view canonical);
    [[nodiscard]] std::size_t slot(std::size_t band, const Sketch& s) const noexcept;

    std::size_t capacity_;
    std::vector<Original> originals_;  // a ring
    std::size_t next_ = 0;
    std::vector<std::uint32_t>
        table_;  // bands of slots: index of an original + 1; a newer one takes the place of an older
    std::size_t mask_ = 0;
    std::unordered_map<std::uint64_t, std::uint32_t> exact_;
    std::uint64_t seen_ = 0;
};

}  // namespace vigie::kit
