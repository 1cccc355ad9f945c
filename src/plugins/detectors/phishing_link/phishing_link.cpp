#include "concern.hpp"
#include "links.hpp"
#include "weigh.hpp"

#include <vigie/judge/assess.hpp>
#include <vigie/judge/cues.hpp>
#include <vigie/judge/hosts.hpp>
#include <vigie/judge/listed.hpp>
#include <vigie/judge/lookalike.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/judge/url_model.hpp>
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
constexpr double worth_a_look = 0.1;  // below, no words around a link make it a finding

model::Evidence cue_evidence(std::string code, double weight, const judge::Cue& cue, std::string_view fr,
                             std::string_view en) {
    return judge::evidence(std::move(code), weight,
                           {fmt::format("{} {}.", fr, judge::quote_fr(cue.words)),
                            fmt::format("{} {}.", en, judge::quote_en(cue.words))},
                           {{"text", cue.start, cue.end, cue.words, {}}});
}

class PhishingLink final : public judge::Detector {
public:
    PhishingLink(const judge::Shared& shared, judge::UrlModel url_model)
        : assets_(shared.assets),
          concerns_(shared.assets),
          lookalikes_(shared.lookalikes),
          url_model_(std::move(url_model)),
          lists_(shared.lists) {}

    [[nodiscard]] const judge::DetectorInfo& info() const override { return phishing_link_info(); }

    [[nodiscard]] judge::Opinion examine(const model::Item& item) const override {
        judge::Opinion opinion;
        if (item.deleted) return opinion;
        const auto links = links_of(item);
        if (links.empty()) return opinion;
        std::size_t own = 0;
        Context context{item, shown_own_url(item, links), {}, {}};
        for (const auto& link : links) {
            auto verdict = lookalikes_->examine(link.url);
            own += verdict.own ? 1 : 0;
            if (verdict.own || verdict.host.empty()) continue;
            for (auto& e : verdict.evidence) {
                for (auto& span : e.spans) {
                    span.field = link.field;
                    span.start += link.start;
                    span.end += link.start;
                }
            }
            if (context.decoy && link.field.starts_with("links."))
                add_mismatch(verdict, *context.decoy, link);
            judge_link(opinion, context, link, std::move(verdict));
        }
        if (own == links.size()) opinion.label = "own";
        if (!opinion.findings.empty() && opinion.label.empty()) opinion.label = "suspicious";
        return opinion;
    }

private:
    struct Decoy {
        model::Span span;
        model::AssetId asset;
        std::string domain;
    };

    // What is read of an item once, when a first link asks for it.
    struct Context {
        const model::Item& item;
        std::optional<Decoy> decoy;
        std::optional<std::vector<judge::Cue>> cues;
        std::optional<std::optional<Concerns::Concern>> concern;
    };

    // The score of a link is there for any link; a finding needs something of ours: an imitation, or a
    // suspicious link in a post that concerns us.
    void judge_link(judge::Opinion& opinion, Context& context, const Link& link, LinkVerdict verdict) const {
        const bool imitates = !verdict.evidence.empty();
        const double alone = url_probability(verdict, link);
        const auto listing = lists_ ? lists_->of(link.url) : std::nullopt;
        // Beside an imitation the model repeats what the imitation says: it may confirm, not count twice.
        constexpr double most_beside = 0.7;
        if (listing)
            verdict.evidence.push_back(judge::listed_evidence(*listing, span_of(link), verdict.shared_host));
        auto letters = model_evidence(url_model_, link, alone, imitates ? most_beside : 12);
        std::ranges::move(letters, std::back_inserter(verdict.evidence));
        const double so_far = std::max(alone, judge::score_of(judge::link_prior, verdict.evidence));
        opinion.score = std::max(opinion.score, so_far);
        if (!imitates) {
            if (so_far < worth_a_look) return;
            if (!context.concern) context.concern = concerns_.of(context.item);
            if (!*context.concern) return;
            const auto& concern = **context.concern;
            verdict.evidence.push_back(concern_evidence(concern));
            verdict.asset = concern.asset;
            verdict.imitates = concern.name;
        }
        if (!context.cues) context.cues = judge::find_cues(context.item.text);
        add_words(verdict, *context.cues);
        verdict.score = judge::score_of(judge::link_prior, verdict.evidence);
        opinion.score = std::max(opinion.score, verdict.score);
        if (verdict.score < found_from) return;
        if (imitates) opinion.label = "lookalike";
        judge::keep_strongest(opinion, finding_of(context.item, std::move(verdict), imitates));
    }

