// How large a cascade of reshares will become, from its first minutes. With the history of other cascades: a
// robust linear regression of log(final size / size so far) on what is seen by then (in the manner of Szabo &
// Huberman, CACM 2010, and of the features of Haimovich et al., arXiv 2009.02092), with intervals from the
// errors on cascades left out (jackknife after Barber et al., 2021). Where the cascade is smaller than any of
// the history, or without one: SEISMIC (Zhao et al., KDD 2015). Whose final size: all reshares that come
// within about a week.
#pragma once

#include <vigie/base/result.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::kit {

// The post itself and its reshares: when, and how many followers saw each. Memory is bounded: over 65,536
// entries every other one is dropped, times become that much coarser, counts stay exact. Appending is O(1) on
// average.
class Cascade {
public:
    // `seconds` after the post; one that comes out of order counts as of the latest time seen. Times and
    // followers that are negative or no numbers count as 0, times beyond ten years as ten years.
    void add(double seconds, double followers);

    [[nodiscard]] std::uint64_t size() const noexcept { return entries_.empty() ? 0 : entries_.back().count; }
    [[nodiscard]] std::uint64_t size_at(double seconds) const noexcept;  // O(log)
    [[nodiscard]] double last() const noexcept { return entries_.empty() ? 0 : entries_.back().seconds; }

    static constexpr std::size_t features = 10;
    // What is seen by `seconds`; needs size_at(seconds) > 0. O(log).
    [[nodiscard]] std::array<float, features> look(double seconds) const noexcept;

    struct Seismic {
        double size = 0;         // expected final size; 20 times the size so far when explosive
        bool explosive = false;  // each reshare is expected to bring more than one other
    };
    // The model of self-excitation, with the constants of the paper. Looks at 512 groups of reshares at most.
    [[nodiscard]] Seismic seismic(double seconds) const;

private:
    struct Entry {  // sums up to and with it
        double seconds = 0;
        std::uint64_t count = 0;
        double followers = 0;
        double log_followers = 0;
    };
    [[nodiscard]] std::size_t entries_by(double seconds) const noexcept;
    [[nodiscard]] double time_of(double rank) const noexcept;

    std::vector<Entry> entries_;
    std::uint64_t stride_ = 1;  // reshares an entry stands for, at least
    std::uint64_t pending_ = 0;
    double first_followers_ = 0;
};

class CascadeModel {
public:
    static constexpr std::size_t levels = 11;  // quantiles of the error: 2.5, 10, 20 … 90, 97.5 %
    struct Forecast {
        double size = 0;
        double low = 0;  // 80 % of cascades end between low and high
        double high = 0;
        bool history = false;  // false: SEISMIC, with the wider interval it deserves
        bool explosive = false;
        std::array<double, levels> quantiles{};  // of the final size
        // Probability that it passes `threshold`.
        [[nodiscard]] double passes(double threshold) const noexcept;
    };

    // Fits on cascades that are over; each needs 10 reshares by a time to count there. Errc::invalid_argument
    // with fewer than 20. O(times · cascades²), a few seconds for a hundred.
    [[nodiscard]] static Result<CascadeModel> fit(std::span<const Cascade> history);
    // Lines of text: "vigie-cascades 1", then "at SECONDS" with "weights …", "range …", "errors …", "seismic
    // …".
    [[nodiscard]] static Result<CascadeModel> read(std::string_view text);
    [[nodiscard]] std::string write() const;

    // The final size as seen `seconds` after the post, using only what came by then; nothing while nothing
    // came. About 1 µs, 20 µs for SEISMIC.
    [[nodiscard]] std::optional<Forecast> forecast(const Cascade& cascade, double seconds) const;

private:
    struct Moment {
        double seconds = 0;
        std::array<double, Cascade::features + 1> weights{};  // the bias first
        std::array<double, Cascade::features> least{};        // of each feature in the history
        std::array<double, Cascade::features> most{};
        std::array<double, levels> errors{};   // of log(final size / forecast), cascades left out
        std::array<double, levels> seismic{};  // the same of SEISMIC's
    };
    struct Sample {
        std::array<float, Cascade::features> features;
        double target;
        double seismic;
    };
    [[nodiscard]] static std::optional<Moment> fit_moment(double seconds, std::span<const Sample> samples);

    std::vector<Moment> moments_;  // ascending
};

}  // namespace vigie::kit
