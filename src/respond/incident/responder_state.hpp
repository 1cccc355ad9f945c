// The responder's inside, shared by its three jobs: moving cases, pursuing takedowns, delivering notices.
// Each job takes what is due, and for each piece of work: one transaction to claim it (a crash afterwards
// only delays it), the call outside, one transaction to record what came of it.
#pragma once

#include "incident/case_work.hpp"

#include <vigie/respond/responder.hpp>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace vigie::respond {

template <class T, class Query>
Result<> read_due(ports::Store& store, std::vector<T>& out, Query&& query) {
    return store.read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(out, query(s));
        return {};
    });
}

struct Responder::State {
    Ports ports;
    std::vector<std::unique_ptr<Channel>> channels;
    std::vector<std::unique_ptr<Desk>> desks;
    std::string console_url;
    std::mutex ticking;  // one tick at a time
    std::mutex swapping;
    std::shared_ptr<const model::PolicySet> policies;

    // A claim that nobody recorded is taken up again after this long: longer than any call outside may last.
    static constexpr auto lease = std::chrono::minutes(5);
    // What fails holds back the others on its channel or desk this long at most, unless the other side names
    // a time.
    static constexpr auto hold_back = std::chrono::minutes(1);
    static constexpr auto tick_time =
        std::chrono::seconds(60);  // a tick that waits for slow platforms ends here

    [[nodiscard]] std::shared_ptr<const model::PolicySet> current() {
        const std::lock_guard lock(swapping);
        return policies;
    }
    [[nodiscard]] Channel* channel(const std::string& name) const;
    [[nodiscard]] double chance();  // 0 ≤ x < 1

    // Loads the case, lets `work` change it, moves its steps, commits, then publishes what changed.
    Result<> on_case(const model::IncidentId& id, const Rules& rules,
                     const std::function<Result<>(CaseWork&)>& work);

    Result<int> move_cases(const Rules& rules, int limit);
    Result<int> pursue_takedowns(const Rules& rules, int limit, Duration until);
    Result<int> deliver_notices(const Rules& rules, int limit, Duration until);

    // notify/deliver.cpp
    Result<> deliver(const Rules& rules, const model::Notice& due, std::map<std::string, Time>& unwell);
    Result<> record(const Rules& rules, const model::Notice& claimed, const Delivery& delivery);
    // takedown/pursue.cpp
    Result<> pursue(const Rules& rules, const model::Takedown& due, std::map<std::string, Time>& unwell);
};

}  // namespace vigie::respond
