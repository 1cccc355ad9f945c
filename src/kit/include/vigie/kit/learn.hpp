// What a small trained model needs at run time: hashed linear weights, and the calibration that makes a
// margin a probability. Models live in content/models/<name>/, at most about 1 MB each, and are embedded in
// the binary.
#pragma once

#include <vigie/base/result.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::kit {

// A monotone, piecewise linear map from a margin (any real) to a probability in [0, 1]; flat beyond its ends.
class Calibration {
public:
    struct Knot {
        double margin = 0;
        double probability = 0;
        friend bool operator==(const Knot&, const Knot&) = default;
    };
    struct Sample {
        double margin = 0;
        bool positive = false;
    };

    Calibration() = default;
    // Margins must rise and probabilities must not fall, all finite: Errc::invalid_argument.
    [[nodiscard]] static Result<Calibration> of(std::vector<Knot> knots);
    // Isotonic regression (pool adjacent violators; Ayer et al. 1955) with at most `knots` knots, each level
    // smoothed towards one half by one sample of each class. Samples must not be those the model was trained
    // on. O(n log n).
    [[nodiscard]] static Calibration fit(std::vector<Sample> samples, std::size_t knots = 32);

    [[nodiscard]] double operator()(double margin) const noexcept;  // O(log knots)
    [[nodiscard]] const std::vector<Knot>& knots() const noexcept { return knots_; }

private:
    std::vector<Knot> knots_;
};

// margin = bias + Σ value · weight[hash of the feature], with weights of one byte.
class LinearModel {
public:
    // The file form: lines "vigie-linear 1", "bits B", "bias X", "scale X", "knot MARGIN PROBABILITY"…, an
    // empty line, then 2^B signed bytes. Errc::parse on anything else. B from 8 to 22.
    [[nodiscard]] static Result<LinearModel> read(std::string_view bytes);
    // Rounds to bytes: the largest absolute weight becomes 127.
    [[nodiscard]] static LinearModel of(std::span<const float> weights, double bias, Calibration calibration);
    [[nodiscard]] std::string write() const;

    [[nodiscard]] unsigned bits() const noexcept { return 64U - shift_; }
    [[nodiscard]] std::size_t slot(std::uint64_t hash) const noexcept {
        return hash >> shift_;
    }  // the top bits
    // The sum of these, times scale(), plus bias(), is the margin: add integers in the hot loop.
    [[nodiscard]] int raw(std::uint64_t hash) const noexcept { return weights_[slot(hash)]; }
    [[nodiscard]] double weight(std::uint64_t hash) const noexcept { return scale_ * raw(hash); }
    [[nodiscard]] double scale() const noexcept { return scale_; }
    [[nodiscard]] double bias() const noexcept { return bias_; }
    [[nodiscard]] const Calibration& calibration() const noexcept { return calibration_; }

private:
    std::vector<std::int8_t> weights_;
    unsigned shift_ = 56;
    double bias_ = 0;
    double scale_ = 0;
    Calibration calibration_;
};

}  // namespace vigie::kit
