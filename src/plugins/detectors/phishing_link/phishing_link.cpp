#include "links.hpp"

#include <vigie/judge/assess.hpp>
#include <vigie/judge/cues.hpp>
#include <vigie/judge/hosts.hpp>
#include <vigie/judge/lookalike.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/plugins/phishing_link.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace vigie::plugins {
namespace {

using judge::CueKind;
using judge::LinkVerdict;

constexpr double found_from = 0.5;

model::Evidence cue_evidence(std::string code, double weight, const judge::Cue& cue, std::string_view fr,
                             std::string_view en) {
    return judge::evidence(std::move(code), weight,
                           {fmt::format("{} {}.", fr, judge::quote_fr(cue.words)),
                            fmt::format("{} {}.", en, judge::quote_en(cue.words))},
                           {{"text", cue.start, cue.end, cue.words, {}}});
}

class PhishingLink final : public judge::Detector {
public:
    explicit PhishingLink(std::shared_ptr<const model::AssetRegister> assets)
        : assets_(assets), lookalikes_(std::move(assets)) {}

    [[nodiscard]] const judge::DetectorInfo& info() const override { return phishing_link_info(); }

    [[nodiscard]] judge::Opinion examine(const model::Item& item) const override {
        judge::Opinion opinion;
        if (item.deleted) return opinion;
        const auto links = links_of(item);
        if (links.empty()) return opinion;
        std::size_t own = 0;
        const auto decoy = shown_own_url(item, links);
        std::optional<std::vector<judge::Cue>> cues;
        for (const auto& link : links) {
            auto verdict = lookalikes_.examine(link.url);
            own += verdict.own ? 1 : 0;
            if (verdict.own || verdict.host.empty()) continue;
            for (auto& e : verdict.evidence) {
                for (auto& span : e.spans) {
                    span.field = link.field;
                    span.start += link.start;
                    span.end += link.start;
                }
            }
            if (decoy && link.field.starts_with("links.")) add_mismatch(verdict, *decoy, link);
            if (verdict.evidence.empty()) continue;
            if (!cues) cues = judge::find_cues(item.text);
            add_words(verdict, *cues);
            verdict.score = judge::score_of(judge::link_prior, verdict.evidence);
            opinion.score = std::max(opinion.score, verdict.score);
            if (verdict.score >= found_from) keep(opinion, finding_of(item, std::move(verdict)));
        }
        if (own == links.size()) opinion.label = "own";
        if (!opinion.findings.empty()) opinion.label = "lookalike";
        return opinion;
    }

private:
    struct Decoy {
        model::Span span;
        model::AssetId asset;
        std::string domain;
    };

    // The text shows an address of ours, no link leads to us, and exactly one leads elsewhere without being
    // shown.
    [[nodiscard]] std::optional<Decoy> shown_own_url(const model::Item& item,
                                                     const std::vector<Link>& links) const {
        if (item.text.empty() || item.links.empty()) return std::nullopt;
        std::size_t foreign = 0;
        for (const auto& l : item.links) {
            const auto url = kit::parse_url(l);
            if (!url) continue;
            if (assets_->owns_host(url->host)) return std::nullopt;
            ++foreign;
        }
        if (foreign != 1) return std::nullopt;
        for (const auto& l : links) {
            if (l.field != "text") continue;
            const auto url = kit::parse_url(l.url);
            if (!url || !assets_->owns_host(url->host)) continue;
            for (const auto& a : assets_->all()) {
                if (a.kind != model::AssetKind::domain ||
                    (url->host != a.value && !url->host.ends_with("." + a.value)))
                    continue;
                return Decoy{{"text", l.start, l.start + l.url.size(), l.url, "shown-url"}, a.id, a.value};
            }
        }
        return std::nullopt;
    }

    static void add_mismatch(LinkVerdict& v, const Decoy& decoy, const Link& link) {
        if (v.shared_host) return;  // a card or a tracked short link beside our address is everyday practice
        constexpr double weight = 3.4;
        v.evidence.push_back(judge::evidence(
            "text.shows-other-url", weight,
            {fmt::format("Le texte montre {}, mais le lien mène à {}.", judge::quote_fr(decoy.span.text),
                         judge::quote_fr(v.shown_host)),
             fmt::format("The text shows {}, but the link leads to {}.", judge::quote_en(decoy.span.text),
                         judge::quote_en(v.shown_host))},
            {decoy.span, {link.field, link.start, link.start + link.url.size(), link.url, {}}}));
        if (v.asset.empty()) {
            v.asset = decoy.asset;
            v.imitates = decoy.domain;
        }
    }

