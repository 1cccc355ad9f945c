// What was said of us in a period, and how it was the period before: how much, by whom, how it sounds, about
// what, where; reviews; what our accounts gained. Mentions are given one by one, in any order; nothing of
// them is kept but counts. Bounded: distinct authors and terms are counted up to named limits, then no new
// ones.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/base/time.hpp>
#include <vigie/engage/measure.hpp>
#include <vigie/model/asset.hpp>
#include <vigie/model/item.hpp>
#include <vigie/model/json.hpp>
#include <vigie/model/watch.hpp>
#include <vigie/ports/store.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::engage {

enum class Tone : std::uint8_t { negative, neutral, positive };

struct Mention {
    const model::Item& item;
    std::vector<model::AssetId> assets;  // ours that it touches; none: it is not counted as a mention
    const model::Asset* ours = nullptr;  // the account of ours that wrote it, if one did
    std::optional<Tone> tone;            // towards us; nothing when nobody read it
};

struct Tones {
    std::array<std::int64_t, 3> counts{};  // index: Tone; what nobody read is in none
    [[nodiscard]] std::int64_t of(Tone tone) const { return counts[static_cast<std::size_t>(tone)]; }
    [[nodiscard]] std::int64_t read() const { return counts[0] + counts[1] + counts[2]; }
    // Positive less negative over what was read, -1 to 1; nothing when nothing was.
    [[nodiscard]] std::optional<double> balance() const;
};

// The same figure now and in the period before.
struct Compared {
    std::int64_t now = 0;
    std::int64_t before = 0;
};

struct Share {
    std::string key;  // asset id, network, country or place, name of a watch
    Compared mentions;
    Tones tones;  // now
};

struct Theme {
    std::string term;   // folded word or "#tag"
    Compared mentions;  // posts that hold it
    double weight =
        0;        // log-likelihood ratio against the period before (Dunning 1993); larger is rarer by chance
    Tones tones;  // now
};

struct Gain {
    model::AssetId account;
    std::optional<std::int64_t> followers;         // last known in the period
    std::optional<std::int64_t> followers_before;  // last known before it, or first known in it
    std::int64_t posts = 0;
    Compared interactions;  // likes, shares and answers under what it posted in the period
};

struct Reviews {
    std::int64_t count = 0;
    std::int64_t count_before = 0;
    std::optional<double> mean;  // of stars, 1 to 5
    std::optional<double> mean_before;
    std::array<std::int64_t, 5> stars{};  // one to five, rounded
};

struct Cases {
    Compared opened;
    std::array<std::int64_t, 5> by_severity{};  // opened in the period; index: Severity
    Kpis medians;                               // of those
};

struct Reputation {
    Time from{};
    Time to{};  // the period before is as long and ends at `from`
    Compared mentions;
    Compared authors;
    Compared reach;  // followers of those authors, each once; unknown ones count nothing
    Tones tones;
    Tones tones_before;
    std::vector<std::int64_t> per_day;  // mentions, from `from` on; days of 24 hours
    std::vector<std::int64_t> negative_per_day;
    std::vector<Share> assets;    // by mentions, at most 20
    std::vector<Share> networks;  // by mentions
    std::vector<Share> places;    // by mentions, at most 20
    std::vector<Theme> themes;    // by weight, at most 20: what is said more than before
    Reviews reviews;
    std::vector<Gain> gains;  // our accounts, by followers gained
    // Share of voice: ours (key "") and each watch tagged "competitor", by hits of the period. Empty without
    // one.
    std::vector<Share> voices;
    Cases cases;
    std::optional<std::int64_t>
        customers;  // new ones, as the organisation told; of whole months of the period
    std::optional<std::int64_t> customers_before;
    bool truncated = false;  // a limit was met: the figures are lower bounds
};

class ReputationCount {
public:
    // `from` < `to`, at most 400 days.
    ReputationCount(Time from, Time to);
    ~ReputationCount();
    ReputationCount(ReputationCount&&) noexcept;
    ReputationCount& operator=(ReputationCount&&) noexcept;

    // O(words). What lies in neither period is ignored.
    void add(const Mention& mention);
    [[nodiscard]] Reputation result() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

// What an item is to us; nothing when it is no mention.
using ReadMention = std::function<std::optional<Mention>(const model::Item&)>;

// All of the above from the store. Reads at most `most_items` items, the newest first. O(items of both
// periods).
[[nodiscard]] Result<Reputation> reputation(ports::Session& session, Time from, Time to,
                                            const ReadMention& read, const std::vector<model::Watch>& watches,
                                            int most_items = 500'000);

// New customers of a month, as somebody counted them elsewhere. `month`: "2026-10"; Errc::invalid_argument
// for another form or a negative number.
[[nodiscard]] Result<> tell_customers(ports::Session& session, std::string_view month, std::int64_t count);

// The members of Reputation, names of assets beside their ids; what nobody knows is absent. Times: RFC 3339.
[[nodiscard]] model::Json json_of(const Reputation& reputation, const model::AssetRegister& assets);

struct ReportHead {
    std::string organisation;
    std::string lang = "en";  // "fr" or "en"
    Time made_at{};
};
// A page that needs nothing else: no script, no picture from elsewhere, charts as SVG; prints on A4.
[[nodiscard]] std::string report_html(const Reputation& reputation, const model::AssetRegister& assets,
                                      const ReportHead& head);

// When it was said: what its author declares when that is not after it was seen.
[[nodiscard]] Time said_at(const model::Item& item) noexcept;

}  // namespace vigie::engage
