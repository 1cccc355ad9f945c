// How what is said spreads, as figures: one JSON object in, one out. What `vigie inspect series` reads and
// answers; each is a pure function of its line. Errc::parse names what is wrong with the line. Foreign input:
// at most `line_bytes` a line, every list has its limit, time is linear in the line (times log for sorting).
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/json.hpp>

#include <cstddef>
#include <string_view>

namespace vigie::stories {

// A line holds a whole series or all shares of an affair.
inline constexpr std::size_t line_bytes = std::size_t{256} << 20;
inline constexpr std::size_t series_points = 2'000'000;

// {"id", "points": [[time, count] or [time, count, distinct authors]…], "bin"?: seconds} →
// {"id", "alerts": [{"at", "score", "why", "count", "usual"}], "bin"}. Times are seconds since 1970,
// milliseconds (over 10^11) or RFC 3339, without offset UTC; "at" repeats them as they came. Points are put
// into the order of time first, counts of the same time added up; each alert uses only what lies before it.
// Without "bin" it is the most usual distance of two points. Algorithm: kit/bursts.hpp.
[[nodiscard]] Result<model::Json> series(std::string_view line);

// {"id", "events": [[second, followers]…], "at": [second…], "threshold"?: size} → {"id", "forecast": {"3600":
// {"size", "low", "high", "so_far", "method": "history" or "seismic", "passes"?}}}. Events are the post
// itself and its reshares; seconds count from the post, or are seconds since 1970 when the first is (over
// 10^8). Each forecast uses only what came before it; 80 % of cascades end between low and high; "passes" is
// the probability to pass the threshold. Before the first event size, low and high are null: insufficient
// data is an answer. Algorithm: kit/cascades.hpp.
[[nodiscard]] Result<model::Json> cascade(std::string_view line);
// {"id", "rows": [[account, object, time]…], "windows"?: [second…]} → {"id", "pairs": {"60": n},
// "pairs_with_single": {"60": n}, "usual_window", "group_window", "verdict", "groups": [{"accounts", "size",
// "objects", "surprise", "chance", "says", "table":
// [{"object", "accounts", "at", "seconds_apart"}]}], "cut"?}. "pairs" are pairs of shares of one object by
// two accounts at most so many seconds apart, where one of the two has another such share (the definition of
// CooRTweet's detect_groups); exact. Groups are sought within the widest window, an hour at most; without
// windows within the usual one of the data. "verdict" is "coordinated groups", "no coordination found" or
// "insufficient data". Algorithm: kit/coshares.hpp.
[[nodiscard]] Result<model::Json> shares(std::string_view line);
inline constexpr std::size_t share_rows = 4'000'000;
inline constexpr std::size_t share_windows = 100;

inline constexpr std::size_t cascade_events = 2'000'000;
inline constexpr std::size_t cascade_moments = 10'000;

}  // namespace vigie::stories
