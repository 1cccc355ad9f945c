// How an account usually posts: hour, language, hosts of links, mentions, style and words, as counts that
// fade, after COMPA (Egele et al., NDSS 2013). How unusual a post is, is measured before it is learned, and
// against how unusual the account's own posts usually are.
#pragma once

#include <vigie/model/item.hpp>
#include <vigie/model/json.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::plugins::takeover {

// What a post is, for a profile.
struct Habits {
    Time at{};
    int hour = 0;  // UTC
    bool weekend = false;
    std::string lang;  // as declared, else "fr" or "en" by its small words, else empty
    std::vector<std::string> hosts;
    std::vector<std::string> mentions;
    std::vector<std::string> hashtags;
    std::array<double, 5> style{};     // log length, emoji, share of capitals, hashtags, exclamation marks
    std::vector<std::uint16_t> grams;  // buckets of its letter 4-grams, links and mentions apart
};

[[nodiscard]] Habits habits_of(const model::Item& item);

enum class Trait : std::uint8_t { hour, language, host, mention, style, words };
inline constexpr std::size_t traits = 6;

// A mean and a spread that follow the last ~60 values. Until then: of all.
struct Running {
    double n = 0;
    double mean = 0;
    double variance = 0;
    void learn(double value);
    // Standard deviations above the mean, the spread never taken below `least`.
    [[nodiscard]] double z(double value, double least) const;
};

class Behaviour {
public:
    static constexpr double enough = 10;  // posts before it says anything

    [[nodiscard]] double posts() const noexcept { return posts_; }
    // Nats of surprise of each trait; 0 is usual. Meaningless before `enough`.
    [[nodiscard]] std::array<double, traits> surprise(const Habits& post) const;
    // How far the weighted sum of them is from the account's own posts, in their standard deviations; 0
    // to 10.
    [[nodiscard]] double deviation(const std::array<double, traits>& surprise) const;
    // The deviations of the posts before, each counting half of the next; 0 when a day passed since.
    [[nodiscard]] double run(Time at) const;
    // Ends the run: a person looked at what was posted until then.
    void excuse(Time until);
    // Log-odds that a deviation, a run's half added, tells of another hand: what was measured on spliced
    // histories of 14 accounts (README.md). 0 up to 1, at most 4.5.
    [[nodiscard]] static double log_odds(double deviation);
    // `weight` below 1 for a post that may not be the account's own.
    void learn(const Habits& post, double weight = 1);
    [[nodiscard]] bool knows_host(std::string_view host) const;

    [[nodiscard]] model::Json json() const;  // below 12 KB
    static Behaviour from(const model::Json& json);

private:
    using Table = std::map<std::string, double>;
    static constexpr std::size_t buckets = 2048;

    static void count(Table& table, const std::vector<std::string>& values, double weight);
    [[nodiscard]] double gram_surprise(const Habits& post) const;

    double posts_ = 0;  // faded
    std::array<double, 24> hours_{};
    double weekend_ = 0;
    Table langs_, hosts_, mentions_, hashtags_;
    std::array<Running, 5> style_;
    std::vector<std::uint8_t> grams_ = std::vector<std::uint8_t>(buckets);
    Running words_;  // mean surprise of a gram in the account's own posts
    Running raw_;    // weighted sum of surprises of the account's own posts
    double run_ = 0;
    Time last_{};
};

}  // namespace vigie::plugins::takeover
