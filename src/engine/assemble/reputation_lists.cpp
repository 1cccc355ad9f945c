#include <vigie/engine/reputation_lists.hpp>

#include <utility>

namespace vigie::engine {

ReputationLists::ReputationLists(ports::Metrics* metrics) {
    if (metrics == nullptr) return;
    listed_ = &metrics->counter("vigie_reputation_lookups_total", {{"result", "listed"}});
    unlisted_ = &metrics->counter("vigie_reputation_lookups_total", {{"result", "unlisted"}});
}

void ReputationLists::add(std::shared_ptr<const ports::Reputation> list) {
    const std::lock_guard lock(mutex_);
    auto next = std::make_shared<All>(*all_);
    next->push_back(std::move(list));
    all_ = std::move(next);
}

std::optional<ports::Listing> ReputationLists::of(std::string_view url) const {
    std::shared_ptr<const All> all;
    {
        const std::lock_guard lock(mutex_);
        all = all_;
    }
    if (all->empty()) return std::nullopt;
    std::optional<ports::Listing> best;
    for (const auto& list : *all) {
        auto said = list->of(url);
        if (!said) continue;
        // Threats are numbered from the worst on.
        if (!best || std::pair(!said->exact, said->threat) < std::pair(!best->exact, best->threat))
            best = std::move(said);
    }
    if (auto* counter = best ? listed_ : unlisted_; counter != nullptr) counter->add();
    return best;
}

}  // namespace vigie::engine
