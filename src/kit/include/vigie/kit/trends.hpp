// Topics nobody asked for: words and pairs of words that are suddenly in far more posts than they used to be
// (SigniTrend; Schubert, Weiler & Kriegel, KDD 2014). Each word and pair is hashed into two tables that hold
// the mean and the variance of its share of the posts of an epoch, both exponentially forgotten, so memory
// never grows. What stands out of both its cells is a trend; trends that share a word are one topic. Reposts
// and copies should be left out before.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vigie::kit {

struct TrendSettings {
    unsigned bits = 18;           // of each of the two tables: 2^bits cells of 12 bytes; 8 to 24
    double half_life = 12;        // epochs
    double significance = 3;      // deviations
    double least_share = 0.002;   // of the posts of an epoch; also what a term is taken to have had at least
    std::uint32_t least = 5;      // posts in an epoch
    std::uint32_t by_author = 3;  // posts of one author that count in an epoch
    std::size_t words = 24;       // of a post, the first
    std::size_t terms = 200'000;  // that an epoch remembers by name
};

struct Trend {
    std::vector<std::string> terms;  // most significant first, at most 12: "cheese", "cheese sick"
    double significance = 0;         // of the first
    std::uint32_t posts = 0;         // that hold it, in this epoch
};

class Trends {
public:
    explicit Trends(const TrendSettings& settings = {});
    // `canonical` as canonical_text() gives it. O(words²).
    void add(std::string_view canonical, std::uint64_t author);
    // Ends the epoch: its topics, most significant first. The first epochs (a half-life) only teach.
    // O(cells).
    [[nodiscard]] std::vector<Trend> end_epoch();

private:
    struct Cell {
        std::uint32_t count = 0;
        float mean = 0;
        float variance = 0;
    };
    struct Term {
        std::string text;
        std::uint32_t count = 0;
    };
    void count(std::uint64_t hash, std::string_view first, std::string_view second);
    [[nodiscard]] double significance(std::uint64_t hash) const noexcept;
    [[nodiscard]] std::array<std::size_t, 2> cells(std::uint64_t hash) const noexcept;

    TrendSettings settings_;
    std::array<std::vector<Cell>, 2> tables_;
    std::unordered_map<std::uint64_t, Term> terms_;             // of this epoch, from `least` posts on
    std::unordered_map<std::uint64_t, std::uint32_t> authors_;  // of this epoch
    std::uint32_t posts_ = 0;
    std::uint32_t epochs_ = 0;
};

}  // namespace vigie::kit
