// What the keeper holds. keeper.cpp decides which story a post joins, bursts.cpp counts, reading.cpp says
// what a story is and what is new about it.
#pragma once

#include "../forecasting.hpp"

#include <vigie/kit/bursts.hpp>
#include <vigie/kit/near_copies.hpp>
#include <vigie/stories/keeper.hpp>

#include <deque>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace vigie::stories {

inline constexpr std::int64_t bin = 300;  // seconds

// One series of counts: the open bin, and what closed bins taught.
struct Counted {
    kit::BurstSeries series;
    std::int64_t open = INT64_MIN;  // begin of the open bin
    std::size_t count = 0;
    std::unordered_set<std::uint64_t> authors;
};

struct Kept {
    model::Item item;
    std::int64_t second = 0;
    bool ours = false;
};

struct Seen {  // a burst, with why
    kit::Burst burst;
    std::string of;  // story | asset:… | name of a watch
    model::Json why;
};

struct LiveStory {
    std::uint32_t number = 0;
    std::string id;
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::deque<Kept> posts;
    std::size_t total = 0;
    bool ours_speaks = false;
    std::unordered_map<std::uint64_t, std::uint32_t> authors;  // posts of each
    std::map<std::string, std::size_t> concerns;               // hits
    std::unordered_map<std::uint32_t, std::uint32_t> terms;    // how many posts have each
    std::size_t with_terms = 0;
    std::vector<std::uint32_t> listed;  // terms under which it is found
    kit::Cascade cascade;
    std::map<std::int64_t, std::size_t> volume;  // quarter of an hour → posts
    std::optional<Counted> counted;              // from its fifth post on
    std::vector<Seen> bursts;
    std::vector<model::Json> forecasts;
    std::size_t read_posts = 0;
    std::size_t read_bursts = 0;  // of them, and whether we had spoken, when it was read last
    bool read_position = false;
    std::int64_t read_at = 0;
    // Told so far
    bool told = false;
    std::string told_kind;
    model::Severity told_severity = model::Severity::info;
    std::size_t told_together = 0;
    std::size_t told_bursts = 0;
    bool told_position = false;
    std::string fact;  // id of the verified fact that fits it
    int findings = 0;
};

struct Keeper::State {
    explicit State(KeeperSettings s) : settings(std::move(s)) {}

    // ---- keeper.cpp
    KeeperNews see(const model::Item& item, std::span<const std::string> hits, bool ours, bool silent);
    LiveStory* place(const model::Item& item, std::span<const std::string> hits,
                     const std::vector<std::uint32_t>& terms, bool ours);
    LiveStory& begin(const model::Item& item);
    void join(LiveStory& story, const model::Item& item, std::span<const std::string> hits,
              const std::vector<std::uint32_t>& terms, bool ours);
    void list(LiveStory& story);
    void unlist(LiveStory& story);
    void forget(std::uint32_t number);
    void make_room();
    void remember(std::uint64_t id, std::uint32_t number);
    [[nodiscard]] LiveStory* find(std::uint64_t id);
    [[nodiscard]] LiveStory* by_id(const std::string& id);
    [[nodiscard]] double weight(std::uint32_t term) const;
    [[nodiscard]] double likeness(const LiveStory& story, const std::vector<std::uint32_t>& terms) const;
    [[nodiscard]] bool share_concern(const LiveStory& story, std::span<const std::string> hits) const;
    [[nodiscard]] bool kept_apart(const std::string& a, const std::string& b) const;
    void absorb(LiveStory& into, LiveStory& from);

    // ---- bursts.cpp
    void count(const model::Item& item, LiveStory& story, std::span<const std::string> hits);
    void close_bins();
    void close(Counted& c, std::int64_t until, std::vector<kit::Burst>& out) const;
    void burst_of(const std::string& what, LiveStory* of, const kit::Burst& burst);
    [[nodiscard]] static model::Json why(const std::vector<const Kept*>& recent);

    // ---- reading.cpp
    [[nodiscard]] LiveStory* told_before(const LiveStory& story, bool disputed, bool speechless);
    void read(LiveStory& story, const model::Item& item, std::span<const std::string> hits, bool silent,
              KeeperNews& news);

    KeeperSettings settings;
    StoryDecisions decisions;
    KeeperFigures figures;
    std::int64_t now = INT64_MIN;  // second of the latest item
    std::int64_t bin_now = INT64_MIN;
    std::uint32_t next = 1;
    std::unordered_map<std::uint32_t, LiveStory> stories;
    std::set<std::pair<std::int64_t, std::uint32_t>> by_age;  // last post, number
    std::unordered_map<std::string, std::uint32_t> by_name;
    std::unordered_map<std::uint64_t, std::uint32_t> ids;  // post → story
    std::deque<std::uint64_t> ids_by_age;
    kit::NearCopies copies{50'000};
    std::optional<std::uint64_t> original;                   // of the text that is being placed
    std::unordered_map<std::uint64_t, std::uint32_t> texts;  // original → story
    std::deque<std::uint64_t> texts_by_age;
    std::unordered_map<std::uint64_t, std::uint32_t> links;                // of a story, as long as it lives
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> listed;  // term → stories
    kit::BurstScales scales;
    std::map<std::string, Counted> counted;  // of assets and watches
    std::set<std::uint32_t> awake;           // stories with a series
};

// Names of accounts that act together in a story, ascending; none is an answer.
[[nodiscard]] std::vector<std::string> together(const LiveStory& story);
struct Outlook {  // posts a day from now
    double size = 0;
    double low = 0;  // 80 % of stories end between low and high
    double high = 0;
    double passes = 0;  // probability to pass the threshold of a crisis
};
// `together`: accounts that act together, ascending. O(kept posts).
[[nodiscard]] std::optional<Outlook> outlook(const LiveStory& s, const std::vector<std::string>& together,
                                             std::int64_t now, double crisis);
// At most so many bytes, whole letters.
[[nodiscard]] std::string cut(const std::string& text, std::size_t bytes);
[[nodiscard]] std::uint64_t post_key(std::string_view network, std::string_view id);
[[nodiscard]] std::uint64_t author_key(const model::Item& item);
[[nodiscard]] std::int64_t second_of(Time t) noexcept;

}  // namespace vigie::stories
