// An ensemble of boosted decision trees as trained elsewhere (XGBoost) and evaluated here: the sum of one leaf a tree is
// a margin in log-odds, a calibration makes it a probability. Every decision on the way adds a part of the margin to the
// feature it asked (Saabas 2014), so that the parts and the bias sum to the margin exactly. In trees grown under
// monotone constraints a sign that may only raise the margin never has a negative part when it is present.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/kit/learn.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::kit {

class TreeEnsemble {
public:
    // The file form, lines of text: "vigie-trees 1"; "feature NAME" for each, in order; "bias X"; "knot MARGIN
    // PROBABILITY"…; then the trees, each "tree" and its nodes in preorder: "split FEATURE THRESHOLD low|high MEAN" (the
    // children follow: values below the threshold, then the others; a NaN goes to the side named; MEAN is what the
    // node's training rows got on average) or "leaf VALUE". At most 4,096 trees of depth 32 and 2^20 nodes.
    // Errc::parse on anything else, with the line.
    [[nodiscard]] static Result<TreeEnsemble> read(std::string_view text);

    [[nodiscard]] const std::vector<std::string>& features() const noexcept { return features_; }
    // `values` has one number for each feature; NaN: unknown. O(trees · depth).
    [[nodiscard]] double margin(std::span<const float> values) const noexcept;
    // The same; adds to `parts[f]` what feature f contributed. bias() + Σ parts = margin, up to rounding.
    double explain(std::span<const float> values, std::span<double> parts) const noexcept;
    [[nodiscard]] double bias() const noexcept { return bias_ + roots_mean_; }
    [[nodiscard]] double probability(double margin) const noexcept { return calibration_(margin); }
    [[nodiscard]] const Calibration& calibration() const noexcept { return calibration_; }

private:
    struct Node {
        float value = 0;               // threshold of a split; value of a leaf
        float mean = 0;                // of the training rows that came here
        std::uint32_t high = 0;        // the child for values from the threshold on; the other one is next to its parent
        std::uint16_t feature = leaf;  // leaf: none
        bool unknown_high = false;
    };
    static constexpr std::uint16_t leaf = 0xffff;
    friend class TreeReader;
    [[nodiscard]] std::uint32_t next(std::uint32_t at, std::span<const float> values) const noexcept;

    std::vector<std::string> features_;
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> roots_;
    double bias_ = 0;        // as trained
    double roots_mean_ = 0;  // Σ means of the roots
    Calibration calibration_;
};

}  // namespace vigie::kit
