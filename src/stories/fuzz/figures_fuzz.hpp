// One round of fuzzing the figures: whatever the bytes, an answer of the promised shape, or why there is
// none.
#pragma once

#include <vigie/base/assert.hpp>
#include <vigie/stories/figures.hpp>

namespace vigie::stories {

inline void fuzz_figures(std::string_view bytes) {
    if (const auto answer = series(bytes)) {
        VIGIE_ASSERT(answer->contains("id") && (*answer)["alerts"].is_array());
        for (const auto& alert : (*answer)["alerts"])
            VIGIE_ASSERT(alert["score"].get<double>() >= 0.5 && alert["score"].get<double>() <= 1);
    }
    if (const auto answer = shares(bytes)) {
        for (const auto& group : (*answer)["groups"]) VIGIE_ASSERT(group["size"].get<std::size_t>() >= 2);
        for (const auto& [window, n] : (*answer)["pairs"].items())
            VIGIE_ASSERT(n <= (*answer)["pairs_with_single"][window]);
    }
    if (const auto answer = cascade(bytes)) {
        for (const auto& [at, one] : (*answer)["forecast"].items()) {
            if (one["size"].is_null()) continue;
            VIGIE_ASSERT(one["low"].get<double>() <= one["high"].get<double>());
            VIGIE_ASSERT(one["so_far"].get<double>() <= one["low"].get<double>());
        }
    }
}

}  // namespace vigie::stories
