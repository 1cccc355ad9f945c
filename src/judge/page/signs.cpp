#include "page/signs.hpp"

#include "page/facts.hpp"

#include <vigie/judge/hosts.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/kit/url.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vigie::judge {
namespace {

using model::PageVisit;

// In whose name a secret is asked for: log-odds by how the name stands there.
constexpr double loudest = 4.2;

double in_your_name(Standing standing, const PageVisit& page) {
    // Forums and shops name others in their text and have a password of their own; few of them ask for cards,
    // PINs or codes, too.
    const double dear = page.asks_card || page.asks_code ? 0.6 : 0.0;
    switch (standing) {
        case Standing::title: return loudest;
        case Standing::voice: return 3.8;
        case Standing::mentioned_in_title: return 3.0;
        case Standing::early:
        case Standing::often: return 2.8 + dear;
        case Standing::text: return 2.2 + dear;
        case Standing::none: break;
    }
    return 0;
}

}  // namespace

void Signs::add(const char* code, double weight, std::string fr, std::string en) {
    evidence.push_back(judge::evidence(code, weight, {std::move(fr), std::move(en)}));
}

Harm Signs::of_what_is_asked() {
    Harm harm = Harm::none;
    if (asks(page)) {
        harm = Harm::credential;
        if (named()) {
            add("page.asks-in-your-name", imitates_us() ? loudest : in_your_name(claim.standing, page),
                fmt::format("La page demande {} au nom de {}, sur {} qui n’est pas à vous.",
                            asked(page, true), quote_fr(imitates), quote_fr(kit::host_to_unicode(host))),
                fmt::format("The page asks for {} in the name of {}, on {}, which is not yours.",
                            asked(page, false), quote_en(imitates), quote_en(kit::host_to_unicode(host))));
        } else {
            add("page.asks", 0.6, fmt::format("La page demande {}.", asked(page, true)),
                fmt::format("The page asks for {}.", asked(page, false)));
        }
        if (page.asks_card && page.asks_code) {
            add("page.card-and-code", 1.0, "Elle veut une carte et le code qui la protège.",
                "It wants a card and the code that protects it.");
        }
    } else if (parked.empty() && asks_identity(page) && named()) {
        harm = Harm::lure;
        add("page.asks-identity", titled() ? 3.0 : 1.6,
            fmt::format("Un formulaire recueille des données personnelles au nom de {}.", quote_fr(imitates)),
            fmt::format("A form collects personal data in the name of {}.", quote_en(imitates)));
    } else if (titled()) {
        add("page.speaks-in-your-name", 0.8, fmt::format("Le titre de la page nomme {}.", quote_fr(imitates)),
            fmt::format("The page's title names {}.", quote_en(imitates)));
    }
    // An article that speaks about us lives on a page that has its name elsewhere.
    const bool about = page.article && claim.standing < Standing::voice;
    if (harm != Harm::none && named() && voice == OwnVoice::none && !about) of_namelessness(harm);
    return harm;
}

void Signs::of_namelessness(Harm harm) {
    add("page.nameless", harm == Harm::credential ? 1.6 : 0.8,
        "Nulle part elle ne dit le nom de sa propre maison.",
        "Nowhere does it say the name of a house of its own.");
    const auto* urge = first_of(cues, CueKind::credential);
    if (urge == nullptr) urge = first_of(cues, CueKind::gain);
    if (urge != nullptr) {
        add("page.urges", 0.8, fmt::format("Le texte presse d’agir\u00a0: {}.", quote_fr(urge->words)),
            fmt::format("The text urges to act: {}.", quote_en(urge->words)));
    }
}

void Signs::of_disguise() {
    if (claim.disguised) {
        add("page.disguised-name", 2.0,
            fmt::format("Le nom {} y est déguisé par des signes invisibles ou des lettres étrangères.",
                        quote_fr(imitates)),
            fmt::format("The name {} is disguised there by unseen marks or foreign letters.",
                        quote_en(imitates)));
    }
}

void Signs::of_what_it_borrows() {
    if (lent != nullptr) {
        add("page.borrows", asks(page) ? 1.6 : 0.8,
            fmt::format("Elle charge images ou styles depuis {}.", quote_fr(lent->value)),
            fmt::format("It loads pictures or styles from {}.", quote_en(lent->value)));
    }
    if (look.score >= 0.5 && !look.own) {
        add("page.address-imitates", std::clamp(log_odds(look.score) + 2.0, 1.0, 4.0),
            fmt::format("Son adresse imite {}.", quote_fr(look.imitates)),
            fmt::format("Its address imitates {}.", quote_en(look.imitates)));
    }
}

void Signs::of_target(const std::string& target, bool ours) {
    add("page.posts-elsewhere", ours ? -1.0 : 1.2,
        fmt::format("Le formulaire envoie les réponses à {}.", quote_fr(target)),
        fmt::format("The form sends the answers to {}.", quote_en(target)));
}

