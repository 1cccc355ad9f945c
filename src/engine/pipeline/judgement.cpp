#include <vigie/engine/catalogue.hpp>
#include <vigie/engine/judgement.hpp>

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
                                                         watch::FileWatches watches) {
    auto judgement = std::make_shared<Judgement>();
    judgement->assets_ = assets;
    judgement->matcher_ = watch::make_matcher(assets);
    judgement->watches_ = watch::WatchSet::make(*assets, std::move(watches), {});
    std::vector<std::unique_ptr<judge::Detector>> detectors;
    for (const auto& entry : engine::detectors()) {
        VIGIE_TRY_ASSIGN(auto detector, entry.make(assets));
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

std::vector<model::Finding> Judgement::examine(const model::Item& item) const {
    std::vector<model::Finding> out;
    for (const auto& detector : *detectors_) {
        if (!looks_at(detector->info(), item.kind)) continue;
        auto opinion = detector->examine(item);
        std::ranges::move(opinion.findings, std::back_inserter(out));
    }
    share_indicators(out);
    return out;
}

std::vector<std::pair<std::string, judge::Opinion>> Judgement::opinions(const model::Item& item) const {
    std::vector<std::pair<std::string, judge::Opinion>> out;
    for (const auto& detector : *detectors_) {
        const auto& info = detector->info();
        out.emplace_back(info.name, looks_at(info, item.kind) ? detector->examine(item) : judge::Opinion{});
    }
    return out;
}

}  // namespace vigie::engine
