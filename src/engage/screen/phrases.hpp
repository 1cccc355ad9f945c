// What a draft alone can get wrong: insults, shouting, promises that the law forbids, other people's pictures
// and texts, where somebody is right now. Phrases of French and English on folded words.
#pragma once

#include <vigie/engage/screen.hpp>

#include <string_view>
#include <vector>

namespace vigie::engage {

// At most one reason for each code.
[[nodiscard]] std::vector<Reason> phrase_reasons(std::string_view text);

}  // namespace vigie::engage