void Signs::of_messenger() {
    const auto it = std::ranges::find_if(page.hosts, [](const auto& h) {
        return h == "api.telegram.org" || h == "discord.com" || h == "discordapp.com";
    });
    if (it == page.hosts.end() || !asks(page)) return;
    add("page.posts-to-chat", 1.8, fmt::format("Un script y parle à la messagerie {}.", quote_fr(*it)),
        fmt::format("A script there talks to the messenger {}.", quote_en(*it)));
}

void Signs::of_place() {
    if (is_free_hosting(host)) {
        add("page.free-hosting", 1.2, "Elle est chez un hébergeur gratuit où chacun publie.",
            "It stands on free hosting, where anybody publishes.");
    } else if (kit::is_ip_address(host)) {
        add("page.bare-address", 1.2, "Elle n’a pas de nom, seulement une adresse IP.",
            "It has no name, only an IP address.");
    } else if (is_abused_tld(host)) {
        add("page.abused-suffix", 0.7, "Son suffixe est souvent celui de fraudes.",
            "Its suffix is often that of fraud.");
    }
}

bool Signs::of_other_visitor(const PageVisit& other) {
    const bool seen = shown_to(other) > 0;
    const auto end = house_of(other.final_url);
    const bool elsewhere = seen && end.domain != domain;
    // Within one house a telephone may get another layout; the same words are the same page.
    const bool harmless = seen && asks(page) && !asks(other) && !alike(page, other);
    const bool refused = other.error.empty() && is_refusal(other.status) && asks(page);
    if (!elsewhere && !harmless && !refused) return false;
    add("page.cloaking", asks(page) ? 1.8 : 0.8,
        fmt::format("Elle ne montre pas la même chose à tous\u00a0: le visiteur {} arrive sur {}.",
                    quote_fr(other.visitor), quote_fr(end.host)),
        fmt::format("It does not show everybody the same: visitor {} ends on {}.", quote_en(other.visitor),
                    quote_en(end.host)));
    return true;
}

void Signs::of_way() {
    std::size_t crossed = 0;
    for (std::size_t i = 1; i < page.hops.size(); ++i)
        crossed += house_of(page.hops[i].url).domain != house_of(page.hops[i - 1].url).domain ? 1U : 0U;
    if (crossed >= 2 && asks(page)) {
        add("page.long-way", 0.5, fmt::format("Le lien passe par {} hôtes avant d’arriver.", crossed + 1),
            fmt::format("The link passes {} hosts before it arrives.", crossed + 1));
    }
}

void Signs::of_innocence() {
    if (voice != OwnVoice::none) {
        const double clear = claim.standing == Standing::title ? -2.6 : -3.6;
        add("page.own-name", voice == OwnVoice::clear ? clear : -1.0,
            "La page se présente sous son propre nom.", "The page presents itself under its own name.");
    }
    if (is_platform(host)) {
        add("page.platform", -3.0, "C’est une plateforme connue.", "It is a well-known platform.");
    }
    if (!parked.empty() && !asks(page)) {
        add("page.parked", -3.0,
            fmt::format("Le domaine est à vendre ou en attente\u00a0: {}.", quote_fr(parked)),
            fmt::format("The domain is for sale or parked: {}.", quote_en(parked)));
    }
    if (page.article && claim.standing < Standing::voice) {
        add("page.article", -1.2, "C’est un article, qui parle de vous sans se dire vous.",
            "It is an article, which speaks about you but not as you.");
    }
    constexpr std::size_t several = 2;
    if (claim.others >= several && claim.standing < Standing::voice) {
        add("page.lists-several", -1.2, "Elle nomme plusieurs maisons, sans se dire aucune d’elles.",
            "It names several houses and says to be none of them.");
    }
    if (claim.asset != nullptr && claim.asset->common_word && claim.standing < Standing::voice &&
        !imitates_us()) {
        add("page.common-word", -1.5, "Le nom est aussi un mot ordinaire.",
            "The name is also an ordinary word.");
    }
    of_talk();
}

// What the words of a page without secrets say of its intent.
void Signs::of_talk() {
    if (asks(page)) return;
    if (const auto* c = first_of(cues, CueKind::warning); c != nullptr) {
        add("page.warning", -2.0, fmt::format("Le texte met en garde\u00a0: {}.", quote_fr(c->words)),
            fmt::format("The text warns: {}.", quote_en(c->words)));
    }
    for (const auto kind : {CueKind::parody, CueKind::press}) {
        if (const auto* c = first_of(cues, kind); c != nullptr) {
            add("page.about-you", -1.5, fmt::format("La page parle de vous\u00a0: {}.", quote_fr(c->words)),
                fmt::format("The page speaks about you: {}.", quote_en(c->words)));
            break;
        }
    }
}

}  // namespace vigie::judge
