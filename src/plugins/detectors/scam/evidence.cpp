#include "evidence.hpp"

#include <vigie/judge/assess.hpp>
#include <vigie/judge/phrase.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace vigie::plugins::scam {
namespace {

struct PivotRule {
    Rule rule;
    judge::PivotKind kind;
    std::string_view code;
    std::string_view fr;
    std::string_view en;
};
constexpr auto pivot_rules = std::to_array<PivotRule>({
    {Rule::premium_phone, judge::PivotKind::phone, "pivot.premium-phone",
     "Numéro surtaxé\u00a0:", "Premium-rate number:"},
    {Rule::disguised_phone, judge::PivotKind::phone, "pivot.disguised-phone",
     "Numéro écrit pour tromper les machines\u00a0:", "A number written so that machines miss it:"},
    {Rule::phone, judge::PivotKind::phone, "pivot.phone", "Numéro à appeler\u00a0:", "A number to call:"},
    {Rule::messenger, judge::PivotKind::messenger, "pivot.messenger",
     "Messagerie privée\u00a0:", "A private messenger:"},
    {Rule::iban, judge::PivotKind::iban, "pivot.iban",
     "Compte bancaire (IBAN valide)\u00a0:", "Bank account (a valid IBAN):"},
    {Rule::wallet, judge::PivotKind::wallet, "pivot.wallet",
     "Adresse de cryptomonnaie\u00a0:", "Crypto address:"},
    {Rule::coupon, judge::PivotKind::coupon, "pivot.coupon", "Code promotionnel\u00a0:", "Coupon code:"},
    {Rule::short_link, judge::PivotKind::short_link, "pivot.short-link",
     "Lien raccourci, qui cache où il mène\u00a0:", "A short link, which hides where it leads:"},
});

bool fits(const PivotRule& rule, const judge::Pivot& p) {
    if (p.kind != rule.kind) return false;
    if (rule.rule == Rule::premium_phone) return p.premium;
    if (rule.rule == Rule::disguised_phone) return p.disguised;
    return true;
}

// The words of the text that weigh most, at most four, neighbours joined.
std::vector<Phrase> heaviest(const Post& post, const std::vector<double>& weights) {
    constexpr std::size_t most = 4;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < weights.size(); ++i)
        if (weights[i] > 0 && post.reading.words[i].unit != Unit::mention) order.push_back(i);
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return weights[a] != weights[b] ? weights[a] > weights[b] : a < b;
    });
    order.resize(std::min(order.size(), most));
    std::ranges::sort(order);
    std::vector<Phrase> out;
    for (std::size_t k = 0; k < order.size(); ++k) {
        const auto& w = post.reading.words[order[k]];
        if (k > 0 && order[k] == order[k - 1] + 1) {
            out.back().end = w.end;
        } else {
            out.push_back({w.start, w.end, w.quoted});
        }
    }
    return out;
}

}  // namespace

std::vector<model::Evidence> text_evidence(const Post& post, const TextModel& text) {
    std::vector<model::Evidence> out;
    const auto parts = text.contributions(post.reading, post.pivots);
    double rest = judge::log_odds(post.probability) - scam_prior;
    for (const auto& rule : pivot_rules) {
        const auto found = std::ranges::find(parts.rules, rule.rule, &TextModel::RuleWeight::rule);
        if (found == parts.rules.end()) continue;
        std::vector<model::Span> spans;
        std::vector<std::string> words;
        for (const auto& p : post.pivots) {
            if (!fits(rule, p) || words.size() == 3) continue;
            words.push_back(p.words);
            if (p.end > p.start)
                spans.push_back(
                    {"text", p.start, p.end, p.words, std::string(judge::indicator_kind(p.kind))});
        }
        const auto list = judge::quoted_list(words);
        rest -= found->weight;
        out.push_back(judge::evidence(
            std::string(rule.code), found->weight,
            {fmt::format("{} {}.", rule.fr, list.fr), fmt::format("{} {}.", rule.en, list.en)},
            std::move(spans)));
    }
    const auto family = family_of(post.reading, post.cues, post.pivots,
                                  !post.item.reply_to.empty() || post.reading.mentions > 0);
    if (family && !post.cues.of(*family).empty() && rest > 0) {
        const auto kind = title(*family);
        const double share = rest / 2;
        out.push_back(phrase_evidence(post, fmt::format("text.{}", name(*family)), share,
                                      fmt::format("Tournures de {}\u00a0:", kind.fr),
                                      fmt::format("Turns of phrase of a {}:", kind.en),
                                      post.cues.of(*family)));
        rest -= share;
    }
    if (!post.cues.of(Stance::urgency).empty() && rest > 0) {
        const double share = rest / 4;
        out.push_back(phrase_evidence(post, "text.urgency", share, "Le texte presse\u00a0:",
                                      "The text hurries people:", post.cues.of(Stance::urgency)));
        rest -= share;
    }
    const auto words = heaviest(post, parts.words);
    if (words.empty()) {
        out.push_back(judge::evidence(
            "text.words", rest,
            {"Les mots du texte, selon le modèle.", "The words of the text, by the model."}, {}));
    } else {
        out.push_back(phrase_evidence(post, "text.words", rest,
                                      "Mots que le modèle a appris à peser, surtout\u00a0:",
                                      "Words that the model has learnt to weigh, above all:", words, 4));
    }
    return out;
}

