#include "takedown/schedule.hpp"

#include <vigie/ports/http.hpp>

#include <algorithm>

namespace vigie::respond {

using model::TakedownState;

std::optional<Time> next_time(const model::Takedown& takedown, Duration every, Time now, double chance,
                              std::chrono::seconds retry_after) {
    Duration wait = longest_look;
    switch (takedown.state) {
        case TakedownState::approved: {
            const auto back_off = ports::back_off(std::max(1, takedown.attempts), chance,
                                                  std::chrono::seconds(5), longest_look);
            return now + std::max<Duration>(back_off, retry_after);
        }
        case TakedownState::sent:
        case TakedownState::appealed:
        case TakedownState::acknowledged: {
            wait = std::max<Duration>(every, std::chrono::seconds(1));
            for (int i = 1; i < takedown.checks + 1 && wait < longest_look; ++i) wait *= 2;
            wait = std::min<Duration>(wait, longest_look);
            break;
        }
        case TakedownState::drafted:
        case TakedownState::refused: break;
        case TakedownState::gone:
            if (takedown.gone_at && now + look_after_gone > *takedown.gone_at + watch_after_gone)
                return std::nullopt;
            wait = look_after_gone;
            break;
        case TakedownState::back_again:
        case TakedownState::cancelled: return std::nullopt;
    }
    constexpr double shortened = 0.1;
    const auto chosen = std::chrono::duration<double>(wait) * (1 - shortened * chance);
    return now + std::chrono::duration_cast<Duration>(chosen);
}

}  // namespace vigie::respond
