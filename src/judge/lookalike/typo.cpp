#include "lookalike/typo.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

namespace vigie::judge {
namespace {

using Keyboard = std::array<std::string_view, 4>;
constexpr Keyboard qwerty{"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"};
constexpr Keyboard azerty{"1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn"};

bool neighbours(const Keyboard& keys, char a, char b) {
    for (std::size_t row = 0; row < keys.size(); ++row) {
        const auto at = keys[row].find(a);
        if (at == std::string_view::npos) continue;
        for (std::size_t other = row == 0 ? 0 : row - 1; other < keys.size() && other <= row + 1; ++other) {
            const auto to = keys[other].find(b);
            if (to == std::string_view::npos) continue;
            // Rows are set off by about half a key: up reaches the same place and the next, down the same and
            // the one before.
            const auto apart = static_cast<std::ptrdiff_t>(to) - static_cast<std::ptrdiff_t>(at);
            if (other == row) return apart == 1 || apart == -1;
            return other < row ? (apart == 0 || apart == 1) : (apart == 0 || apart == -1);
        }
    }
    return false;
}

bool near_keys(char a, char b) {
    return neighbours(qwerty, a, b) || neighbours(azerty, a, b);
}

bool vowel(char c) {
    return std::string_view("aeiouy").find(c) != std::string_view::npos;
}

Typo replaced(char own, char other) {
    if (vowel(own) && vowel(other)) return Typo::vowel_swap;
    if (near_keys(own, other)) return Typo::neighbour;
    const auto bits =
        static_cast<unsigned>(static_cast<unsigned char>(own) ^ static_cast<unsigned char>(other));
    return std::has_single_bit(bits) ? Typo::bit_flip : Typo::substitution;
}

Typo longer(std::string_view own, std::string_view label, std::size_t at) {
    const char extra = label[at];
    if ((at > 0 && label[at - 1] == extra) || (at + 1 < label.size() && label[at + 1] == extra))
        return Typo::repetition;
    if (at == own.size()) return extra == 's' ? Typo::plural : Typo::addition;
    if ((at > 0 && near_keys(label[at - 1], extra)) || near_keys(label[at + 1], extra))
        return Typo::insertion;
    return Typo::addition;
}

}  // namespace

Typo typo_between(std::string_view own, std::string_view label) {
    std::size_t at = 0;
    while (at < own.size() && at < label.size() && own[at] == label[at]) ++at;
    const auto own_rest = own.substr(at);
    const auto rest = label.substr(at);
    if (own.size() == label.size()) {
        if (rest.empty()) return Typo::none;
        if (own_rest.substr(1) == rest.substr(1)) return replaced(own_rest[0], rest[0]);
        if (rest.size() >= 2 && own_rest[0] == rest[1] && own_rest[1] == rest[0] &&
            own_rest.substr(2) == rest.substr(2))
            return Typo::transposition;
        return Typo::none;
    }
    if (label.size() + 1 == own.size() && own_rest.substr(1) == rest) return Typo::omission;
    if (label.size() == own.size() + 1 && rest.substr(1) == own_rest) return longer(own, label, at);
    return Typo::none;
}

std::string_view name(Typo typo) noexcept {
    constexpr std::array<std::string_view, 11> names{"none",       "omission", "repetition",    "insertion",
                                                     "addition",   "plural",   "transposition", "neighbour",
                                                     "vowel-swap", "bit-flip", "substitution"};
    return names[static_cast<std::size_t>(typo)];
}

model::Text describe(Typo typo) {
    switch (typo) {
        case Typo::omission: return {"une lettre oubliée", "one letter left out"};
        case Typo::repetition: return {"une lettre répétée", "one letter repeated"};
        case Typo::insertion: return {"une touche voisine en plus", "a neighbouring key hit as well"};
        case Typo::addition: return {"une lettre ajoutée", "one letter added"};
        case Typo::plural: return {"un « s » ajouté", "an added “s”"};
        case Typo::transposition: return {"deux lettres inversées", "two letters swapped"};
        case Typo::neighbour:
            return {"une touche voisine à la place d’une autre", "a neighbouring key instead of another"};
        case Typo::vowel_swap: return {"une voyelle changée", "one vowel changed"};
        case Typo::bit_flip: return {"une lettre à un bit près", "a letter one bit away"};
        case Typo::substitution: return {"une lettre changée", "one letter changed"};
        case Typo::none: break;
    }
    return {"la même graphie", "the same spelling"};
}

}  // namespace vigie::judge
