// One time type for the whole product: microseconds since the Unix epoch, UTC. Nothing here reads a clock
// (that is ports::Clock). Text form is RFC 3339, always written with milliseconds and 'Z'.
#pragma once

#include <vigie/base/result.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace vigie {

using Duration = std::chrono::microseconds;
using Time = std::chrono::sys_time<Duration>;

[[nodiscard]] constexpr std::int64_t to_us(Time t) noexcept {
    return t.time_since_epoch().count();
}
[[nodiscard]] constexpr Time from_us(std::int64_t us) noexcept {
    return Time(Duration(us));
}

// "2025-10-09T08:53:20.123Z". Years outside 0000..9999 are clamped.
[[nodiscard]] std::string format_time(Time t);

// RFC 3339 with any offset, 0 to 9 fraction digits, 'T' or blank; also a bare date. Errc::parse otherwise.
[[nodiscard]] Result<Time> parse_time(std::string_view text);

// What people write in configuration: "90s", "15m", "24h", "7d", "1h30m", "500ms". Errc::parse otherwise;
// never negative.
[[nodiscard]] Result<Duration> parse_duration(std::string_view text);
[[nodiscard]] std::string format_duration(Duration d);  // the two largest units: "1h30m", "45s"

}  // namespace vigie
