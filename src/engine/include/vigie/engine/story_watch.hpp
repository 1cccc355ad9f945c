// The keeper of stories in the running engine: sees each stored item once, hands what it found to the
// transaction of that item, and stands up again after a restart from the items that the store has of the last
// two days. What a failed transaction would have stored is given to the next one.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/item_view.hpp>
#include <vigie/ports/store.hpp>
#include <vigie/stories/keeper.hpp>

#include <functional>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace vigie::engine {

// Memory of the store: what analysts decided, by "all".
inline constexpr std::string_view story_decisions_kind = "story.decisions";

class StoryWatch {
public:
    explicit StoryWatch(stories::KeeperSettings settings);

    struct Known {
        std::vector<std::string> hits;
        bool ours = false;
    };
    // Recalls the last stored items; `known` says what each hits. Once, before the first see().
    Result<> start(ports::Session& session, Time now, const std::function<Known(const model::Item&)>& known);

    // Whether it answers, shares or quotes a post that is kept. Any thread.
    [[nodiscard]] bool follows(const model::ItemView& item) const;
    void see(const model::Item& item, std::span<const std::string> hits, bool ours);

    // Stores the cards and gives the findings that wait. They wait on until done() says that all is
    // committed.
    [[nodiscard]] Result<std::vector<model::Finding>> waiting(ports::Session& session, Time now);
    void done();

    // What an analyst says; remembered in the store. Errc::not_found when there is no such story or post.
    Result<> merge(ports::Session& session, const std::string& into, const std::string& from, Time now);
    Result<> split(ports::Session& session, const model::ItemKey& post, Time now);

private:
    Result<> keep_decisions(ports::Session& session, Time now);

    mutable std::mutex mutex_;
    stories::Keeper keeper_;
    Duration age_;
    std::vector<model::Finding> findings_;
    std::vector<stories::StoryCard> cards_;
};

}  // namespace vigie::engine
