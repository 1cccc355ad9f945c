#include "read.hpp"

#include <vigie/base/time.hpp>

#include <cmath>
#include <string>

namespace vigie::stories {

using model::Json;

bool read_id(kit::JsonWalk& walk, Json& id) {
    if (walk.peek() == '"') {
        std::string_view text;
        if (!walk.string(text)) return false;
        id = std::string(text);
        return true;
    }
    std::int64_t number = 0;
    if (!walk.integer(number)) return false;
    id = number;
    return true;
}

bool read_time(kit::JsonWalk& walk, double& seconds, Json* given) {
    if (walk.peek() == '"') {
        std::string_view text;
        if (!walk.string(text)) return false;
        auto time = parse_time(text);
        if (!time) time = parse_time(std::string(text) + "Z");
        if (!time) return false;
        seconds = static_cast<double>(to_us(*time)) / 1e6;
        if (given != nullptr) *given = std::string(text);
        return true;
    }
    double number = 0;
    if (!walk.number(number) || !std::isfinite(number)) return false;
    seconds = std::abs(number) >= 1e11 ? number / 1000 : number;
    if (given != nullptr) {
        const bool whole = std::floor(number) == number && std::abs(number) < 9e15;
        *given = whole ? Json(static_cast<std::int64_t>(number)) : Json(number);
    }
    return seconds > -6.2e10 && seconds < 2.6e11;
}

}  // namespace vigie::stories
