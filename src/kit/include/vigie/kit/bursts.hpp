// Bursts in a series of counts: how many posts in each bin of time. A burst is a value that is out of the
// ordinary at three scales at once: now, over half an hour and over three hours, so that one odd bin is none,
// nor is a busy evening. The ordinary is a level (EWMA) times a profile of the hours of the day, both learnt
// from values that are cut at four deviations, so that a burst does not teach itself. How far out is a tail
// probability: excesses over the 98 % quantile of each scale follow a generalised Pareto law (SPOT: Siffer et
// al., KDD 2017; fitted by moments). Causal: an answer uses what came before it, nothing else. O(1) a bin,
// about 400 bytes a series, no allocation.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace vigie::kit {

struct BurstSettings {
    double bin_seconds = 300;
    double rarity = 1.95;          // −log10 of the tail probability that raises an alert
    double refractory_hours = 24;  // no second alert within this time, unless it is ten times rarer
    double minimum_authors = 5;    // distinct authors within the last half hour, where they are known
    double minimum_count = 20;  // posts within the last half hour, while the series is too young for its tail
};

struct Burst {
    std::int64_t at = 0;   // seconds, of the bin
    double rarity = 0;     // −log10 of the tail probability, of the least of the three scales
    double score = 0;      // 0 to 1: a half at the threshold of rarity, three quarters at three times as much
    double count = 0;      // in this bin
    double usual = 0;      // expected in this bin
    double half_hour = 0;  // mean of a bin over the last half hour (exponential weights), and …
    double three_hours = 0;  // … over the last three hours
    bool young = false;      // judged against a level only: the series has no two days of past yet
};

// What all series with the same settings share. Bins shorter than a second count as a second.
class BurstScales {
public:
    explicit BurstScales(const BurstSettings& settings = {});
    static constexpr std::size_t count = 3;

private:
    friend class BurstSeries;
    BurstSettings settings_;
    std::array<float, count> gain_{};   // of each scale's EWMA
    std::array<float, count> noise_{};  // how much of a bin's deviation is left in it
    float level_gain_ = 0;
    std::uint32_t warm_up_ = 0;  // bins before there is a tail
    std::uint32_t memory_ = 0;   // bins that the tail remembers
};

class BurstSeries {
public:
    // The count of the bin that begins at `seconds`, and how many distinct authors wrote it (negative:
    // unknown). Bins come in the order of time; one that is not after the last one is passed over (late()
    // counts them), as is a count that is negative or no number. A bin that is left out is unknown, not zero.
    std::optional<Burst> observe(const BurstScales& scales, std::int64_t seconds, double count,
                                 double authors = -1);

    [[nodiscard]] std::uint32_t late() const noexcept { return late_; }
    [[nodiscard]] double level() const noexcept { return level_; }  // expected in a bin, over the day

private:
    static constexpr std::size_t kept = 12;  // 2 % of two days of five minutes
    struct Tail {
        float smoothed = 0;   // the EWMA of what is over the usual
        float threshold = 0;  // the 98 % quantile
        float excesses = 0;   // how many values were over it
        float sum = 0;        // of the excesses
        float squares = 0;
        std::array<float, kept> highest{};  // of the warm-up, descending
    };
    [[nodiscard]] float usual(std::int64_t seconds) const noexcept;
    [[nodiscard]] double rarity(const BurstScales& scales, Tail& tail) noexcept;
    [[nodiscard]] double young_rarity(const BurstScales& scales, float expected) const noexcept;
    void learn(const BurstScales& scales, std::int64_t seconds, float count, float expected) noexcept;

    std::array<Tail, BurstScales::count> tails_{};
    std::array<float, 24> profile_{};  // factors of the hours of the day; their mean is 1
    std::int64_t last_ = INT64_MIN;
    std::int64_t alerted_ = INT64_MIN;
    float alerted_rarity_ = 0;
    float level_ = 0;
    float variance_ = 0;
    std::uint32_t seen_ = 0;
    std::uint32_t late_ = 0;
    float weight_ = 0;  // bins that the tails remember
};

}  // namespace vigie::kit