    // What the post says around the link.
    static void add_words(LinkVerdict& v, const std::vector<judge::Cue>& cues) {
        if (const auto* c = judge::first_of(cues, CueKind::credential)) {
            v.evidence.push_back(
                cue_evidence("text.credential-lure", 0.9, *c,
                             "Le texte pousse à livrer un accès\u00a0:", "The text asks for access:"));
            v.harm = judge::Harm::credential;
        }
        if (const auto* c = judge::first_of(cues, CueKind::gain)) {
            v.evidence.push_back(cue_evidence("text.gain-lure", 0.7, *c,
                                              "Le texte promet un gain\u00a0:", "The text promises a gain:"));
            v.harm = std::max(v.harm, judge::Harm::lure);
        }
        const bool only_text = std::ranges::all_of(
            v.evidence, [](const model::Evidence& e) { return e.code.starts_with("text."); });
        if (const auto* c = judge::first_of(cues, CueKind::warning)) {
            // An imitation stays one when somebody warns of it; a mere mismatch beside a warning is an
            // article.
            v.evidence.push_back(cue_evidence("text.warning", only_text ? -3.0 : -0.3, *c,
                                              "Le texte met en garde\u00a0:", "The text warns:"));
        }
        if (const auto* c = judge::first_of(cues, CueKind::press); c != nullptr && only_text) {
            v.evidence.push_back(cue_evidence(
                "text.press", -1.5, *c, "Le texte relève de la presse\u00a0:", "The text is of the press:"));
        }
    }

    [[nodiscard]] static model::Finding finding_of(const model::Item& item, LinkVerdict v) {
        model::Finding f;
        f.detector = phishing_link_info().name;
        f.score = v.score;
        f.severity = judge::severity_of(v.score, v.harm);
        f.at = item.observed_at;
        f.item = item.key();
        f.item_url = item.url;
        f.asset = v.asset;
        if (v.shared_host) {
            f.culprit = {"url", {}, v.url, v.url, v.shown_host};
        } else {
            f.culprit = {"domain", {}, v.domain, v.domain, v.shown_host};
            f.indicators.push_back({"domain", v.domain});
        }
        f.indicators.push_back({"url", v.url});
        f.title = {fmt::format("Lien trompeur\u00a0: {} imite {}", judge::plain(v.shown_host),
                               judge::plain(v.imitates)),
                   fmt::format("Deceptive link: {} imitates {}", judge::plain(v.shown_host),
                               judge::plain(v.imitates))};
        f.id = model::finding_id(f.detector, f.item, f.asset, f.culprit.id);
        f.evidence = std::move(v.evidence);
        f.account = item.author;
        return f;
    }

    // One finding per culprit: the strongest.
    static void keep(judge::Opinion& opinion, model::Finding f) {
        const auto it = std::ranges::find(opinion.findings, f.id, &model::Finding::id);
        if (it == opinion.findings.end()) {
            opinion.findings.push_back(std::move(f));
        } else if (f.score > it->score) {
            *it = std::move(f);
        }
    }

    std::shared_ptr<const model::AssetRegister> assets_;
    judge::Lookalikes lookalikes_;
};

}  // namespace

const judge::DetectorInfo& phishing_link_info() {
    static const judge::DetectorInfo info = [] {
        using model::ItemKind;
        judge::DetectorInfo i;
        i.name = "phishing_link";
        i.says = {"Repère les liens, domaines et pages qui se font passer pour les nôtres.",
                  "Catches links, domains and pages that pretend to be ours."};
        i.looks_at = {ItemKind::post,   ItemKind::reply,   ItemKind::repost,  ItemKind::quote,
                      ItemKind::review, ItemKind::comment, ItemKind::article, ItemKind::account,
                      ItemKind::domain, ItemKind::page};
        i.evidence = judge::lookalike_codes();
        for (const auto* code :
             {"text.shows-other-url", "text.credential-lure", "text.gain-lure", "text.warning", "text.press"})
            i.evidence.emplace_back(code);
        i.cost = "9 µs a link, 0.5 µs a post without one";
        return i;
    }();
    return info;
}

Result<std::unique_ptr<judge::Detector>> make_phishing_link(
    std::shared_ptr<const model::AssetRegister> assets) {
    if (!assets)
        return fail(Errc::invalid_argument,
                    "the detector phishing_link needs an asset register; load one first");
    return std::make_unique<PhishingLink>(std::move(assets));
}

}  // namespace vigie::plugins
