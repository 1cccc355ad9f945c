#include <vigie/engine/rule_view.hpp>

#include <algorithm>
#include <utility>

namespace vigie::engine {

judge::RuleInput rule_input(const model::Item& item, const model::ItemView& view, watch::Beyond& beyond,
                            const Judgement& judgement) {
    judge::RuleInput input;
    input.item = &item;
    input.view = &view;
    input.context = beyond.context();
    input.assets = [&beyond] {
        std::vector<model::AssetId> out;
        for (const auto& hit : beyond.hits()) out.push_back(hit.asset);
        return out;
    };
    input.ours = &judgement.assets();
    return input;
}

RuleView::RuleView(std::shared_ptr<const Judgement> judgement, watch::LanguageOf language)
    : judgement_(std::move(judgement)),
      beyond_(judgement_->matcher(), judgement_->assets(), std::move(language)) {}

judge::RuleInput RuleView::of(const model::Item& item) {
    item_ = &item;
    scores_.clear();
    const auto& view = viewer_.of(item);
    beyond_.of(view);
    auto input = rule_input(item, view, beyond_, *judgement_);
    input.context.score = [this](std::string_view detector) { return score(detector); };
    return input;
}

double RuleView::score(std::string_view name) {
    if (const auto it = scores_.find(name); it != scores_.end()) return it->second;
    double score = 0;
    for (const auto& detector : judgement_->detectors()) {
        const auto& info = detector->info();
        const bool looks =
            info.looks_at.empty() || std::ranges::find(info.looks_at, item_->kind) != info.looks_at.end();
        if (info.name == name && looks) score = detector->examine(*item_).score;
    }
    scores_.emplace(name, score);
    return score;
}

}  // namespace vigie::engine
