#include "signs.hpp"

#include "pitches.hpp"

#include <vigie/judge/hosts.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace vigie::plugins {
namespace {

using judge::CueKind;
using judge::Harm;
using judge::quote_en;
using judge::quote_fr;
using model::Text;

std::vector<model::Span> whole(std::string field, const std::string& text) {
    return {{std::move(field), 0, text.size(), text, {}}};
}

// "Client de la maison X", "my bank: X", "ex-X": somebody who says where he stands, and it is outside.
bool outsider(std::string_view text, std::size_t house) {
    constexpr std::size_t reach = 40;
    constexpr auto words = std::to_array<std::string_view>(
        {"client",   "cliente", "clients",  "customer",   "user",    "utilisateur", "ex",        "ancien",
         "ancienne", "former",  "formerly", "partenaire", "partner", "fournisseur", "supplier",  "fan",
         "abonne",   "passe",   "achete",   "contre",     "victime", "retraite",    "retraitee", "retired"});
    auto from = house - std::min(house, reach);
    while (from < house && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U) ++from;
    std::string before;
    for (const auto& t : kit::tokens(text.substr(from, house - from))) {
        if (std::ranges::find(words, t.text) != words.end()) return true;
        if ((before == "ma" || before == "my") && (t.text == "banque" || t.text == "bank")) return true;
        before = t.text;
    }
    return false;
}

}  // namespace

void ContactSigns::add(std::string code, double weight, Text says, std::vector<model::Span> spans) {
    evidence.push_back(judge::evidence(std::move(code), weight, std::move(says), std::move(spans)));
}

void identity_signs(const model::Item& item, const Colleagues& colleagues, ContactSigns& s) {
    const auto& a = item.author;
    if (const auto like = colleagues.named(a.name)) {
        s.asset = like->who;
        s.borrows_name = true;
        const auto& ours = like->who->name;
        if (like->exact) {
            s.add("name.colleague", 2.6,
                  {fmt::format("Il porte le nom de votre collègue {}, mais ce compte n’est pas au registre "
                               "de la maison.",
                               quote_fr(ours)),
                   fmt::format("It bears the name of your colleague {}, but this account is not in the "
                               "house's register.",
                               quote_en(ours))},
                  whole("author.name", a.name));
        } else {
            s.add("name.colleague-near", 2.8,
                  {fmt::format("Son nom {} imite celui de votre collègue {} à une lettre près.",
                               quote_fr(a.name), quote_fr(ours)),
                   fmt::format("Its name {} imitates that of your colleague {} but for a letter.",
                               quote_en(a.name), quote_en(ours))},
                  whole("author.name", a.name));
        }
    }
    if (kit::mixes_scripts(a.name))
        s.add("name.mixed-scripts", 1.5,
              {fmt::format("Le nom {} mêle plusieurs alphabets dans un même mot.", quote_fr(a.name)),
               fmt::format("The name {} mixes alphabets inside one word.", quote_en(a.name))},
              whole("author.name", a.name));
    if (const auto* official = a.avatar.empty() ? nullptr : colleagues.pictured(a.avatar);
        official != nullptr) {
        s.asset = official;
        s.add("picture.ours", 3.5,
              {fmt::format("Sa photo est celle du compte officiel {}.", quote_fr("@" + official->handle)),
               fmt::format("Its picture is that of the official account {}.",
                           quote_en("@" + official->handle))},
              whole("author.avatar", a.avatar));
    }
    const auto digits = std::ranges::count_if(a.handle, [](char c) { return c >= '0' && c <= '9'; });
    constexpr auto many_digits = 5;
    if (digits >= many_digits)
        s.add("handle.digits", 0.5,
              {fmt::format(
                   "Son identifiant {} porte une suite de chiffres, comme ceux qu’un réseau donne d’office.",
                   quote_fr(a.handle)),
               fmt::format("Its handle {} has a run of digits, like those a network hands out.",
                           quote_en(a.handle))},
              whole("author.handle", a.handle));
}

void reused_picture(const model::Item& item, const std::string& other, ContactSigns& s) {
    s.add(
        "picture.reused", 2.2,
        {fmt::format("La même photo sert à un autre compte, {}.", quote_fr(other)),
         fmt::format("The same picture is used by another account, {}.", quote_en(other))},
        item.author.avatar.empty() ? std::vector<model::Span>{} : whole("author.avatar", item.author.avatar));
}

