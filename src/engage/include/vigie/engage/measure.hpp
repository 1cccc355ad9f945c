// What the lookout was worth, in numbers: how fast things were seen, answered and gone; how much is found and
// when. Cheap enough for every look at the overview: rows of the window alone, counts for the rest.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/severity.hpp>
#include <vigie/ports/store.hpp>

#include <array>
#include <cstdint>
#include <optional>

namespace vigie::engage {

struct Kpis {
    std::optional<double> detect_s_p50;  // first item to opening
    std::optional<double> action_s_p50;  // opening to the first act outside Vigie
    std::optional<double> gone_s_p50;    // opening to seen gone
};

// Medians over the incidents opened within `window` before `now` (at most the newest 5,000), seconds. Of an
// even number the lower of the two in the middle. O(incidents of the window).
[[nodiscard]] Result<Kpis> kpis(ports::Session& session, Time now, Duration window);

using SeverityCounts = std::array<std::int64_t, 5>;  // index: Severity
[[nodiscard]] Result<SeverityCounts> open_by_severity(ports::Session& session);

using Hours = std::array<std::int64_t, 24>;
struct Arrivals {
    Hours last{};    // the 24 hours up to now, oldest first
    Hours before{};  // the 24 hours before those
};
[[nodiscard]] Result<Arrivals> findings_per_hour(ports::Session& session, Time now);

}  // namespace vigie::engage
