#include <vigie/kit/learn.hpp>
#include <vigie/kit/model_lines.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vigie::kit {
namespace {

constexpr unsigned fewest_bits = 8;
constexpr unsigned most_bits = 22;
constexpr std::size_t most_knots = 4096;

}  // namespace

Result<LinearModel> LinearModel::read(std::string_view bytes) {
    auto rest = bytes;
    if (take_until(rest, '\n') != "vigie-linear 1") return fail(Errc::parse, "not a linear model of form 1");
    LinearModel model;
    unsigned bits = 0;
    std::vector<Calibration::Knot> knots;
    for (auto line = take_until(rest, '\n'); !line.empty(); line = take_until(rest, '\n')) {
        const std::string whole(line);
        const auto key = take_until(line, ' ');
        bool good = false;
        if (key == "bits") {
            good = number(line, bits) && bits >= fewest_bits && bits <= most_bits;
        } else if (key == "bias") {
            good = number(line, model.bias_);
        } else if (key == "scale") {
            good = number(line, model.scale_);
        } else if (key == "knot") {
            auto& knot = knots.emplace_back();
            const auto margin = take_until(line, ' ');
            good =
                knots.size() <= most_knots && number(margin, knot.margin) && number(line, knot.probability);
        }
        if (!good) return fail(Errc::parse, "linear model: '{}' is not understood", whole.substr(0, 60));
    }
    if (bits == 0 || rest.size() != std::size_t{1} << bits) {
        return fail(Errc::parse, "linear model: {} weights where 2^{} are announced", rest.size(), bits);
    }
    VIGIE_TRY_ASSIGN(model.calibration_, Calibration::of(std::move(knots)));
    model.shift_ = 64U - bits;
    model.weights_.resize(rest.size());
    std::ranges::transform(rest, model.weights_.begin(), [](char c) { return static_cast<std::int8_t>(c); });
    return model;
}

LinearModel LinearModel::of(std::span<const float> weights, double bias, Calibration calibration) {
    unsigned bits = fewest_bits;
    while (bits < most_bits && (std::size_t{1} << bits) < weights.size()) ++bits;
    float largest = 0;
    for (const float w : weights) largest = std::max(largest, std::abs(w));
    LinearModel model;
    model.shift_ = 64U - bits;
    model.bias_ = bias;
    model.scale_ = largest > 0 ? double{largest} / 127 : 1;
    model.calibration_ = std::move(calibration);
    model.weights_.resize(std::size_t{1} << bits);
    for (std::size_t i = 0; i < std::min(weights.size(), model.weights_.size()); ++i) {
        model.weights_[i] = static_cast<std::int8_t>(std::lround(double{weights[i]} / model.scale_));
    }
    return model;
}

std::string LinearModel::write() const {
    auto out = fmt::format("vigie-linear 1\nbits {}\nbias {}\nscale {}\n", bits(), bias_, scale_);
    for (const auto& k : calibration_.knots()) out += fmt::format("knot {} {}\n", k.margin, k.probability);
    out += '\n';
    out.append(reinterpret_cast<const char*>(weights_.data()), weights_.size());
    return out;
}

}  // namespace vigie::kit
