#include <vigie/judge/page.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/plugins/phishing_page.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace vigie::plugins {
namespace {

constexpr double found_from = 0.5;

class PhishingPage final : public judge::Detector {
public:
    explicit PhishingPage(const judge::Shared& shared) : pages_(shared.assets, shared.lookalikes) {}

    [[nodiscard]] const judge::DetectorInfo& info() const override { return phishing_page_info(); }

    [[nodiscard]] judge::Opinion examine(const model::Item& item) const override {
        judge::Opinion opinion;
        if (item.deleted || item.visits.empty()) return opinion;
        auto verdict = pages_.examine(item.visits);
        opinion.score = verdict.score;
        if (verdict.own) opinion.label = "own";
        if (verdict.score < found_from || verdict.asset.empty()) return opinion;
        opinion.label = "phishing";
        opinion.findings.push_back(finding_of(item, std::move(verdict)));
        return opinion;
    }

private:
    [[nodiscard]] static model::Finding finding_of(const model::Item& item, judge::PageVerdict v) {
        model::Finding f;
        f.detector = phishing_page_info().name;
        f.kind = "phishing_link";
        f.score = v.score;
        f.severity = judge::severity_of(v.score, v.harm);
        f.at = item.observed_at;
        f.item = item.key();
        f.item_url = item.url;
        f.asset = v.asset;
        const auto asked = kit::canonical_url(item.visits.front().url);
        if (v.shared_host) {
            f.culprit = {"url", {}, asked, asked, kit::host_to_unicode(v.host)};
        } else {
            f.culprit = {"domain", {}, v.domain, v.domain, kit::host_to_unicode(v.host)};
            f.indicators.push_back({"domain", v.domain});
        }
        f.indicators.push_back({"url", asked});
        f.title = {fmt::format("Page trompeuse\u00a0: {} se présente comme {}",
                               judge::plain(kit::host_to_unicode(v.host)), judge::plain(v.imitates)),
                   fmt::format("Deceptive page: {} passes itself off as {}",
                               judge::plain(kit::host_to_unicode(v.host)), judge::plain(v.imitates))};
        f.id = model::finding_id(f.detector, f.item, f.asset, f.culprit.id);
        f.evidence = std::move(v.evidence);
        f.account = item.author;
        return f;
    }

    judge::Pages pages_;
};

}  // namespace

const judge::DetectorInfo& phishing_page_info() {
    static const judge::DetectorInfo info = [] {
        using model::ItemKind;
        judge::DetectorInfo i;
        i.name = "phishing_page";
        i.says = {"Repère les pages qui demandent mots de passe, cartes ou codes en notre nom.",
                  "Catches pages that ask for passwords, cards or codes in our name."};
        i.looks_at = {ItemKind::page, ItemKind::domain};
        i.evidence = judge::page_codes();
        i.cost = "0.2 ms a page that was visited, nothing else";
        return i;
    }();
    return info;
}

Result<std::unique_ptr<judge::Detector>> make_phishing_page(const judge::Shared& shared) {
    if (!shared.assets || !shared.lookalikes)
        return fail(Errc::invalid_argument,
                    "the detector phishing_page needs an asset register; load one first");
    return std::make_unique<PhishingPage>(shared);
}

}  // namespace vigie::plugins
