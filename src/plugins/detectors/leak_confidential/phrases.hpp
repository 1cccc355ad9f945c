// Folded words of a text, where each stands, and the turns of phrase that announce what is not public yet.
// O(bytes).
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
    // Calls meet(from, word) for each word, `from` its place in `words`.
    template <class Meet>
    void each(Meet meet) const {
        const std::string_view all = words;
        for (std::size_t pos = 1; pos < all.size();) {
            const auto end = all.find(' ', pos);
            if (end == std::string_view::npos) return;
            meet(pos, all.substr(pos, end - pos));
            pos = end + 1;
        }
    }
    // Does `phrase` (folded, one blank between words) stand at `from`, whole?
    [[nodiscard]] bool stands(std::string_view phrase, std::size_t from) const {
        return std::string_view(words).substr(from, phrase.size()) == phrase &&
               words[from + phrase.size()] == ' ';
    }
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
// Those that begin with this word; longer ones may contain shorter ones.
[[nodiscard]] const std::vector<MarkerPhrase>& marker_phrases(std::string_view first_word);

}  // namespace vigie::plugins
