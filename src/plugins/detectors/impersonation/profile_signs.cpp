// Picture and bio: what an impostor copies, claims and asks for.
#include "signs.hpp"

#include <vigie/judge/phrase.hpp>
#include <vigie/kit/text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace vigie::plugins {
namespace {

using judge::CueKind;
using judge::Harm;
using judge::quote_en;
using judge::quote_fr;

struct Resemblance {
    double value = 0;
    const OfficialAccount* account = nullptr;
};

Resemblance bio_resemblance(const std::string& bio, const Identity& who) {
    Resemblance best;
    for (const auto& a : who.accounts) {
        if (a.asset->bio.empty()) continue;
        const auto value = kit::text_similarity(bio, a.asset->bio);
        if (value > best.value) best = {value, &a};
    }
    return best;
}

void cue_sign(const Context& c, Verdict& v, std::uint8_t feature, const judge::Cue& cue, std::string_view fr,
              std::string_view en) {
    sign(c, v, feature, [&] {
        return Told{
            {fmt::format("{} {}.", fr, quote_fr(cue.words)), fmt::format("{} {}.", en, quote_en(cue.words))},
            {{"author.bio", cue.start, cue.end, cue.words, {}}}};
    });
}

void avatar_sign(const Context& c, Verdict& v) {
    const auto& avatar = c.profile.account->avatar;
    if (avatar.empty()) return;
    const auto* official_account = v.who->pictured(avatar);
    if (official_account == nullptr) return;
    v.claims = true;
    sign(c, v, feature("avatar.same"), [&] {
        const auto official = "@" + official_account->asset->handle;
        return Told{{fmt::format("La photo est celle du compte officiel {}.", quote_fr(official)),
                     fmt::format("The picture is that of the official account {}.", quote_en(official))},
                    {{"author.avatar", 0, avatar.size(), avatar, {}}}};
    });
}

void copied_bio(const Context& c, Verdict& v) {
    const auto& bio = c.profile.account->bio;
    constexpr double copied = 0.75;
    constexpr double close = 0.5;
    constexpr std::size_t telling_bio = 24;
    if (bio.size() < telling_bio) return;
    const auto like = bio_resemblance(bio, *v.who);
    if (like.value < close) return;
    v.claims = true;
    const bool copy = like.value >= copied;
    sign(c, v, copy ? feature("bio.copied") : feature("bio.close"), [&] {
        const auto official = "@" + like.account->asset->handle;
        return Told{{fmt::format("La présentation {} {} celle du compte officiel {}.", quote_fr(bio),
                                 copy ? "reprend" : "ressemble à", quote_fr(official)),
                     fmt::format("The bio {} {} that of the official account {}.", quote_en(bio),
                                 copy ? "copies" : "resembles", quote_en(official))},
                    {{"author.bio", 0, bio.size(), bio, {}}}};
    });
}

void claims(const Context& c, Verdict& v) {
    const auto& bio = c.profile.account->bio;
    const auto mention = [&](const Identities::Mention& m) {
        return [&bio, m] {
            const auto words = bio.substr(m.start, m.end - m.start);
            return Told{{fmt::format("La présentation se réclame de {}.", quote_fr(words)),
                         fmt::format("The bio claims to belong to {}.", quote_en(words))},
                        {{"author.bio", m.start, m.end, words, "brand"}}};
        };
    };
    if (const auto& m = c.sayings.brand_in_bio) {
        v.claims = true;
        sign(c, v, feature("bio.brand"), mention(*m));
    }
    const auto own = std::ranges::find(c.sayings.named_in_bio, v.who, &Identities::Mention::who);
    if (own != c.sayings.named_in_bio.end() && v.who->person) sign(c, v, feature("bio.name"), mention(*own));
    const auto& cues = c.sayings.bio;
    if (const auto* cue = judge::first_of(cues, CueKind::official)) {
        v.claims = true;
        cue_sign(c, v, feature("bio.claims-official"), *cue,
                 "Le compte se présente ainsi\u00a0:", "The account presents itself as:");
    }
    if (const auto* cue = judge::first_of(cues, CueKind::service))
        cue_sign(c, v, feature("bio.claims-service"), *cue,
                 "La présentation offre un service\u00a0:", "The bio offers a service:");
}

void lures(const Context& c, Verdict& v) {
    const auto& cues = c.sayings.bio;
    if (const auto* cue = judge::first_of(cues, CueKind::contact)) {
        v.harm = std::max(v.harm, Harm::lure);
        cue_sign(c, v, feature("bio.contact"), *cue,
                 "La présentation attire vers un échange privé\u00a0:", "The bio draws people to a private talk:");
    }
    if (const auto* cue = judge::first_of(cues, CueKind::gain)) {
        v.harm = std::max(v.harm, Harm::lure);
        cue_sign(c, v, feature("bio.gain"), *cue,
                 "La présentation promet un gain\u00a0:", "The bio promises a gain:");
    }
    if (const auto* cue = judge::first_of(cues, CueKind::credential)) {
        v.harm = Harm::credential;
        cue_sign(c, v, feature("bio.credential"), *cue,
                 "La présentation demande un accès\u00a0:", "The bio asks for access:");
    }
    if (c.sayings.phones.empty()) return;
    const auto& phone = c.sayings.phones.front();
    v.indicators.push_back({"phone", phone.e164});
    v.harm = std::max(v.harm, Harm::lure);
    constexpr double overtaxed = 2;
    sign(c, v, feature("bio.foreign-phone"), phone.premium ? overtaxed : 1, "bio.foreign-phone", [&] {
        const auto words = c.profile.account->bio.substr(phone.start, phone.end - phone.start);
        return Told{{fmt::format("Le numéro {} n’est pas à nous{}.", quote_fr(words),
                                 phone.premium ? " et il est surtaxé" : ""),
                     fmt::format("The number {} is not ours{}.", quote_en(words),
                                 phone.premium ? " and is a premium-rate one" : "")},
                    {{"author.bio", phone.start, phone.end, words, "phone"}}};
    });
}

}  // namespace

void bio_signs(const Context& c, Verdict& v) {
    avatar_sign(c, v);
    if (c.profile.account->bio.empty()) return;
    copied_bio(c, v);
    claims(c, v);
    lures(c, v);
}

}  // namespace vigie::plugins
