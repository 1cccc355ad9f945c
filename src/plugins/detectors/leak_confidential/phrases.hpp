// Folded words of a text, where each stands, and the turns of phrase that announce what is not public yet. O(bytes).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::plugins {

// The text as folded words with one blank around each; `at[i]` is where byte i of it stands in the text.
struct FoldedWords {
    std::string words = " ";
    std::vector<std::size_t> at{0};
    explicit FoldedWords(std::string_view text);
    struct Place {
        std::size_t start = 0;
        std::size_t end = 0;
        bool found = false;
    };
    // Where `phrase` (folded, one blank between words) stands from folded byte `from` on.
    [[nodiscard]] Place find(std::string_view phrase, std::size_t from = 0) const;
};

enum class Marker : std::uint8_t {
    label,    // "confidentiel", "internal use only"
    embargo,  // "sous embargo"
    early,    // "pas encore annoncé", "before the announcement"
    figure,   // "chiffre d'affaires", "EBITDA": counts beside a number and `early` or `label`
    social,   // "plan social", "layoffs"
    open,     // "politique de confidentialité", "is not confidential": speaks against
};
struct MarkerPhrase {
    std::string_view words;
    Marker marker;
    double weight;
};
[[nodiscard]] const std::vector<MarkerPhrase>& marker_phrases();

}  // namespace vigie::plugins
