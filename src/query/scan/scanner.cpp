#include "scan/state.hpp"

#include <utility>

namespace vigie::query {

Scanner::State::State(std::shared_ptr<const Set> compiled)
    : set(std::move(compiled)),
      impl(set->impl()),
      words_of_set(impl.words),
      scratch(impl.index),
      pattern_found(impl.patterns.size()),
      pattern_epoch(impl.patterns.size(), 0) {}

Scanner::Scanner(std::shared_ptr<const Set> set) : state_(std::make_unique<State>(std::move(set))) {}
Scanner::~Scanner() = default;
Scanner::Scanner(Scanner&&) noexcept = default;
Scanner& Scanner::operator=(Scanner&&) noexcept = default;

std::span<const std::uint32_t> Scanner::match(const model::ItemView& item, const Context& context) {
    auto& s = *state_;
    s.look_up(item, context);
    s.candidates();
    s.matches.clear();
    for (const auto query : s.candidate_list) {
        if (s.verify(query)) s.matches.push_back(query >> 1U);
    }
    return s.matches;
}

bool Scanner::any(const model::ItemView& item, const Context& context) {
    auto& s = *state_;
    s.look_up(item, context);
    s.candidates();
    for (const auto query : s.candidate_list) {
        if (s.verify(query)) return true;
    }
    return false;
}

}  // namespace vigie::query
