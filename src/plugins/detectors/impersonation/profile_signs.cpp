// Bio, picture, links, age and figures: what an impostor copies or cannot copy.
#include "signs.hpp"

#include <vigie/judge/hosts.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vigie::plugins {
namespace {

using judge::CueKind;
using judge::Harm;
using judge::quote_en;
using judge::quote_fr;

void add(Verdict& v, std::string code, double weight, model::Text says, std::vector<model::Span> spans = {}) {
    v.evidence.push_back(judge::evidence(std::move(code), weight, std::move(says), std::move(spans)));
}

void add_cue(Verdict& v, std::string code, double weight, const char* field, const judge::Cue& cue,
             std::string_view fr, std::string_view en) {
    add(v, std::move(code), weight,
        {fmt::format("{} {}.", fr, quote_fr(cue.words)), fmt::format("{} {}.", en, quote_en(cue.words))},
        {{field, cue.start, cue.end, cue.words, {}}});
}

struct Resemblance {
    double value = 0;
    const OfficialAccount* account = nullptr;
};

Resemblance bio_resemblance(const std::string& bio, const Identity& who) {
    Resemblance best;
    for (const auto& a : who.accounts) {
        const auto value = kit::text_similarity(bio, a.asset->bio);
        if (value > best.value) best = {value, &a};
    }
    return best;
}

}  // namespace

void bio_signs(const Context& c, Verdict& v) {
    const auto& account = *c.profile.account;
    const auto& bio = account.bio;
    if (!account.avatar.empty()) {
        const auto it = std::ranges::find(v.who->accounts, account.avatar,
                                          [](const OfficialAccount& a) { return a.asset->avatar; });
        if (it != v.who->accounts.end()) {
            v.claims = true;
            add(v, "avatar.same", 3.5,
                {fmt::format("La photo est celle du compte officiel {}.", quote_fr("@" + it->asset->handle)),
                 fmt::format("The picture is that of the official account {}.",
                             quote_en("@" + it->asset->handle))},
                {{"author.avatar", 0, account.avatar.size(), account.avatar, {}}});
        }
    }
    if (bio.empty()) return;
    constexpr double copied = 0.75;
    constexpr double close = 0.5;
    constexpr std::size_t telling_bio = 24;
    const auto like = bio_resemblance(bio, *v.who);
    if (like.value >= close && bio.size() >= telling_bio) {
        v.claims = true;
        const bool copy = like.value >= copied;
        add(v, copy ? "bio.copied" : "bio.close", copy ? 3.0 : 1.8,
            {fmt::format("La présentation {} {} celle du compte officiel {}.", quote_fr(bio),
                         copy ? "reprend" : "ressemble à", quote_fr("@" + like.account->asset->handle)),
             fmt::format("The bio {} {} that of the official account {}.", quote_en(bio),
                         copy ? "copies" : "resembles", quote_en("@" + like.account->asset->handle))},
            {{"author.bio", 0, bio.size(), bio, {}}});
    }
    if (const auto& m = c.sayings.brand_in_bio; m.brand != nullptr) {
        v.claims = true;
        const auto words = bio.substr(m.start, m.end - m.start);
        add(v, "bio.brand", v.who->person ? 1.8 : 0.5,
            {fmt::format("La présentation se réclame de {}.", quote_fr(words)),
             fmt::format("The bio claims to belong to {}.", quote_en(words))},
            {{"author.bio", m.start, m.end, words, "brand"}});
    }
    const auto& cues = c.sayings.bio;
    if (const auto* cue = judge::first_of(cues, CueKind::official)) {
        v.claims = true;
        add_cue(v, "bio.claims-official", 1.5, "author.bio", *cue,
                "Le compte se présente ainsi\u00a0:", "The account presents itself as:");
    }
    if (const auto* cue = judge::first_of(cues, CueKind::service)) {
        add_cue(v, "bio.claims-service", v.who->person ? 0.4 : 1.0, "author.bio", *cue,
                "La présentation offre un service\u00a0:", "The bio offers a service:");
    }
    if (const auto* cue = judge::first_of(cues, CueKind::contact)) {
        v.harm = std::max(v.harm, Harm::lure);
        add_cue(
            v, "bio.contact", 1.4, "author.bio", *cue,
            "La présentation attire vers un échange privé\u00a0:", "The bio draws people to a private talk:");
    }
    if (const auto* cue = judge::first_of(cues, CueKind::gain)) {
        v.harm = std::max(v.harm, Harm::lure);
        add_cue(v, "bio.gain", 1.2, "author.bio", *cue,
                "La présentation promet un gain\u00a0:", "The bio promises a gain:");
    }
    if (const auto* cue = judge::first_of(cues, CueKind::credential)) {
        v.harm = Harm::credential;
        add_cue(v, "bio.credential", 1.4, "author.bio", *cue,
                "La présentation demande un accès\u00a0:", "The bio asks for access:");
    }
    for (const auto& phone : c.sayings.phones) {
        const bool ours = std::ranges::any_of(c.identities.assets().all(), [&](const model::Asset& a) {
            return a.kind == model::AssetKind::phone && a.value == phone.e164;
        });
        if (ours) continue;
        v.indicators.push_back({"phone", phone.e164});
        const auto words = bio.substr(phone.start, phone.end - phone.start);
        add(v, "bio.foreign-phone", phone.premium ? 1.2 : 0.5,
            {fmt::format("Le numéro {} n’est pas à nous{}.", quote_fr(words),
                         phone.premium ? " et il est surtaxé" : ""),
             fmt::format("The number {} is not ours{}.", quote_en(words),
                         phone.premium ? " and is a premium-rate one" : "")},
            {{"author.bio", phone.start, phone.end, words, "phone"}});
        v.harm = std::max(v.harm, Harm::lure);
        break;
    }
}

