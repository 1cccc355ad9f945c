// When a takedown is touched again. Pure.
#pragma once

#include <vigie/model/incident.hpp>

#include <chrono>
#include <optional>

namespace vigie::respond {

inline constexpr auto longest_look =
    std::chrono::hours(1);  // a request in progress is looked at at least this often
inline constexpr auto look_after_gone = std::chrono::hours(24);
inline constexpr auto watch_after_gone = std::chrono::hours(24 * 30);

// sent, acknowledged: `every`, doubling with each look up to an hour; drafted, refused: hourly; gone: daily
// for 30 days; approved: back-off from 5 s to an hour, `retry_after` when longer; others never. `chance` in
// [0, 1) shortens a wait by up to a tenth, so that many do not come due together.
[[nodiscard]] std::optional<Time> next_time(const model::Takedown& takedown, Duration every, Time now,
                                            double chance, std::chrono::seconds retry_after);

}  // namespace vigie::respond