    // On platforms and shorteners the address is the platform's own: its letters tell nothing of the page.
    [[nodiscard]] double url_probability(const LinkVerdict& v, const Link& link) const {
        constexpr double most_on_platforms = 0.05;
        const double p = url_model_.probability(link.url);
        const bool platform =
            judge::is_platform(v.host) || judge::is_contact_host(v.host) || judge::is_shortener(v.host);
        return platform ? std::min(p, most_on_platforms) : p;
    }

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
                if (a.kind != model::AssetKind::domain || !kit::is_or_is_below(url->host, a.value)) continue;
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
        const bool only_text = std::ranges::all_of(v.evidence, [](const model::Evidence& e) {
            return e.code.starts_with("text.") || e.code.starts_with("url-model.");
        });
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

    [[nodiscard]] static model::Finding finding_of(const model::Item& item, LinkVerdict v, bool imitates) {
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
        const auto host = judge::plain(v.shown_host);
        const auto us = judge::plain(v.imitates);
        f.title = imitates ? model::Text{fmt::format("Lien trompeur\u00a0: {} imite {}", host, us),
                                         fmt::format("Deceptive link: {} imitates {}", host, us)}
                           : model::Text{fmt::format("Lien suspect autour de {}\u00a0: {}", us, host),
                                         fmt::format("Suspicious link around {}: {}", us, host)};
        f.id = model::finding_id(f.detector, f.item, f.asset, f.culprit.id);
        f.evidence = std::move(v.evidence);
        f.account = item.author;
        return f;
    }

    std::shared_ptr<const model::AssetRegister> assets_;
    Concerns concerns_;
    std::shared_ptr<const judge::Lookalikes> lookalikes_;
    judge::UrlModel url_model_;
    std::shared_ptr<const ports::Reputation> lists_;
};

}  // namespace

const judge::DetectorInfo& phishing_link_info() {
    static const judge::DetectorInfo info = [] {
        using model::ItemKind;
        judge::DetectorInfo i;
        i.name = "phishing_link";
        i.says = {
            "Repère les liens et pages qui se font passer pour les nôtres, ou que des listes signalent.",
            "Catches links and pages that pretend to be ours, or that lists report."};
        i.looks_at = {ItemKind::post,    ItemKind::reply,   ItemKind::repost,
                      ItemKind::quote,   ItemKind::review,  ItemKind::comment,
                      ItemKind::article, ItemKind::account, ItemKind::page};
        i.evidence = judge::lookalike_codes();
        for (const auto* code :
             {"text.shows-other-url", "text.credential-lure", "text.gain-lure", "text.warning", "text.press"})
            i.evidence.emplace_back(code);
        for (auto& code : weigh_codes()) i.evidence.push_back(std::move(code));
        i.cost = "15 to 28 µs a link, 0.5 µs a post without one";
        return i;
    }();
    return info;
}

Result<std::unique_ptr<judge::Detector>> make_phishing_link(const judge::Shared& shared) {
    if (!shared.assets || !shared.lookalikes)
        return fail(Errc::invalid_argument,
                    "the detector phishing_link needs an asset register; load one first");
    VIGIE_TRY_ASSIGN(auto url_model, judge::UrlModel::shipped());
    return std::make_unique<PhishingLink>(shared, std::move(url_model));
}

}  // namespace vigie::plugins