namespace {

struct AccountLink {
    std::string url;
    std::string field;
    std::size_t start = 0;
};

std::vector<AccountLink> links_of(const Profile& p) {
    constexpr std::size_t most = 12;
    std::vector<AccountLink> out;
    const auto add_link = [&](std::string url, std::string field, std::size_t start) {
        const bool known = std::ranges::any_of(out, [&](const AccountLink& l) { return l.url == url; });
        if (out.size() < most && !known) out.push_back({std::move(url), std::move(field), start});
    };
    for (std::size_t i = 0; i < p.account->links.size(); ++i)
        add_link(p.account->links[i], fmt::format("author.links.{}", i), 0);
    for (auto& f : kit::find_urls(p.account->bio)) add_link(std::move(f.url), "author.bio", f.start);
    for (std::size_t i = 0; i < p.item->links.size(); ++i)
        add_link(p.item->links[i], fmt::format("links.{}", i), 0);
    return out;
}

}  // namespace

void link_signs(const Context& c, Verdict& v) {
    bool told_foreign = false;
    bool told_contact = false;
    bool told_lookalike = false;
    for (const auto& link : links_of(c.profile)) {
        const auto verdict = c.lookalikes.examine(link.url);
        if (verdict.own || verdict.host.empty()) continue;
        std::vector<model::Span> spans{{link.field, link.start, link.start + link.url.size(), link.url, {}}};
        const bool own_post = link.field.starts_with("links.");
        constexpr double imitates = 0.5;
        if (verdict.score >= imitates) {
            v.claims = true;
            v.harm = std::max(v.harm, verdict.harm == Harm::none ? Harm::lure : verdict.harm);
            v.indicators.push_back(verdict.shared_host ? model::Indicator{"url", verdict.url}
                                                       : model::Indicator{"domain", verdict.domain});
            if (!std::exchange(told_lookalike, true))
                add(v, "link.lookalike", own_post ? 2.5 : 3.5, verdict.evidence.front().says,
                    std::move(spans));
            continue;
        }
        if (judge::is_contact_host(verdict.host)) {
            v.harm = std::max(v.harm, Harm::lure);
            v.indicators.push_back({"url", verdict.url});
            if (!std::exchange(told_contact, true))
                add(v, "link.contact", 1.2,
                    {fmt::format("Un lien mène à un échange privé\u00a0: {}.", quote_fr(link.url)),
                     fmt::format("A link leads to a private talk: {}.", quote_en(link.url))},
                    std::move(spans));
            continue;
        }
        if (verdict.shared_host) continue;
        v.indicators.push_back({"domain", verdict.domain});
        // A person's own site is no sign; a foreign site under our name or brand is.
        if (own_post || (v.who->person && !v.claims)) continue;
        if (!std::exchange(told_foreign, true))
            add(v, "link.foreign", 0.7,
                {fmt::format("Le compte renvoie vers {}, qui n’est pas à nous.",
                             quote_fr(verdict.shown_host)),
                 fmt::format("The account sends people to {}, which is not ours.",
                             quote_en(verdict.shown_host))},
                std::move(spans));
    }
    const auto& post = c.sayings.post;
    if (const auto* cue = judge::first_of(post, CueKind::credential)) {
        v.harm = Harm::credential;
        add_cue(v, "text.credential-lure", 0.8, "text", *cue,
                "Le message pousse à livrer un accès\u00a0:", "The post asks for access:");
    }
    if (const auto* cue = judge::first_of(post, CueKind::contact)) {
        v.harm = std::max(v.harm, Harm::lure);
        add_cue(v, "text.contact-lure", 0.7, "text", *cue,
                "Le message attire vers un échange privé\u00a0:", "The post draws people to a private talk:");
    }
    if (const auto* cue = judge::first_of(post, CueKind::gain)) {
        v.harm = std::max(v.harm, Harm::lure);
        add_cue(v, "text.gain-lure", 0.6, "text", *cue,
                "Le message promet un gain\u00a0:", "The post promises a gain:");
    }
}