void figure_signs(const model::Item& item, ContactSigns& s) {
    const auto& a = item.author;
    if (a.created_at && item.observed_at > *a.created_at) {
        const auto days =
            std::chrono::duration_cast<std::chrono::hours>(item.observed_at - *a.created_at).count() / 24;
        const auto date = format_time(*a.created_at).substr(0, 10);
        constexpr std::int64_t weeks = 45;
        constexpr std::int64_t half_year = 183;
        constexpr std::int64_t year = 365;
        const Text born{
            fmt::format("Le compte n’existe que depuis {} jour{} ({}).", days, days > 1 ? "s" : "", date),
            fmt::format("The account is only {} day{} old ({}).", days, days == 1 ? "" : "s", date)};
        if (days < weeks) {
            s.add("account.new", 1.6, born);
        } else if (days < half_year) {
            s.add("account.young", 0.9, born);
        } else if (days > 3 * year) {
            s.add("account.old", -1.4,
                  {fmt::format("Le compte existe depuis {} ans.", days / year),
                   fmt::format("The account has existed for {} years.", days / year)});
        }
    }
    constexpr std::int64_t few_posts = 10;
    constexpr std::int64_t many_followed = 300;
    constexpr std::int64_t some_followed = 100;
    if (a.posts && a.following && *a.posts<few_posts&& * a.following> some_followed)
        s.add("account.silent", *a.following > many_followed ? 1.4 : 0.9,
              {fmt::format("Il n’a presque rien publié ({}) mais suit {} comptes.", *a.posts, *a.following),
               fmt::format("It has published almost nothing ({}) but follows {} accounts.", *a.posts,
                           *a.following)});
    constexpr std::int64_t unmatched = 5;
    if (a.followers && a.following && *a.following > some_followed &&
        *a.following > unmatched * (*a.followers + 1))
        s.add("account.ratio", 0.8,
              {fmt::format("Il suit {} comptes, {} seulement le suivent.", *a.following, *a.followers),
               fmt::format("It follows {} accounts, only {} follow it.", *a.following, *a.followers)});
    constexpr std::int64_t many_posts = 500;
    constexpr std::int64_t followed = 200;
    if (a.posts && *a.posts > many_posts && a.followers.value_or(0) > followed)
        s.add("account.lived-in", -1.2,
              {fmt::format("Il a publié {} messages et {} comptes le suivent.", *a.posts, *a.followers),
               fmt::format("It has published {} posts and {} accounts follow it.", *a.posts, *a.followers)});
    if (a.verified.value_or(false))
        s.add("account.verified", -1.2,
              {"Le réseau a vérifié ce compte.", "The network has verified this account."});
    if (a.bio.empty() && a.avatar.empty() && a.posts.value_or(1) == 0)
        s.add("account.empty", 0.8,
              {"Ni photo, ni présentation, ni message.", "No picture, no bio, no posts."});
}

void bio_signs(const model::Item& item, const Colleagues& colleagues, ContactSigns& s) {
    const auto& bio = item.author.bio;
    for (const auto& [field, text] :
         {std::pair<std::string, const std::string&>{"author.bio", bio},
          std::pair<std::string, const std::string&>{"author.name", item.author.name}}) {
        const auto house = colleagues.house_in(text);
        if (!house || outsider(text, house->start)) continue;
        const auto words = text.substr(house->start, house->end - house->start);
        if (s.asset == nullptr) s.asset = house->house;
        s.add("bio.claims-house", 1.8,
              {fmt::format("Il se réclame de {}, mais n’est pas au registre\u00a0: un vrai collègue figure à "
                           "l’annuaire.",
                           quote_fr(words)),
               fmt::format("It claims to belong to {}, but is not in the register: a real colleague is in "
                           "the directory.",
                           quote_en(words))},
              {{field, house->start, house->end, words, "brand"}});
        break;
    }
    if (const auto pitch = find_pitch(bio)) {
        static constexpr std::array fr{"recrute",
                                       "cherche des investisseurs ou propose de placer de l’argent",
                                       "propose des entretiens payés"};
        static constexpr std::array en{"recruits", "seeks investors or offers investments",
                                       "offers paid talks"};
        const auto kind = static_cast<std::size_t>(pitch->kind);
        s.add("bio.pitch", 1.6,
              {fmt::format("Il dit qu’il {}\u00a0: {}. C’est une entrée en matière courante des escrocs.",
                           fr.at(kind), quote_fr(pitch->words)),
               fmt::format("It says that it {}: {}. Fraudsters often open like that.", en.at(kind),
                           quote_en(pitch->words))},
              {{"author.bio", pitch->start, pitch->end, pitch->words, {}}});
    }
    const auto cues = judge::find_cues(bio);
    struct Kind {
        CueKind cue;
        const char* code;
        double weight;
        Harm harm;
        const char* fr;
        const char* en;
    };
    for (const auto& k :
         {Kind{CueKind::contact, "bio.contact", 1.3, Harm::lure,
               "Il attire vers une messagerie privée\u00a0:", "It draws people to a private messenger:"},
          Kind{CueKind::gain, "bio.gain", 1.4, Harm::lure, "Il promet un gain\u00a0:", "It promises a gain:"},
          Kind{CueKind::credential, "bio.credential", 1.4, Harm::credential,
               "Il demande un accès ou un paiement\u00a0:", "It asks for access or payment:"}}) {
        const auto* cue = judge::first_of(cues, k.cue);
        if (cue == nullptr) continue;
        s.harm = std::max(s.harm, k.harm);
        s.add(k.code, k.weight,
              {fmt::format("{} {}.", k.fr, quote_fr(cue->words)),
               fmt::format("{} {}.", k.en, quote_en(cue->words))},
              {{"author.bio", cue->start, cue->end, cue->words, {}}});
    }
    for (const auto kind : {CueKind::parody, CueKind::fan, CueKind::unofficial}) {
        const auto* cue = judge::first_of(cues, kind);
        if (cue == nullptr) continue;
        s.add("self.declared", -2.0,
              {fmt::format("Il dit lui-même ce qu’il est\u00a0: {}.", quote_fr(cue->words)),
               fmt::format("It says itself what it is: {}.", quote_en(cue->words))},
              {{"author.bio", cue->start, cue->end, cue->words, {}}});
        break;
    }
}

