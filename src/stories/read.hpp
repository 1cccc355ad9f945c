// What the figures' readers share: ids and times in any of the forms that are taken.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/kit/json_walk.hpp>
#include <vigie/model/json.hpp>

#include <cstdint>

namespace vigie::stories {

// An id of text or a whole number, kept as it came. False on anything else.
[[nodiscard]] bool read_id(kit::JsonWalk& walk, model::Json& id);

// A time as it was written: `seconds` for us, `given` for the answer.
struct When {
    double seconds = 0;
    model::Json given;
};
// Seconds since 1970, milliseconds (from 10^11 on), RFC 3339 with or without an offset. Between the years 1
// and 9999.
[[nodiscard]] bool read_time(kit::JsonWalk& walk, double& seconds, model::Json* given = nullptr);

}  // namespace vigie::stories
