// A logistic regression over a few named figures, as trained elsewhere: each figure is clipped to what
// training saw, centred and scaled, and has one weight. A figure that is not known (NaN) counts as the
// average and contributes nothing, so a model works on partial input; the contributions and the bias sum to
// the margin.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/kit/learn.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::kit {

class ScaledLinear {
public:
    // The file form, lines of text: "vigie-scaled 1"; "feature NAME LOW HIGH MEAN SCALE WEIGHT" for each, in
    // order; "bias X"; "knot MARGIN PROBABILITY"…. Scales are over 0, LOW is at most HIGH, at most 4,096
    // features and knots. Errc::parse on anything else, with the line.
    [[nodiscard]] static Result<ScaledLinear> read(std::string_view text);

    [[nodiscard]] const std::vector<std::string>& features() const noexcept { return names_; }
    // `values` has one number for each feature; NaN: unknown. O(features).
    [[nodiscard]] double margin(std::span<const float> values) const noexcept;
    // What feature f adds to the margin.
    [[nodiscard]] double part(std::size_t f, float value) const noexcept;
    [[nodiscard]] double bias() const noexcept { return bias_; }
    [[nodiscard]] double probability(double margin) const noexcept { return calibration_(margin); }

private:
    struct Figure {
        float low = 0;
        float high = 0;
        float mean = 0;
        float scale = 1;
        float weight = 0;
    };
    std::vector<std::string> names_;
    std::vector<Figure> figures_;
    double bias_ = 0;
    Calibration calibration_;
};

}  // namespace vigie::kit