void link_signs(const model::Item& item, const judge::Lookalikes& lookalikes, ContactSigns& s) {
    constexpr std::size_t most = 8;
    constexpr double imitates = 0.5;
    std::vector<std::pair<std::string, model::Span>> links;
    const auto& a = item.author;
    for (std::size_t i = 0; i < a.links.size() && i < most; ++i)
        links.emplace_back(
            a.links[i], model::Span{fmt::format("author.links.{}", i), 0, a.links[i].size(), a.links[i], {}});
    for (const auto& f : kit::find_urls(a.bio)) {
        if (links.size() == most) break;
        links.emplace_back(f.url, model::Span{"author.bio", f.start, f.start + f.url.size(), f.url, {}});
    }
    bool told_short = false;
    bool told_contact = false;
    for (auto& [url, span] : links) {
        const auto verdict = lookalikes.examine(url);
        if (verdict.own || verdict.host.empty()) continue;
        if (verdict.score >= imitates) {
            s.harm = std::max(s.harm, verdict.harm == Harm::none ? Harm::lure : verdict.harm);
            s.indicators.push_back(verdict.shared_host ? model::Indicator{"url", verdict.url}
                                                       : model::Indicator{"domain", verdict.domain});
            s.add("link.lookalike", 3.0, verdict.evidence.front().says, {std::move(span)});
            return;
        }
        if (judge::is_contact_host(verdict.host) && !std::exchange(told_contact, true)) {
            s.harm = std::max(s.harm, Harm::lure);
            s.add("link.contact", 0.8,
                  {fmt::format("Un lien mène à une messagerie privée\u00a0: {}.", quote_fr(url)),
                   fmt::format("A link leads to a private messenger: {}.", quote_en(url))},
                  {std::move(span)});
        } else if (judge::is_shortener(verdict.host) && !std::exchange(told_short, true)) {
            s.add("link.hidden", 0.9,
                  {fmt::format("Le lien {} cache où il mène.", quote_fr(url)),
                   fmt::format("The link {} hides where it leads.", quote_en(url))},
                  {std::move(span)});
        } else if (judge::is_abused_tld(verdict.host)) {
            s.indicators.push_back({"domain", verdict.domain});
        }
    }
}

model::Evidence advice(const ContactSigns& s) {
    std::string fr = "Que faire\u00a0: n’acceptez pas encore.";
    std::string en = "What to do: do not accept yet.";
    if (s.borrows_name) {
        fr += " Demandez à votre collègue, par téléphone ou de vive voix, si ce compte est le sien.";
        en += " Ask your colleague, by phone or face to face, whether this account is theirs.";
    } else {
        fr +=
            " Vérifiez qui c’est par un autre chemin\u00a0: l’annuaire, le standard de sa société, une "
            "relation commune.";
        en +=
            " Check who it is by another way: the directory, the switchboard of their company, a common "
            "acquaintance.";
    }
    fr +=
        " N’ouvrez ni lien ni fichier, ne passez pas à une autre messagerie, ne parlez ni d’argent ni de "
        "votre travail, "
        "et prévenez la sécurité si l’on insiste.";
    en +=
        " Open no link or file, do not move to another messenger, speak neither of money nor of your work, "
        "and tell "
        "security when they insist.";
    return judge::evidence("advice", 0, {std::move(fr), std::move(en)});
}

}  // namespace vigie::plugins
