// Several linear models over one table of hashed features: sixteen weights of one byte stand together, so
// that a feature costs one look for all heads. A head's margin is log-odds.
#pragma once

#include "features.hpp"

#include <vigie/base/result.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::judge {

inline constexpr std::size_t head_lanes = 16;
using Margins = std::array<float, head_lanes>;

class HeadTable {
public:
    struct Bias {
        float every = 0;
        float addressed = 0;  // more for posts that start with a handle
    };
    struct Head {
        std::string name;
        float scale = 0;
        Bias bias;
    };
    // The file form: lines "vigie-heads 1", "bits B", "head NAME SCALE BIAS ADDRESSED"… (at most 16), an
    // empty line, then 2^B rows of 16 signed bytes. B from 8 to 19. Errc::parse on anything else.
    [[nodiscard]] static Result<HeadTable> read(std::string_view bytes);
    // weights[head][slot], in log-odds: each head is rounded to bytes by its own scale, outliers clipped.
    [[nodiscard]] static HeadTable of(unsigned bits, const std::vector<std::vector<float>>& weights,
                                      const std::vector<std::string>& names, const std::vector<Bias>& biases);
    [[nodiscard]] std::string write() const;

    [[nodiscard]] const std::vector<Head>& heads() const noexcept { return heads_; }
    // The lane of a head; head_lanes when there is none of this name.
    [[nodiscard]] std::size_t lane(std::string_view name) const noexcept;
    [[nodiscard]] const std::int8_t* row(std::uint64_t hash) const noexcept {
        return weights_.data() + (hash >> shift_) * head_lanes;
    }
    // Log-odds of every head. `letters` false leaves the block of letters out (tables trained without it). No
    // allocation.
    [[nodiscard]] Margins margins(const PostWords& post, const ReadingCues& cues,
                                  bool letters) const noexcept;
    // What each word gives to a head, in log-odds. For explanations.
    [[nodiscard]] std::vector<float> by_word(const PostWords& post, const ReadingCues& cues, bool letters,
                                             std::size_t lane) const;

private:
    std::vector<std::int8_t> weights_;
    std::vector<Head> heads_;
    unsigned shift_ = 56;
};

}  // namespace vigie::judge
