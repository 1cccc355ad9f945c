// Rules of the Store contract that every implementation shares, so that they cannot drift apart.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/incident.hpp>

#include <cstdint>
#include <string>

namespace vigie::ports {

[[nodiscard]] int incident_year(Time opened_at);                             // UTC, 0 to 9999
[[nodiscard]] model::IncidentId incident_id(int year, std::int64_t number);  // "VG-2026-0042"
inline constexpr int most_hours = 24 * 366;                                  // of findings_per_hour
[[nodiscard]] Result<> may_set(const std::string& value_key);                // not the store's own

}  // namespace vigie::ports
