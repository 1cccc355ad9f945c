#include "batch.hpp"

#include <vigie/judge/assess.hpp>
#include <vigie/judge/listed.hpp>
#include <vigie/judge/lookalike.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/plugins/lookalike_domain.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vigie::plugins {
namespace {

constexpr double found_from = 0.5;
// Below this a resemblance is chance, and chance makes no sisters.
constexpr double remembered_from = 0.1;
constexpr std::size_t most_links = 16;

model::Finding finding_of(const model::Item& item, judge::LinkVerdict v) {
    model::Finding f;
    f.detector = lookalike_domain_info().name;
    f.score = v.score;
    f.severity = judge::severity_of(v.score, v.harm);
    f.at = item.observed_at;
    f.item = item.key();
    f.item_url = item.url;
    f.asset = v.asset;
    f.culprit = {"domain", {}, v.domain, v.domain, v.shown_host};
    f.indicators.push_back({"domain", v.domain});
    f.title = {fmt::format("Domaine trompeur\u00a0: {} imite {}", judge::plain(v.shown_host),
                           judge::plain(v.imitates)),
               fmt::format("Deceptive domain: {} imitates {}", judge::plain(v.shown_host),
                           judge::plain(v.imitates))};
    f.id = model::finding_id(f.detector, f.item, f.asset, f.culprit.id);
    f.evidence = std::move(v.evidence);
    return f;
}

// Each sister makes chance less likely; after three there is little left to learn. In a list without dates
// they are told and count for nothing: a house has as many sites over the years.
void add_sisters(judge::LinkVerdict& v, const std::vector<std::string>& sisters, bool dated) {
    if (sisters.empty()) return;
    if (!dated) {
        const auto n = sisters.size();
        v.evidence.push_back(judge::evidence(
            "batch.sisters", 0,
            {fmt::format("La même liste contient {} autre{} domaine{} fait{} de même, dont {}.", n,
                         n > 1 ? "s" : "", n > 1 ? "s" : "", n > 1 ? "s" : "",
                         judge::quote_fr(sisters.back())),
             fmt::format("The same list holds {} other domain{} made alike, among them {}.", n,
                         n > 1 ? "s" : "", judge::quote_en(sisters.back()))}));
        return;
    }
    constexpr double each = 0.6;
    constexpr std::size_t telling = 3;
    const auto shown = sisters.size() > telling
                           ? std::vector(sisters.end() - static_cast<std::ptrdiff_t>(telling), sisters.end())
                           : sisters;
    const auto list = judge::quoted_list(shown);
    v.evidence.push_back(judge::evidence(
        "batch.sisters", each * static_cast<double>(shown.size()),
        {fmt::format("{} autre{} domaine{} fait{} de même {} apparu{} ces derniers jours, dont {}.",
                     sisters.size(), sisters.size() > 1 ? "s" : "", sisters.size() > 1 ? "s" : "",
                     sisters.size() > 1 ? "s" : "", sisters.size() > 1 ? "sont" : "est",
                     sisters.size() > 1 ? "s" : "", list.fr),
         fmt::format("{} other domain{} made alike appeared in the last days, among them {}.", sisters.size(),
                     sisters.size() > 1 ? "s" : "", list.en)}));
    v.score = judge::score_of(judge::link_prior, v.evidence);
}

class LookalikeDomain final : public judge::Detector {
public:
    explicit LookalikeDomain(const judge::Shared& shared)
        : lookalikes_(shared.lookalikes), lists_(shared.lists) {}

    [[nodiscard]] const judge::DetectorInfo& info() const override { return lookalike_domain_info(); }

    [[nodiscard]] judge::Opinion examine(const model::Item& item) const override {
        const auto memory = judge::make_memory();
        auto opinion = examine_with(*memory, item);
        return opinion ? std::move(*opinion) : judge::Opinion{};
    }

    [[nodiscard]] Result<judge::Opinion> examine_with(judge::Memory& memory,
                                                      const model::Item& item) const override {
        judge::Opinion opinion;
        if (item.deleted || item.kind != model::ItemKind::domain) return opinion;
        std::size_t own = 0;
        const auto count = std::min(item.links.size(), most_links);
        for (std::size_t i = 0; i < count; ++i) {
            if (!lookalikes_->may_resemble(item.links[i])) continue;
            auto verdict = lookalikes_->examine(item.links[i]);
            own += verdict.own ? 1 : 0;
            if (verdict.own || verdict.shared_host || verdict.evidence.empty()) continue;
            for (auto& e : verdict.evidence)
                for (auto& span : e.spans) span.field = fmt::format("links.{}", i);
            add_listing(verdict, item.links[i], i);
            std::string batch;
            if (verdict.score >= remembered_from) {
                VIGIE_TRY_ASSIGN(auto found, enter_batch(memory, item, verdict));
                add_sisters(verdict, found.sisters, item.observed_at != Time{});
                batch = std::move(found.id);
            }
            opinion.score = std::max(opinion.score, verdict.score);
            if (verdict.score < found_from) continue;
            auto finding = finding_of(item, std::move(verdict));
            if (!batch.empty()) finding.indicators.push_back({"text", std::move(batch)});
            judge::keep_strongest(opinion, std::move(finding));
        }
        if (count > 0 && own == count) opinion.label = "own";
        if (!opinion.findings.empty()) opinion.label = "lookalike";
        return opinion;
    }

private:
    // A resemblance that a list of known-bad URLs knows is no chance.
    void add_listing(judge::LinkVerdict& v, const std::string& link, std::size_t i) const {
        const auto listing = lists_ ? lists_->of(link) : std::nullopt;
        if (!listing) return;
        v.evidence.push_back(judge::listed_evidence(
            *listing, {fmt::format("links.{}", i), 0, link.size(), link, "host"}, v.shared_host));
        v.score = judge::score_of(judge::link_prior, v.evidence);
    }

    std::shared_ptr<const judge::Lookalikes> lookalikes_;
    std::shared_ptr<const ports::Reputation> lists_;
};

}  // namespace

const judge::DetectorInfo& lookalike_domain_info() {
    static const judge::DetectorInfo info = [] {
        judge::DetectorInfo i;
        i.name = "lookalike_domain";
        i.says = {"Repère les domaines qui se font passer pour les nôtres, un à un et par séries.",
                  "Catches domains that pretend to be ours, one by one and in batches."};
        i.looks_at = {model::ItemKind::domain};
        for (const auto& code : judge::lookalike_codes())
            if (!code.starts_with("url.") || code == "url.risk-words") i.evidence.push_back(code);
        i.evidence.insert(i.evidence.end(), judge::listed_codes().begin(), judge::listed_codes().end());
        i.evidence.emplace_back("batch.sisters");
        i.cost = "0.3 to 0.7 µs a domain, 8 to 14 µs one that resembles ours";
        return i;
    }();
    return info;
}

Result<std::unique_ptr<judge::Detector>> make_lookalike_domain(const judge::Shared& shared) {
    if (!shared.assets || !shared.lookalikes)
        return fail(Errc::invalid_argument,
                    "the detector lookalike_domain needs an asset register; load one first");
    return std::make_unique<LookalikeDomain>(shared);
}

}  // namespace vigie::plugins
