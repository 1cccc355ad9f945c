// The phrases behind families.hpp: folded, one per "|".
#pragma once

#include "families.hpp"

#include <span>
#include <string_view>

namespace vigie::plugins::scam {

struct PhraseList {
    int meaning;  // a Family, or families + a Stance
    double weight;
    std::string_view phrases;
};
[[nodiscard]] std::span<const PhraseList> phrase_table();

}  // namespace vigie::plugins::scam
