#include "set/program.hpp"

namespace vigie::query {

bool fits(const Pattern& pattern, std::string_view word) noexcept {
    if (pattern.form == Form::prefix) return word.starts_with(pattern.text);
    auto rest = word;
    const auto& pieces = pattern.pieces;
    if (pieces.empty()) return true;
    std::size_t first = 0;
    std::size_t last = pieces.size();
    if (!pattern.open_begin) {
        if (!rest.starts_with(pieces[0])) return false;
        rest.remove_prefix(pieces[0].size());
        first = 1;
        if (last == 1 && !pattern.open_end) return rest.empty();
    }
    if (!pattern.open_end && last > first) {
        --last;
        if (rest.size() < pieces[last].size() || !rest.ends_with(pieces[last])) return false;
        rest.remove_suffix(pieces[last].size());
    }
    for (std::size_t i = first; i < last; ++i) {
        const auto at = rest.find(pieces[i]);
        if (at == std::string_view::npos) return false;
        rest.remove_prefix(at + pieces[i].size());
    }
    return true;
}

bool glob_fits(std::string_view pattern, std::string_view text) noexcept {
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t back = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            back = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++back;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

}  // namespace vigie::query
