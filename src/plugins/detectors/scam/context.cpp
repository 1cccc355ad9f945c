#include "context.hpp"

#include <vigie/judge/assess.hpp>
#include <vigie/judge/cues.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace vigie::plugins::scam {
namespace {

constexpr auto unquoted = [](const Phrase& p) { return !p.quoted; };

bool inside_quotation(const Reading& r, const judge::Pivot& pivot) {
    return std::ranges::any_of(
        r.words, [&](const Word& w) { return w.quoted && w.start < pivot.end && pivot.start < w.end; });
}

}  // namespace

model::Evidence phrase_evidence(const Post& post, std::string code, double weight, std::string_view fr,
                                std::string_view en, const std::vector<Phrase>& phrases, std::size_t most) {
    std::vector<model::Span> spans;
    std::vector<std::string> words;
    for (const auto& p : phrases) {
        if (spans.size() == most) break;
        const bool covered = std::ranges::any_of(
            spans, [&](const model::Span& s) { return s.start <= p.start && p.end <= s.end; });
        if (covered) continue;
        spans.push_back({"text", p.start, p.end, post.item.text.substr(p.start, p.end - p.start), {}});
        words.push_back(spans.back().text);
    }
    const auto list = judge::quoted_list(words);
    return judge::evidence(std::move(code), weight,
                           {fmt::format("{} {}.", fr, list.fr), fmt::format("{} {}.", en, list.en)},
                           std::move(spans));
}

bool solicits(const Post& post) {
    for (const auto& p : post.pivots) {
        const bool reach = p.kind == judge::PivotKind::messenger || p.kind == judge::PivotKind::wallet ||
                           p.kind == judge::PivotKind::iban;
        if (reach && !inside_quotation(post.reading, p)) return true;
    }
    return std::ranges::any_of(post.cues.of(Stance::contact), unquoted);
}

void speech_signs(const Post& post, const TextModel& model, std::vector<model::Evidence>& out) {
    const auto& warns = post.cues.of(Stance::warns);
    const auto& tells = post.cues.of(Stance::tells);
    const auto own_warnings = static_cast<std::size_t>(std::ranges::count_if(warns, unquoted));
    const bool asks = solicits(post);
    // Who promises to bring back what a scam took warns, too; he also asks to be contacted.
    if (own_warnings > 0 && !asks)
        out.push_back(phrase_evidence(
            post, "text.warning", own_warnings > 1 ? -3.0 : -1.8,
            "Le texte met en garde ou dénonce\u00a0:", "The text warns or denounces:", warns));
    if (!tells.empty() && !asks)
        out.push_back(phrase_evidence(post, "text.reports", -1.2,
                                      "L’auteur raconte ce qu’il a reçu ou vécu\u00a0:",
                                      "The author tells what happened to him:", tells));
    if (post.cues.of(Stance::press).size() > 1 && !asks)
        out.push_back(phrase_evidence(post, "text.press", -1.5, "Le texte relate des faits\u00a0:",
                                      "The text reports facts:", post.cues.of(Stance::press)));
    if (post.reading.quoted_words > 3 && post.reading.quoted_words < post.reading.words.size()) {
        const double rest = model.probability(model.margin_unquoted(post.reading, post.pivots));
        const double less = judge::log_odds(rest) - judge::log_odds(post.probability);
        if (less < -0.3) {
            const auto first = std::ranges::find_if(post.reading.words, &Word::quoted);
            auto last = first;
            for (auto it = first; it != post.reading.words.end() && it->quoted; ++it) last = it;
            const std::size_t start = first->start;
            const std::size_t end = last->end;
            const auto words = post.item.text.substr(start, end - start);
            const bool told = !tells.empty() || own_warnings > 0;
            out.push_back(judge::evidence(
                "text.quotation", std::max(told ? less : less / 2, -4.0),
                {fmt::format("Les mots suspects sont cités\u00a0: {}.", judge::quote_fr(words)),
                 fmt::format("The suspicious words are a quotation: {}.", judge::quote_en(words))},
                {{"text", start, end, words, "quotation"}}));
        }
    }
}

void address_signs(const Post& post, std::span<const Concern> concerns, std::vector<model::Evidence>& out) {
    const auto ours = std::ranges::find(concerns, Tie::account, &Concern::tie);
    if (ours == concerns.end() || !ours->span || solicits(post)) return;
    // Only mentions stand before it: the post is said to us, not to our customers.
    std::size_t at = 0;
    const auto& text = post.item.text;
    while (at < ours->span->start) {
        if (text[at] == ' ' || text[at] == '.') {
            ++at;
        } else if (text[at] == '@') {
            at = std::min(text.find(' ', at), text.size());
        } else {
            return;
        }
    }
    const bool lures = !post.cues.of(Family::giveaway).empty() || !post.cues.of(Family::coupon).empty();
    const double weight = post.reading.questions > 0 ? -2.6 : -1.8;
    out.push_back(judge::evidence("text.addresses-us", lures ? -0.8 : weight,
                                  {"Le message s’adresse d’abord à nous, pas à nos clients.",
                                   "The post speaks to us first, not to our customers."},
                                  {*ours->span}));
}

