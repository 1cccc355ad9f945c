// Numbers below one hundred in French and English words: "zéro", "quatre-vingt-dix-neuf", "nine".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::judge::pivots {

// Appends the digits of the number whose words begin at `pos` ("8", "99") and moves past them; nothing when
// none does.
void spelt_number(std::string_view text, std::size_t& pos, std::string& digits);

}  // namespace vigie::judge::pivots
