#include <vigie/base/assert.hpp>
#include <vigie/kit/model_lines.hpp>
#include <vigie/kit/scaled_linear.hpp>

#include <algorithm>
#include <cmath>

namespace vigie::kit {
namespace {

constexpr std::size_t most_lines = 4096;

}  // namespace

Result<ScaledLinear> ScaledLinear::read(std::string_view text) {
    if (take_until(text, '\n') != "vigie-scaled 1")
        return fail(Errc::parse, "not a linear model of scaled figures of form 1");
    ScaledLinear out;
    std::vector<Calibration::Knot> knots;
    for (std::size_t n = 2; !text.empty(); ++n) {
        const auto whole = take_until(text, '\n');
        auto line = whole;
        const auto key = take_until(line, ' ');
        bool fine = false;
        if (key == "feature" && out.names_.size() < most_lines) {
            out.names_.emplace_back(take_until(line, ' '));
            auto& f = out.figures_.emplace_back();
            fine = !out.names_.back().empty() && number(take_until(line, ' '), f.low) &&
                   number(take_until(line, ' '), f.high) && number(take_until(line, ' '), f.mean) &&
                   number(take_until(line, ' '), f.scale) && number(line, f.weight) && f.scale > 0 &&
                   f.low <= f.high;
        } else if (key == "bias") {
            fine = number(line, out.bias_);
        } else if (key == "knot" && knots.size() < most_lines) {
            auto& knot = knots.emplace_back();
            fine = number(take_until(line, ' '), knot.margin) && number(line, knot.probability);
        }
        if (!fine)
            return fail(Errc::parse, "scaled linear model: line {}: '{}' is not understood", n,
                        whole.substr(0, 60));
    }
    VIGIE_TRY_ASSIGN(out.calibration_, Calibration::of(std::move(knots)));
    return out;
}

double ScaledLinear::part(std::size_t f, float value) const noexcept {
    const auto& figure = figures_[f];
    if (std::isnan(value)) return 0;
    return double{figure.weight} *
           (double{std::clamp(value, figure.low, figure.high)} - double{figure.mean}) / double{figure.scale};
}

double ScaledLinear::margin(std::span<const float> values) const noexcept {
    VIGIE_ASSERT(values.size() == figures_.size());
    double sum = bias_;
    for (std::size_t f = 0; f < values.size(); ++f) sum += part(f, values[f]);
    return sum;
}

}  // namespace vigie::kit