void link_signs(const Post& post, const model::AssetRegister& assets, std::vector<model::Evidence>& out) {
    if (!post.pivots.empty() || solicits(post)) return;
    std::size_t links = 0;
    const auto ours = [&](std::string_view link) {
        ++links;
        const auto url = kit::parse_url(link);
        return (url && assets.owns_host(url->host)) || assets.approves_link(link);
    };
    if (!std::ranges::all_of(post.item.links, ours)) return;
    if (kit::may_hold_url(post.item.text))
        for (const auto& found : kit::find_urls(post.item.text))
            if (!ours(found.url)) return;
    if (links > 0)
        out.push_back(
            judge::evidence("link.ours-only", -3.0,
                            {"Tous les liens mènent chez nous.", "All links lead to pages of ours."}, {}));
}

void author_signs(const Post& post, const Concerns& concerns, std::vector<model::Evidence>& out) {
    const auto& a = post.item.author;
    if (const auto* known = concerns.author(post.item); known != nullptr && known->role == "partner")
        out.push_back(judge::evidence(
            "author.partner", -3.0,
            {"Le compte est celui d’un partenaire enregistré.", "The account is a registered partner’s."},
            {}));
    for (const auto& [field, text] : {std::pair{"author.name", std::string_view(a.name)},
                                      std::pair{"author.bio", std::string_view(a.bio)}}) {
        const auto cues = judge::find_cues(text);
        const auto* c = judge::first_of(cues, judge::CueKind::press);
        if (c == nullptr) continue;
        out.push_back(judge::evidence(
            "author.press", a.verified.value_or(false) ? -3.0 : -1.5,
            {fmt::format("Le compte se dit de la presse\u00a0: {}.", judge::quote_fr(c->words)),
             fmt::format("The account says that it is of the press: {}.", judge::quote_en(c->words))},
            {{field, c->start, c->end, c->words, {}}}));
        break;
    }
    using namespace std::chrono_literals;
    constexpr std::int64_t active = 100;
    const auto age = a.created_at ? post.item.observed_at - *a.created_at : 0h;
    if (age > 180 * 24h && a.posts.value_or(0) >= active) {
        const bool old = age > 365 * 24h;
        out.push_back(judge::evidence("author.established", old ? -1.0 : -0.6,
                                      {fmt::format("Le compte existe depuis plus {} et publie régulièrement.",
                                                   old ? "d’un an" : "de six mois"),
                                       fmt::format("The account is more than {} old and posts regularly.",
                                                   old ? "a year" : "six months")},
                                      {}));
        const auto cues = judge::find_cues(a.bio);
        if (const auto* trade = judge::first_of(cues, judge::CueKind::reseller); trade != nullptr)
            out.push_back(
                judge::evidence("author.declared-trade", -1.0,
                                {fmt::format("Le compte dit son métier, et existe de longue date : {}.",
                                             judge::quote_fr(trade->words)),
                                 fmt::format("The account says its trade, and is not new: {}.",
                                             judge::quote_en(trade->words))},
                                {{"author.bio", trade->start, trade->end, trade->words, {}}}));
    }
    if (a.created_at && post.item.observed_at >= *a.created_at &&
        post.item.observed_at - *a.created_at < 30 * 24h) {
        const auto days =
            std::chrono::duration_cast<std::chrono::hours>(post.item.observed_at - *a.created_at).count() /
            24;
        out.push_back(
            judge::evidence("author.new", 0.6,
                            {fmt::format("Le compte a {} jour{}.", days, days > 1 ? "s" : ""),
                             fmt::format("The account is {} day{} old.", days, days == 1 ? "" : "s")},
                            {}));
    }
    if (a.name.empty()) return;
    model::Item named;
    named.network = post.item.network;
    named.text = a.name;
    const auto ours = concerns.of(named, read(a.name));
    if (!ours.empty() && ours.front().tie == Tie::name && concerns.author(post.item) == nullptr) {
        const auto& span = *ours.front().span;
        // "Café Acme" is another house, "Acme Promo" claims to be this one.
        const auto rest = a.name.substr(0, span.start) + " " + a.name.substr(span.end);
        const bool other_house = !kit::tokens(rest).empty() && judge::find_cues(rest).empty();
        out.push_back(judge::evidence(
            "author.bears-our-name", other_house ? 0.3 : 0.9,
            {fmt::format("Le compte porte notre nom {} sans être enregistré.", judge::quote_fr(span.text)),
             fmt::format("The account bears our name {} and is not registered.", judge::quote_en(span.text))},
            {{"author.name", span.start, span.end, span.text, "brand"}}));
    }
}

}  // namespace vigie::plugins::scam