void account_signs(const Context& c, Verdict& v) {
    const auto& a = *c.profile.account;
    if (const auto* official = v.who->account_on(c.profile.network); official != nullptr) {
        add(v, "account.not-registered", 0.4,
            {fmt::format("Sur {}, le compte officiel est {}\u00a0; celui-ci n’est pas au registre.",
                         network_title(c.profile.network), quote_fr("@" + official->asset->handle)),
             fmt::format("On {}, the official account is {}; this one is not in the register.",
                         network_title(c.profile.network), quote_en("@" + official->asset->handle))});
    }
    const auto now = c.profile.item->observed_at != Time{} ? c.profile.item->observed_at
                                                           : c.profile.item->created_at.value_or(Time{});
    if (a.created_at && now > *a.created_at) {
        const auto days = std::chrono::duration_cast<std::chrono::hours>(now - *a.created_at).count() / 24;
        constexpr std::int64_t young = 30;
        constexpr std::int64_t old = 3 * 365;
        if (days < young) {
            const auto date = format_time(*a.created_at).substr(0, 10);
            add(v, "account.new", 0.9,
                {fmt::format("Le compte a été créé il y a {} jour{} ({}).", days, days > 1 ? "s" : "", date),
                 fmt::format("The account was created {} day{} ago ({}).", days, days == 1 ? "" : "s",
                             date)});
        } else if (days > old) {
            add(v, "account.old", v.who->person ? -1.2 : -0.6,
                {fmt::format("Le compte existe depuis {} ans.", days / 365),
                 fmt::format("The account has existed for {} years.", days / 365)});
        }
    }
    constexpr std::int64_t many_posts = 1000;
    constexpr std::int64_t many_followers = 50'000;
    if (a.posts && *a.posts > many_posts)
        add(v, "account.many-posts", -0.6,
            {fmt::format("Le compte a publié {} messages.", *a.posts),
             fmt::format("The account has published {} posts.", *a.posts)});
    if (a.followers && *a.followers > many_followers)
        add(v, "account.many-followers", -1.0,
            {fmt::format("{} comptes le suivent.", *a.followers),
             fmt::format("{} accounts follow it.", *a.followers)});
    constexpr std::int64_t few = 50;
    constexpr std::int64_t many = 200;
    if (a.followers && a.following && *a.followers<few&& * a.following> many)
        add(v, "account.ratio", 0.5,
            {fmt::format("Il suit {} comptes, {} le suivent\u00a0: il cherche des contacts.", *a.following,
                         *a.followers),
             fmt::format("It follows {} accounts, {} follow it: it looks for contacts.", *a.following,
                         *a.followers)});
    if (a.verified.value_or(false))
        add(v, "account.verified", -0.7,
            {"Le réseau a vérifié ce compte.", "The network has verified this account."});
}

}  // namespace vigie::plugins
