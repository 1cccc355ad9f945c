#include <vigie/engine/catalogue.hpp>
#include <vigie/engine/judgement.hpp>
#include <vigie/engine/rule_view.hpp>

#include <algorithm>

namespace vigie::engine {
namespace {

bool looks_at(const judge::DetectorInfo& info, model::ItemKind kind) {
    return info.looks_at.empty() || std::ranges::find(info.looks_at, kind) != info.looks_at.end();
}

// What several detectors find in one item is one story: an impostor's post and the page it leads to share
// their indicators.
void share_indicators(std::vector<model::Finding>& findings) {
    if (findings.size() < 2) return;
    std::vector<model::Indicator> all;
    for (const auto& f : findings) all.insert(all.end(), f.indicators.begin(), f.indicators.end());
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    for (auto& f : findings) f.indicators = all;
}

}  // namespace

Result<std::shared_ptr<const Judgement>> Judgement::make(std::shared_ptr<const model::AssetRegister> assets,
                                                         watch::FileWatches watches,
                                                         std::shared_ptr<const ports::Reputation> lists,
                                                         std::shared_ptr<const vault::Vault> vault) {
    auto judgement = std::make_shared<Judgement>();
    judgement->assets_ = assets;
    judgement->matcher_ = watch::make_matcher(assets);
    judgement->watches_ = watch::WatchSet::make(*assets, std::move(watches), {});
    judgement->rules_ = judge::read_rules({}).rules;
    judge::Shared shared(assets, std::move(lists));
    shared.vault = std::move(vault);
    judgement->lookalikes_ = shared.lookalikes;
    std::vector<std::unique_ptr<judge::Detector>> detectors;
    for (const auto& entry : engine::detectors()) {
        VIGIE_TRY_ASSIGN(auto detector, entry.make(shared));
        detectors.push_back(std::move(detector));
    }
    judgement->detectors_ =
        std::make_shared<const std::vector<std::unique_ptr<judge::Detector>>>(std::move(detectors));
    return std::shared_ptr<const Judgement>(std::move(judgement));
}

std::shared_ptr<const Judgement> Judgement::with(std::shared_ptr<const watch::WatchSet> watches) const {
    auto judgement = std::make_shared<Judgement>(*this);
    judgement->watches_ = std::move(watches);
    return judgement;
}

std::shared_ptr<const Judgement> Judgement::with(std::shared_ptr<const judge::RuleSet> rules) const {
    auto judgement = std::make_shared<Judgement>(*this);
    judgement->rules_ = std::move(rules);
    return judgement;
}

Result<Examined> Judgement::examine(const model::Item& item, const model::ItemView& view,
                                    watch::Beyond& beyond, judge::Memory& memory) const {
    Examined out;
    std::vector<std::pair<std::string_view, double>> scores;
    for (const auto& detector : *detectors_) {
        if (detector->info().on_demand || !looks_at(detector->info(), item.kind)) continue;
        VIGIE_TRY_ASSIGN(auto opinion, detector->examine_with(memory, item));
        scores.emplace_back(detector->info().name, opinion.score);
        std::ranges::move(opinion.findings, std::back_inserter(out.findings));
    }
    if (!item.deleted && !rules_->rules().empty()) {
        auto input = rule_input(item, view, beyond, *this);
        input.context.score = [&](std::string_view name) {
            const auto it = std::ranges::find(scores, name, &std::pair<std::string_view, double>::first);
            return it == scores.end() ? 0.0 : it->second;
        };
        auto outcome = rules_->examine(input);
        std::ranges::move(outcome.findings, std::back_inserter(out.findings));
        for (const auto hit : outcome.hits) out.hits.push_back(judge::hits_of(rules_->rules()[hit]));
        for (const auto& [number, exception] : outcome.suppressed) {
            const auto& rule = rules_->rules()[number];
            out.hits.push_back(judge::hits_of(rule, rule.exceptions[exception]));
        }
    }
    share_indicators(out.findings);
    return out;
}

std::vector<model::Finding> Judgement::examine(const model::Item& item) const {
    model::ItemViewer viewer;
    watch::Beyond beyond(*matcher_, *assets_);
    const auto& view = viewer.of(item);
    beyond.of(view);
    const auto memory = judge::make_memory();
    const auto examined = examine(item, view, beyond, *memory);
    return examined ? examined->findings : std::vector<model::Finding>{};
}

Result<std::vector<std::pair<std::string, judge::Opinion>>> Judgement::opinions(const model::Item& item,
                                                                                judge::Memory& memory,
                                                                                bool on_demand) const {
    std::vector<std::pair<std::string, judge::Opinion>> out;
    for (const auto& detector : *detectors_) {
        const auto& info = detector->info();
        if (info.on_demand && !on_demand) continue;
        auto& [name, opinion] = out.emplace_back(info.name, judge::Opinion{});
        if (looks_at(info, item.kind)) {
            VIGIE_TRY_ASSIGN(opinion, detector->examine_with(memory, item));
        }
    }
    return out;
}

}  // namespace vigie::engine
