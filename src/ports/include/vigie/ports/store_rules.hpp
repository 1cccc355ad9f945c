// Rules of the Store contract that every implementation shares, so that they cannot drift apart.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/incident.hpp>
#include <vigie/model/rule.hpp>
#include <vigie/model/watch.hpp>

#include <cstdint>
#include <string>

namespace vigie::ports {

[[nodiscard]] int incident_year(Time opened_at);                             // UTC, 0 to 9999
[[nodiscard]] model::IncidentId incident_id(int year, std::int64_t number);  // "VG-2026-0042"
inline constexpr int most_hours = 24 * 366;                                  // of a series
[[nodiscard]] Result<> may_set(const std::string& value_key);                // not the store's own

// Errc::conflict when the watch was changed since it was read.
[[nodiscard]] Result<> is_current(const model::Watch& watch, std::int64_t stored_version);
// The hour that a time lies in, counted from 1970.
[[nodiscard]] constexpr std::int64_t hour_of(Time at) noexcept {
    return std::chrono::floor<std::chrono::hours>(at).time_since_epoch().count();
}

// A running mean of a rule's cost: of all samples at first, later mostly of the last 64.
[[nodiscard]] constexpr std::int64_t next_cost(std::int64_t mean, std::int64_t samples,
                                               std::int64_t ns) noexcept {
    constexpr std::int64_t window = 64;
    return mean + (ns - mean) / (samples < window ? samples + 1 : window);
}
void count(model::Verdict verdict, model::VerdictCounts& counts) noexcept;

}  // namespace vigie::ports
