#include "parse/problems.hpp"

#include <vigie/kit/utf8.hpp>

#include <algorithm>

namespace vigie::query {
namespace {

std::string cut(std::string_view word) {
    constexpr std::size_t longest = 60;
    const auto head = kit::prefix_utf8(word, longest);
    return std::string(head) + (head.size() < word.size() ? "…" : "");
}

}  // namespace

std::string quoted_en(std::string_view word) {
    return "“" + cut(word) + "”";
}

std::string quoted_fr(std::string_view word) {
    return "«\u00A0" + cut(word) + "\u00A0»";
}

void Problems::add(Diagnostic::Level level, std::string_view code, Place place, model::Text says,
                   model::Text help, std::string instead) {
    if (gave_up_ || list_.size() >= most) return;
    list_.push_back(
        {level, "query." + std::string(code), place, std::move(says), std::move(help), std::move(instead)});
}

std::vector<Problem> Problems::take() {
    std::stable_sort(list_.begin(), list_.end(),
                     [](const auto& a, const auto& b) { return a.place.begin < b.place.begin; });
    return std::move(list_);
}

}  // namespace vigie::query
