#include "scan/sentences.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <array>

namespace vigie::query {
namespace {

constexpr std::array<std::string_view, 19> abbreviations{"m",  "mm",  "mme", "mlle", "me", "dr", "pr",
                                                         "st", "ste", "mr",  "mrs",  "ms", "vs", "cf",
                                                         "ex", "av",  "bd",  "no",   "tel"};

// A point after these ends no sentence: "M. Martin", "J. Dupont".
bool is_abbreviation(std::string_view word) {
    if (word.size() == 1) return true;
    return word.size() <= 4 &&
           std::find(abbreviations.begin(), abbreviations.end(), kit::fold(word)) != abbreviations.end();
}

}  // namespace

bool Sentences::ends_between(std::string_view text, const Word& before, const Word& after) {
    const auto gap = text.substr(before.end, after.start > before.end ? after.start - before.end : 0);
    bool point = false;
    bool blank = false;
    for (std::size_t at = 0; at < gap.size();) {
        const auto c = kit::next_code_point(gap, at);
        if (c == '\n' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
            c == 0x061F)
            return true;
        if (c == '.') point = true;
        if (c == ' ' || c == '\t' || c == 0xA0 || c == 0x202F) blank = true;
    }
    if (!point) return false;
    if (is_abbreviation(text.substr(before.start, before.end - before.start))) return false;
    if (blank) return true;
    // "C'est nul.Vraiment": no blank, but a capital; "exemple.fr" and "3.5" have none.
    std::size_t at = after.start;
    return at < text.size() && kit::is_upper_code_point(kit::next_code_point(text, at));
}

std::uint32_t Sentences::of(std::uint32_t position) const noexcept {
    return static_cast<std::uint32_t>(std::upper_bound(begins_.begin(), begins_.end(), position) -
                                      begins_.begin());
}

}  // namespace vigie::query
