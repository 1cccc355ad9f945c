// Items that concern us, in the order they came, each waiting a bounded time for its author's profile. Order
// holds for the whole stream, so for each account too; the position never runs ahead of an item that was not
// handed on.
#pragma once

#include "profiles.hpp"

#include <vigie/watch/source.hpp>

#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace vigie::plugins::jetstream {

class Outbox {
public:
    // `profiles` may be null: nobody waits.
    Outbox(Profiles* profiles, Duration wait) : profiles_(profiles), wait_(wait) {}

    void add(model::Item item, std::int64_t time_us, Duration now) {
        Waiting entry{std::move(item), time_us, now, now + wait_, false};
        const auto& it = entry.item;
        const bool gone = it.deleted || !it.account_status.empty();
        if (profiles_ != nullptr && !gone && !complete(entry)) {
            entry.open = waiting_.size() < most_waiting && profiles_->want(it.author.id, entry.deadline);
            if (!entry.open) give_up(entry);
        }
        waiting_.push_back(std::move(entry));
    }

    // Settles what can be settled at the front. True when a batch is due: enough items, or the oldest waited
    // long enough.
    bool due(Duration now) {
        while (settled_ < waiting_.size()) {
            auto& entry = waiting_[settled_];
            if (entry.open && !complete(entry)) {
                if (now < entry.deadline) break;
                give_up(entry);
            }
            ++settled_;
        }
        return settled_ >= batch_items || (settled_ > 0 && now - waiting_.front().came >= batch_wait);
    }

    // At most `batch_items` settled items, and the time of the last event they stand for: `seen_us` when
    // nothing is left.
    std::pair<std::vector<model::Item>, std::int64_t> take(std::int64_t seen_us) {
        std::vector<model::Item> items;
        std::int64_t time_us = 0;
        while (settled_ > 0 && items.size() < batch_items) {
            time_us = waiting_.front().time_us;
            items.push_back(std::move(waiting_.front().item));
            waiting_.pop_front();
            --settled_;
        }
        return {std::move(items), waiting_.empty() ? seen_us : time_us};
    }

    // The stream ends: what still waits goes as it is.
    void settle_all() {
        for (; settled_ < waiting_.size(); ++settled_) {
            auto& entry = waiting_[settled_];
            if (entry.open && !complete(entry)) give_up(entry);
        }
    }
    [[nodiscard]] bool empty() const noexcept { return waiting_.empty(); }

private:
    static constexpr std::size_t batch_items = 500;
    static constexpr std::size_t most_waiting = 2'000;
    static constexpr Duration batch_wait = std::chrono::milliseconds(200);

    struct Waiting {
        model::Item item;
        std::int64_t time_us;
        Duration came;
        Duration deadline;
        bool open;  // its author is still asked for
    };

    bool complete(Waiting& entry) {
        const auto profile = profiles_->find(entry.item.author.id);
        if (!profile) return false;
        apply(*profile, entry.item);
        entry.open = false;
        return true;
    }
    static void give_up(Waiting& entry) {
        entry.item.warnings.emplace_back("author.not-hydrated");
        entry.open = false;
    }

    Profiles* profiles_;
    Duration wait_;
    std::deque<Waiting> waiting_;
    std::size_t settled_ = 0;  // so many at the front are ready to go
};

}  // namespace vigie::plugins::jetstream
