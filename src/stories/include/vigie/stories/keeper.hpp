// Keeps the stories of the watched stream as it flows: which posts repeat the same claim, who carries it, how
// fast, who doubts it, whether accounts act together, and where it is going. A post joins a story by what it
// answers or shares, by the same words, the same link, or the same rare terms about the same thing of ours
// (single pass; terms weigh by how few stories have them, after Allan et al., TDT 1998). Deterministic: time
// is that of the items, the same items in the same order give the same findings. All memory is bounded by
// KeeperSettings; what is oldest makes room. After a restart the stored items of the last days are recalled.
#pragma once

#include <vigie/model/finding.hpp>
#include <vigie/model/json.hpp>
#include <vigie/stories/facts.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::stories {

struct KeeperSettings {
    double crisis_posts = 500;  // a story that passes so many posts is a crisis for this organisation
    std::shared_ptr<const std::vector<Fact>> facts;  // may be null
    Duration age = std::chrono::hours(48);           // without a post a story is forgotten
    std::size_t stories = 20'000;                    // at the same time
    std::size_t posts = 50'000;                      // kept whole, over all stories
    std::size_t posts_of_story = 1'000;              // kept whole of one: the first fifth and the last
    std::size_t posts_of_author = 20;                // of one author in a story; the rest is counted
    std::size_t authors_of_story = 20'000;           // told apart
    std::size_t ids = 200'000;                       // of posts, for what answers them
};

// What an analyst decided about stories. Remembered by the caller.
struct StoryDecisions {
    std::map<std::string, std::string> merged;            // story → the one that it is part of
    std::set<std::pair<std::string, std::string>> apart;  // never one story
};

// Where the store keeps cards (ports::Session::memory), by the id of the story.
inline constexpr std::string_view card_memory = "story.card";

// The claim card of one story, for people: StoryCard of schemas/openapi.yaml.
struct StoryCard {
    std::string story;
    model::Json card;
};

struct KeeperNews {
    std::vector<model::Finding> findings;
    std::vector<StoryCard> cards;  // of stories worth a case, renewed
};

struct KeeperFigures {
    std::size_t stories = 0;
    std::size_t posts = 0;           // kept whole
    std::uint64_t evicted = 0;       // stories that made room
    std::uint64_t late = 0;          // posts older than all that is kept
    std::uint64_t repeated = 0;      // posts that were seen before
    std::uint64_t quiet_bursts = 0;  // bursts of what is neither disputed nor complained about
};

class Keeper {
public:
    explicit Keeper(KeeperSettings settings = {});
    ~Keeper();
    Keeper(Keeper&&) noexcept;
    Keeper& operator=(Keeper&&) noexcept;

    // A post that hits something of ours (`hits`: "asset:<id>", names of watches), or answers one that is
    // kept. `ours`: written by an account of ours. A post that was seen is passed over. Amortised O(terms ·
    // candidates); a story is read anew, O(its kept posts · log), when it grew by a fifth or a quarter of an
    // hour passed.
    [[nodiscard]] KeeperNews see(const model::Item& item, std::span<const std::string> hits, bool ours);
    // The same, silent: what is found has been told before a restart.
    void recall(const model::Item& item, std::span<const std::string> hits, bool ours);
    // Whether a post answers, shares or quotes one that is kept.
    [[nodiscard]] bool follows(std::string_view network, std::string_view id) const;

    // An analyst's word: `from` is part of `into`; `post` begins a story of its own, with its copies and what
    // answers it. Both are remembered in decisions(). False when there is none such.
    bool merge(const std::string& into, const std::string& from);
    bool split(std::string_view network, std::string_view post);
    [[nodiscard]] const StoryDecisions& decisions() const noexcept;
    void set_decisions(StoryDecisions decisions);

    // The story of a post; "" when it is in none that is kept.
    [[nodiscard]] std::string story_of(std::string_view network, std::string_view post) const;
    [[nodiscard]] KeeperFigures figures() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace vigie::stories