bool hijack_signs(const TagProfile& profile, const TagPost& shape, const Concern& concern, const Post& post,
                  std::vector<model::Evidence>& out) {
    const auto tag = "#" + judge::plain(concern.tag);
    std::vector<model::Span> spans;
    if (concern.span) spans.push_back(*concern.span);
    const auto say = [&](std::string code, double weight, std::string fr, std::string en) {
        out.push_back(judge::evidence(std::move(code), weight, {std::move(fr), std::move(en)}, spans));
    };
    if (profile.posts() < TagProfile::enough) {
        // Nothing is known of the tag yet: what speaks is that a stranger puts a contact or a link under it.
        return shape.contact || !shape.hosts.empty() || !post.pivots.empty();
    }
    double sum = 0;
    const auto add = [&](double weight) {
        sum += weight;
        return weight;
    };
    constexpr double rare = 0.05;
    if (shape.contact && profile.contact_rate() < rare)
        say("tag.unusual-contact", add(1.4),
            fmt::format(
                "Sous {}, presque aucune publication n’invite à appeler ou à écrire ailleurs ; celle-ci si.",
                tag),
            fmt::format("Under {}, hardly a post asks to call or write elsewhere; this one does.", tag));
    if (!shape.account.empty() && !profile.knows_account(shape.account))
        say("tag.new-account", add(0.4), fmt::format("Le compte n’a jamais publié sous {}.", tag),
            fmt::format("The account has never posted under {}.", tag));
    const auto stranger =
        std::ranges::find_if(shape.hosts, [&](std::string_view h) { return !profile.knows_host(h); });
    if (stranger != shape.hosts.end())
        say("tag.unusual-link", add(0.6),
            fmt::format("{} n’apparaît jamais sous {}.", judge::quote_fr(*stranger), tag),
            fmt::format("{} never stands under {}.", judge::quote_en(*stranger), tag));
    constexpr double strange = 0.1;
    if (profile.likeness(post.reading) < strange)
        say("tag.unusual-words", add(0.7), fmt::format("Le vocabulaire n’est pas celui de {}.", tag),
            fmt::format("The words are not those of {}.", tag));
    return sum >= 1;
}

std::optional<model::Evidence> concern_evidence(const Concern& concern) {
    std::vector<model::Span> spans;
    if (concern.span) spans.push_back(*concern.span);
    const auto shown = concern.span ? concern.span->text : std::string();
    switch (concern.tie) {
        case Tie::tag:
            return judge::evidence(
                "asset.tag", 0,
                {fmt::format("Le message porte notre hashtag {}.", judge::quote_fr("#" + shown)),
                 fmt::format("The post carries our hashtag {}.", judge::quote_en("#" + shown))},
                std::move(spans));
        case Tie::account:
            return judge::evidence(
                "asset.mention", 0,
                {fmt::format("Le message s’adresse à notre compte {}.", judge::quote_fr("@" + shown)),
                 fmt::format("The post addresses our account {}.", judge::quote_en("@" + shown))},
                std::move(spans));
        case Tie::name:
            return judge::evidence("asset.named", 0,
                                   {fmt::format("Le message nous nomme\u00a0: {}.", judge::quote_fr(shown)),
                                    fmt::format("The post names us: {}.", judge::quote_en(shown))},
                                   std::move(spans));
        case Tie::thread:
        case Tie::pivot: break;  // their own evidence says so
    }
    return std::nullopt;
}

model::Text title_of(const Concern& concern, std::optional<Family> family, bool hijacked,
                     std::string_view who) {
    const auto& a = *concern.asset;
    const auto whom = judge::plain(!a.name.empty() ? a.name : !a.value.empty() ? a.value : a.handle);
    const auto kind = family ? title(*family) : model::Text{"arnaque", "scam"};
    const auto by_fr = who.empty() ? std::string() : fmt::format("\u00a0: {}", judge::plain(who));
    const auto by_en = who.empty() ? std::string() : fmt::format(": {}", judge::plain(who));
    if (hijacked) {
        const auto tag = judge::plain(concern.tag);
        return {fmt::format("Hashtag #{} détourné ({}){}", tag, kind.fr, by_fr),
                fmt::format("Hashtag #{} hijacked ({}){}", tag, kind.en, by_en)};
    }
    return {fmt::format("Arnaque autour de {} ({}){}", whom, kind.fr, by_fr),
            fmt::format("Scam around {} ({}){}", whom, kind.en, by_en)};
}

std::vector<std::string> scam_codes() {
    std::vector<std::string> out;
    for (const auto& r : pivot_rules) out.emplace_back(r.code);
    for (std::size_t f = 0; f < families; ++f)
        out.push_back(fmt::format("text.{}", name(static_cast<Family>(f))));
    for (const auto* code : {"pivot.known",
                             "text.words",
                             "text.urgency",
                             "text.warning",
                             "text.reports",
                             "text.press",
                             "text.quotation",
                             "text.addresses-us",
                             "link.ours-only",
                             "author.partner",
                             "author.press",
                             "author.new",
                             "author.established",
                             "author.declared-trade",
                             "author.bears-our-name",
                             "thread.under-ours",
                             "thread.under-complaint",
                             "tag.unusual-contact",
                             "tag.new-account",
                             "tag.unusual-link",
                             "tag.unusual-words",
                             "asset.tag",
                             "asset.mention",
                             "asset.named"})
        out.emplace_back(code);
    return out;
}

}  // namespace vigie::plugins::scam
