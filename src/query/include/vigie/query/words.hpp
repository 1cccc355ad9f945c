// How a text is cut into words: the one rule that queries and items share. A word is a maximal run of
// letters, digits and marks of the folded text (kit::fold). Han, kana, Thai, Lao, Khmer and Burmese are
// written without blanks: there each letter with its marks is a word, and a query's word of several is a
// phrase. Each emoji is a word, without its skin tone and variation selector; a flag is one word. Everything
// else separates.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vigie::query {

// The folded words of a query's piece of text, in order. O(bytes).
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

// The same without folding (NFC): for =Mot.
[[nodiscard]] std::vector<std::string> exact_words_of(std::string_view text);

}  // namespace vigie::query
