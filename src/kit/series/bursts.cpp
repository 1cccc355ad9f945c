#include <vigie/kit/bursts.hpp>

#include <algorithm>
#include <cmath>

namespace vigie::kit {
namespace {

constexpr float quantile = 0.98F;
constexpr double day = 86400;
constexpr double level_half_life = 3 * day;
constexpr double tail_memory = 60 * day;
constexpr double cut = 4;             // deviations above which a value teaches no more
constexpr float least_level = 0.02F;  // posts a bin
constexpr float deviations = 6;       // of a young series
constexpr std::uint32_t youngest = 12;
// Five minutes, half an hour, three hours in bins of five minutes; never less than one bin.
constexpr std::array<double, BurstScales::count> spans{300, 1800, 10800};

std::int64_t floor_mod(std::int64_t a, std::int64_t b) noexcept {
    const auto r = a % b;
    return r < 0 ? r + b : r;
}

}  // namespace

BurstScales::BurstScales(const BurstSettings& settings) : settings_(settings) {
    const double bin = std::max(1.0, settings.bin_seconds);
    settings_.bin_seconds = bin;
    for (std::size_t i = 0; i < count; ++i) {
        gain_[i] = static_cast<float>(1 / std::max(1.0, spans[i] / bin));
        noise_[i] = std::sqrt(gain_[i] / (2 - gain_[i]));
    }
    level_gain_ = static_cast<float>(1 - std::exp2(-bin / level_half_life));
    // Two days, but enough bins for a quantile, and not months of a series of days.
    warm_up_ = static_cast<std::uint32_t>(std::clamp(2 * day / bin, 200.0, 5760.0));
    memory_ = static_cast<std::uint32_t>(std::clamp(tail_memory / bin, 1000.0, 1e6));
}

// The profile is interpolated from each hour to the next.
float BurstSeries::usual(std::int64_t seconds) const noexcept {
    const auto of_day = floor_mod(seconds, 86400);
    const auto hour = static_cast<std::size_t>(of_day / 3600);
    const float share = static_cast<float>(of_day % 3600) / 3600.0F;
    const float factor = profile_[hour] * (1 - share) + profile_[hour == 23 ? 0 : hour + 1] * share;
    return level_ * factor;
}

// Before the tail is known the highest values are kept; with the last bin of the warm-up the lowest of them
// becomes the threshold.
double BurstSeries::rarity(const BurstScales& scales, Tail& tail) noexcept {
    const float value = tail.smoothed;
    if (seen_ <= scales.warm_up_) {
        const auto keep = std::clamp<std::size_t>(
            static_cast<std::size_t>((1 - quantile) * static_cast<float>(scales.warm_up_)), 5, kept);
        const auto used = std::min<std::size_t>(seen_ - 1, keep);
        auto* const begin = tail.highest.data();
        auto* end = begin + used;
        if (used < keep) {
            *end++ = value;
        } else if (value > end[-1]) {
            end[-1] = value;
        } else {
            end = begin;
        }
        for (auto* at = end; at > begin + 1 && at[-1] > at[-2]; --at) std::swap(at[-1], at[-2]);
        if (seen_ == scales.warm_up_) {
            // As many excesses as the quantile says stay above it, however many were kept.
            tail.threshold = begin[keep - 1];
            tail.excesses = static_cast<float>(keep - 1);
            for (std::size_t i = 0; i + 1 < keep; ++i) {
                const float excess = begin[i] - tail.threshold;
                tail.sum += excess;
                tail.squares += excess * excess;
            }
        }
        return 0;
    }
    const double mean = tail.excesses > 0 ? std::max(1e-6, static_cast<double>(tail.sum / tail.excesses)) : 1;
    double answer = 0;
    if (value > tail.threshold) {
        const double excess = static_cast<double>(value) - static_cast<double>(tail.threshold);
        const double variance =
            std::max(1e-9, static_cast<double>(tail.squares / std::max(1.0F, tail.excesses)) - mean * mean);
        const double ratio = mean * mean / variance;
        const double shape = 0.5 * (1 - ratio);
        const double scale = 0.5 * mean * (ratio + 1);
        const double z = excess / scale;
        double log_tail = -z;
        if (std::abs(shape) > 1e-3) log_tail = 1 + shape * z > 1e-9 ? -std::log1p(shape * z) / shape : -30;
        const double share = static_cast<double>(std::max(1.0F, tail.excesses) / weight_);
        answer = std::clamp(-(std::log(share) + log_tail) / 2.302585092994046, 0.0, 12.0);
        tail.excesses += 1;
        tail.sum += static_cast<float>(excess);
        tail.squares += static_cast<float>(excess * excess);
    }
    return answer;
}

// No tail yet: each scale against the deviation of the level (at least Poisson's), in deviations; 6 are just
// enough.
double BurstSeries::young_rarity(const BurstScales& scales, float expected) const noexcept {
    if (seen_ < youngest) return 0;
    const float deviation = std::sqrt(std::max({variance_, expected, 0.1F}));
    float least = 1e6F;
    for (std::size_t i = 0; i < BurstScales::count; ++i)
        least = std::min(least, tails_[i].smoothed / (deviation * scales.noise_[i]));
    if (!(least > deviations)) return 0;
    const double in_bins = static_cast<double>((tails_[1].smoothed + expected) / scales.gain_[1]);
    if (in_bins < scales.settings_.minimum_count) return 0;
    return std::min(12.0, scales.settings_.rarity * static_cast<double>(least / deviations));
}

void BurstSeries::learn(const BurstScales& scales, std::int64_t seconds, float count,
                        float expected) noexcept {
    const float limit = expected + static_cast<float>(cut) * std::sqrt(std::max(variance_, expected + 0.1F));
    const float value = std::min(count, limit);
    const float gain = std::max(scales.level_gain_, 1 / static_cast<float>(seen_));
    const float factor = level_ > 0 ? expected / level_ : 1;
    if (seen_ == 1) {
        level_ = std::max(least_level, count);
    } else {
        level_ = std::max(least_level, level_ + gain * (value / std::max(0.05F, factor) - level_));
    }
    const float residual = value - expected;
    variance_ += gain * (residual * residual - variance_);
    auto& hour = profile_[static_cast<std::size_t>(floor_mod(seconds, 86400) / 3600)];
    const float hour_gain = seen_ < scales.warm_up_ ? 0.02F : 0.01F;
    hour += hour_gain * (value / std::max(0.05F, level_) - hour);
    if (floor_mod(seconds, 86400) < static_cast<std::int64_t>(scales.settings_.bin_seconds)) {
        float sum = 0;
        for (const float f : profile_) sum += f;
        const float mean = std::max(1e-3F, sum / 24);
        for (float& f : profile_) f = std::max(0.05F, f / mean);
        level_ *= mean;
    }
}

std::optional<Burst> BurstSeries::observe(const BurstScales& scales, std::int64_t seconds, double count,
                                          double authors) {
    if (!(count >= 0) || count > 1e12) return std::nullopt;
    if (seen_ > 0 && seconds <= last_) {
        if (late_ < UINT32_MAX) ++late_;
        return std::nullopt;
    }
    if (seen_ == 0) profile_.fill(1);
    last_ = seconds;
    if (seen_ < UINT32_MAX) ++seen_;
    // One author who floods is no crisis.
    const auto value = static_cast<float>(authors >= 0 ? std::min(count, authors) : count);
    const float expected = seen_ == 1 ? value : std::max(0.05F, usual(seconds));
    weight_ = std::min(weight_ + 1, static_cast<float>(scales.memory_));
    double least = 12;
    for (std::size_t i = 0; i < BurstScales::count; ++i) {
        auto& tail = tails_[i];
        tail.smoothed += scales.gain_[i] * (value - expected - tail.smoothed);
        least = std::min(least, rarity(scales, tail));
        if (weight_ >= static_cast<float>(scales.memory_)) {
            // What is long ago is forgotten, at the pace at which it comes.
            const float keep = 1 - 1 / weight_;
            tail.excesses *= keep;
            tail.sum *= keep;
            tail.squares *= keep;
        }
    }
    const bool young = seen_ <= scales.warm_up_;
    if (young) least = young_rarity(scales, expected);
    std::optional<Burst> burst;
    const auto& settings = scales.settings_;
    const double recent = static_cast<double>((tails_[1].smoothed + expected) / scales.gain_[1]);
    const bool quiet =
        alerted_ == INT64_MIN || static_cast<double>(seconds - alerted_) > settings.refractory_hours * 3600;
    if (least > settings.rarity && (quiet || least > static_cast<double>(alerted_rarity_) + 1) &&
        (authors < 0 || recent >= settings.minimum_authors)) {
        alerted_ = seconds;
        alerted_rarity_ = static_cast<float>(least);
        burst = Burst{seconds,
                      least,
                      least / (least + settings.rarity),
                      count,
                      static_cast<double>(expected),
                      static_cast<double>(expected + tails_[1].smoothed),
                      static_cast<double>(expected + tails_[2].smoothed),
                      young};
    }
    learn(scales, seconds, value, expected);
    return burst;
}

}  // namespace vigie::kit
