// Which slip of the finger, or which trick, leads from one label to another: the families of dnstwist and
// both keyboards.
#pragma once

#include <vigie/model/text.hpp>

#include <cstdint>
#include <string_view>

namespace vigie::judge {

enum class Typo : std::uint8_t {
    none,
    omission,
    repetition,
    insertion,  // a neighbour key hit as well
    addition,   // any other letter more
    plural,
    transposition,
    neighbour,  // a neighbour key instead (AZERTY or QWERTY)
    vowel_swap,
    bit_flip,
    substitution,  // any other letter instead
};

// `label` and `own` folded, without separators, one edit apart; `none` otherwise.
[[nodiscard]] Typo typo_between(std::string_view own, std::string_view label);
[[nodiscard]] std::string_view name(Typo typo) noexcept;
[[nodiscard]] model::Text describe(Typo typo);  // "une lettre oubliée" / "one letter left out"

}  // namespace vigie::judge
