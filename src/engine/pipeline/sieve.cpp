#include <vigie/engine/sieve.hpp>

#include <algorithm>
#include <utility>

namespace vigie::engine {

Sieve::Sieve(std::shared_ptr<const Judgement> judgement, watch::LanguageOf language)
    : judgement_(std::move(judgement)),
      beyond_(judgement_->matcher(), judgement_->assets(), std::move(language)) {
    if (const auto& set = judgement_->watches().compiled(); set->size() > 0) scanner_.emplace(set);
}

bool Sieve::concerns(const model::ItemView& item) {
    if (judgement_->matcher().concerns(item) || !imitated(item).empty()) return true;
    return scanner_ && scanner_->any(item, beyond_.of(item));
}

std::vector<model::AssetId> Sieve::imitated(const model::ItemView& item) {
    // A weak resemblance passes too: three of them may be one batch.
    constexpr double worth_a_look = 0.1;
    std::vector<model::AssetId> out;
    if (item.kind != model::ItemKind::domain) return out;
    const auto& lookalikes = judgement_->lookalikes();
    for (const auto link : item.links) {
        if (!lookalikes.may_resemble(link)) continue;
        auto verdict = lookalikes.examine(link);
        if (verdict.score >= worth_a_look && std::ranges::find(out, verdict.asset) == out.end())
            out.push_back(std::move(verdict.asset));
    }
    return out;
}

std::vector<std::string> Sieve::hits(const model::ItemView& item) {
    std::vector<std::string> out;
    const auto& context = beyond_.of(item);
    for (const auto& hit : beyond_.hits()) out.push_back("asset:" + hit.asset.value);
    for (const auto& asset : imitated(item)) {
        auto name = "asset:" + asset.value;
        if (std::ranges::find(out, name) == out.end()) out.push_back(std::move(name));
    }
    if (!scanner_) return out;
    for (const auto query : scanner_->match(item, context))
        out.push_back(judgement_->watches().compiled()->name(query));
    return out;
}

Sieve& LiveSieve::get() {
    const auto now = current_->changes();
    if (!sieve_ || now != seen_) {
        sieve_.emplace(current_->get(), language_);
        seen_ = now;
    }
    return *sieve_;
}

}  // namespace vigie::engine
