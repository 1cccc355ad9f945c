// Local time in a named zone, over ICU.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace vigie::kit {

struct CivilTime {
    int year = 1970;
    int month = 1;  // 1 to 12
    int day = 1;
    int hour = 0;
    int minute = 0;
};

// "2026-12-01T09:00", or with a blank. Nothing else.
[[nodiscard]] std::optional<CivilTime> parse_civil(std::string_view text);
[[nodiscard]] bool is_zone(std::string_view iana_name);  // "Europe/Paris"
// Milliseconds since the epoch. Of a time that comes twice, the first; nothing for one that the clocks skip,
// a date that does not exist and an unknown zone.
[[nodiscard]] std::optional<std::int64_t> utc_ms(std::string_view iana_name, const CivilTime& local);

}  // namespace vigie::kit
