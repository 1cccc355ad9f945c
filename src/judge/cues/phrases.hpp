// The phrases behind cues.hpp: folded, one per "|".
#pragma once

#include <vigie/judge/cues.hpp>

#include <string_view>
#include <vector>

namespace vigie::judge {

struct PhraseList {
    CueKind kind;
    std::string_view phrases;
};
[[nodiscard]] const std::vector<PhraseList>& phrase_lists();

}  // namespace vigie::judge
