// The one meaning of "search" for every store: which words an item has, which words a question asks for, and
// what is shown. Words are runs of letters and digits, case and accents ignored. Pure, thread-safe.
#pragma once

#include <vigie/model/incident.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vigie::ports {

// Raise it when search_words() changes: stores then build their index again.
inline constexpr int search_words_version = 1;
inline constexpr std::size_t search_terms_max = 16;  // further words of a question are ignored

// Folded words of the question, in order. The last may be a beginning unless a blank follows it.
struct SearchTerms {
    std::vector<std::string> words;
    bool last_is_prefix = false;
    [[nodiscard]] bool empty() const noexcept { return words.empty(); }
};
[[nodiscard]] SearchTerms search_terms(std::string_view question);

// Folded words of what is searched in an item, separated by one blank.
[[nodiscard]] std::string search_words(const model::Item& item);
// `words` as search_words() gives them.
[[nodiscard]] bool search_matches(std::string_view words, const SearchTerms& terms);
// At most 200 bytes of the item's text (or author) around the first word that was asked for.
[[nodiscard]] std::string search_snippet(const model::Item& item, const SearchTerms& terms);

// For "contains" on incidents: the folded title, culprit and id; and the folded needle.
[[nodiscard]] std::string incident_words(const model::Incident& incident);
[[nodiscard]] std::string fold_needle(std::string_view text);

}  // namespace vigie::ports
