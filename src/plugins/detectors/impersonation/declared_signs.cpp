// What speaks for innocence: declared parodies, fans and critics, resellers, the press, and namesakes with a
// life of their own.
#include "signs.hpp"

#include <vigie/judge/phrase.hpp>
#include <vigie/judge/words.hpp>
#include <vigie/kit/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace vigie::plugins {
namespace {

using judge::Cue;
using judge::CueKind;
using judge::quote_en;
using judge::quote_fr;

struct HandleWord {
    std::string_view word;
    CueKind kind;
};
constexpr std::array handle_words{HandleWord{"parod", CueKind::parody},
                                  HandleWord{"satir", CueKind::parody},
                                  HandleWord{"unofficial", CueKind::unofficial},
                                  HandleWord{"nonofficiel", CueKind::unofficial},
                                  HandleWord{"pasofficiel", CueKind::unofficial},
                                  HandleWord{"notofficial", CueKind::unofficial},
                                  HandleWord{"fanpage", CueKind::fan},
                                  HandleWord{"fanclub", CueKind::fan},
                                  HandleWord{"fanaccount", CueKind::fan},
                                  HandleWord{"boycott", CueKind::critic},
                                  HandleWord{"victime", CueKind::critic},
                                  HandleWord{"collectif", CueKind::critic},
                                  HandleWord{"arnaque", CueKind::critic},
                                  HandleWord{"scam", CueKind::critic},
                                  HandleWord{"sucks", CueKind::critic},
                                  HandleWord{"mecontent", CueKind::critic},
                                  HandleWord{"stop", CueKind::critic},
                                  HandleWord{"anti", CueKind::critic},
                                  HandleWord{"fan", CueKind::fan},
                                  HandleWord{"fans", CueKind::fan},
                                  HandleWord{"fake", CueKind::parody},
                                  HandleWord{"cgt", CueKind::critic},
                                  HandleWord{"cfdt", CueKind::critic}};

// "stop", "fan", "anti": only as a word of its own.
bool stands_in(const Form& handle, const HandleWord& h) {
    constexpr std::size_t long_word = 5;
    const auto whole = std::ranges::any_of(handle.words, [&](const Word& w) { return w.text == h.word; });
    return whole || (h.word.size() >= long_word && handle.folded.find(h.word) != std::string::npos);
}

// Does the fan speak of us? "Fan account" always does, "fan de foot" never.
bool of_us(const Cue& cue, const std::string& text, const Identity& who) {
    const auto words = kit::fold(cue.words);
    for (const auto* form :
         {"account", "compte", "page", "club", "site", "konto", "cuenta", "communaute", "groupe"})
        if (words.find(form) != std::string::npos) return true;
    if (!who.person) return true;
    constexpr std::size_t reach = 48;
    const auto after = kit::handle_skeleton(text.substr(cue.end, std::min(reach, text.size() - cue.end)));
    return std::ranges::any_of(who.names, [&](const Spelling& s) {
        return after.find(kit::handle_skeleton(s.form.folded)) != std::string::npos;
    });
}

struct Declared {
    CueKind kind;
    std::uint8_t feature;
    std::string_view fr;
    std::string_view en;
};
constexpr std::array declarations{
    Declared{CueKind::parody, feature("self.parody"),
             "Le compte se déclare parodique\u00a0:", "The account declares itself a parody:"},
    Declared{CueKind::unofficial, feature("self.unofficial"),
             "Le compte dit ne pas être officiel\u00a0:", "The account says that it is not official:"},
    Declared{CueKind::fan, feature("self.fan"),
             "Le compte se déclare admirateur\u00a0:", "The account declares itself a fan:"},
    Declared{CueKind::critic, feature("self.critic"),
             "Le compte parle de nous pour nous critiquer ou défendre des intérêts\u00a0:",
             "The account speaks of us to criticise or to defend interests:"},
    Declared{CueKind::reseller, feature("self.reseller"),
             "Le compte se dit revendeur ou partenaire\u00a0:", "The account says that it is a reseller or partner:"},
    Declared{CueKind::press, feature("self.press"),
             "Le compte relève de la presse\u00a0:", "The account is of the press:"}};

bool applies(const Declared& d, const Cue& cue, const std::string& text, bool in_name, const Identity& who) {
    switch (d.kind) {
        case CueKind::fan: return of_us(cue, text, who);
        // Critics say so in their name; "anti-fraude" in a bio is nothing. A person is not criticised by a
        // shared name.
        case CueKind::critic: return in_name && !who.person;
        case CueKind::reseller:
        case CueKind::press: return !who.person;
        default: return true;
    }
}

// "Mes tweets n’engagent que moi": somebody who speaks for himself.
std::optional<Cue> employee_cue(const std::string& bio) {
    constexpr std::array phrases{
        "n engagent que moi", "n engage que moi",    "avis personnels", "avis personnel",       "propos personnels",
        "opinions personnelles", "views my own",     "views are my own", "opinions my own",     "opinions are my own",
        "opinions mine",      "speak for myself",    "tweets are my own", "my own views",       "rt endorsement",
        "in a personal capacity", "a titre personnel"};
    const auto words = kit::tokens(bio);
    for (const std::string_view phrase : phrases) {
        for (std::size_t i = 0; i < words.size(); ++i) {
            std::size_t at = 0;
            std::size_t j = i;
            while (j < words.size() && phrase.substr(at).starts_with(words[j].text)) {
                at += words[j].text.size();
                ++j;
                if (at == phrase.size()) return Cue{CueKind::warning, words[i].start, words[j - 1].end,
                                                    bio.substr(words[i].start, words[j - 1].end - words[i].start)};
                if (phrase[at] != ' ') break;
                ++at;
            }
        }
    }
    return std::nullopt;
}

std::optional<Identities::Mention> first_house(const std::vector<Identities::Mention>& mentions) {
    const auto it = std::ranges::find_if(
        mentions, [](const Identities::Mention& m) { return Identities::is_house(*m.who); });
    return it == mentions.end() ? std::nullopt : std::optional(*it);
}

}  // namespace

Sayings read_sayings(const Profile& p, const Identities& identities) {
    Sayings s;
    s.name = judge::find_cues(p.account->name);
    s.bio = judge::find_cues(p.account->bio);
    s.post = judge::find_cues(p.item->text);  // for kind account: its first posts
    for (auto& phone : judge::find_phones(p.account->bio))
        if (!identities.owns_phone(phone.e164)) s.phones.push_back(std::move(phone));
    s.named_in_bio = identities.mentions_in(p.account->bio);
    s.brand_in_bio = first_house(s.named_in_bio);
    s.brand_in_name = first_house(identities.mentions_in(p.account->name));
    s.brand_in_handle = identities.brand_in_key(p.handle.key);
    s.employee = employee_cue(p.account->bio);
    for (const auto& w : p.name.words) {
        // "Fake Claire Martin" says it in the name; in a bio the word may warn of others.
        if (w.text == "fake" || w.text == "faux" || w.text == "fausse")
            s.name.push_back(
                {CueKind::parody, w.start, w.end, p.account->name.substr(w.start, w.end - w.start)});
    }
    for (const auto& h : handle_words) {
        if (!s.handle_word.empty() || !stands_in(p.handle, h)) continue;
        s.handle_word = h.word;
        s.handle_cue = h.kind;
    }
    return s;
}

void declared_signs(const Context& c, Verdict& v) {
    const auto& account = *c.profile.account;
    for (const auto& d : declarations) {
        const Cue* cue = nullptr;
        bool in_name = true;
        for (const auto& n : c.sayings.name)
            if (cue == nullptr && n.kind == d.kind && applies(d, n, account.name, true, *v.who)) cue = &n;
        for (const auto& b : c.sayings.bio) {
            if (cue != nullptr || b.kind != d.kind || !applies(d, b, account.bio, false, *v.who)) continue;
            cue = &b;
            in_name = false;
        }
        Cue from_handle;
        const bool by_handle = cue == nullptr && !c.sayings.handle_word.empty() &&
                               c.sayings.handle_cue == d.kind &&
                               (d.kind != CueKind::critic || !v.who->person);
        if (by_handle) {
            const auto span = judge::span_of("author.handle", account.handle, c.sayings.handle_word);
            from_handle = {d.kind, span.start, span.end, span.text};
            cue = &from_handle;
        }
        if (cue == nullptr) continue;
        const std::string field = by_handle ? "author.handle" : in_name ? "author.name" : "author.bio";
        sign(c, v, d.feature, [&] {
            return Told{
                {fmt::format("{} {}.", d.fr, quote_fr(cue->words)), fmt::format("{} {}.", d.en, quote_en(cue->words))},
                {{field, cue->start, cue->end, cue->words, {}}}};
        });
        const bool declares =
            d.kind == CueKind::parody || d.kind == CueKind::fan || d.kind == CueKind::unofficial;
        if (declares) v.declared = true;
        if (d.kind == CueKind::parody) v.declared_label = "parody";
        if (d.kind == CueKind::fan && v.declared_label.empty()) v.declared_label = "fan";
        if (d.kind == CueKind::reseller && v.declared_label.empty()) v.declared_label = "reseller";
    }
    if (const auto& cue = c.sayings.employee; cue && v.name.relation == Relation::none) {
        sign(c, v, feature("self.employee"), [&] {
            return Told{{fmt::format("Le compte dit travailler chez nous, en son nom\u00a0: {}.", quote_fr(cue->words)),
                         fmt::format("The account says that its owner works for us: {}.", quote_en(cue->words))},
                        {{"author.bio", cue->start, cue->end, cue->words, {}}}};
        });
    }
}

// A namesake has another profession, another city, simply another life.
void other_life_signs(const Context& c, Verdict& v) {
    const auto& bio = c.profile.account->bio;
    if (!v.who->person || bio.empty() || v.claims) return;
    std::string ours = v.who->head->role + " " + v.who->head->place + " " + v.who->head->bio;
    for (const auto& a : v.who->accounts) ours += " " + a.asset->bio + " " + a.asset->place;
    const auto known = kit::fold(ours);
    struct Other {
        CueKind kind;
        std::uint8_t feature;
        std::string_view fr;
        std::string_view en;
    };
    constexpr std::array others{
        Other{CueKind::profession, feature("bio.other-profession"),
              "La présentation indique un autre métier\u00a0:", "The bio gives another profession:"},
        Other{CueKind::city, feature("bio.other-city"),
              "La présentation indique un autre lieu\u00a0:", "The bio gives another place:"}};
    for (const auto& o : others) {
        for (const auto& cue : c.sayings.bio) {
            if (cue.kind != o.kind || known.find(kit::fold(cue.words)) != std::string::npos) continue;
            sign(c, v, o.feature, [&] {
                return Told{{fmt::format("{} {}.", o.fr, quote_fr(cue.words)),
                             fmt::format("{} {}.", o.en, quote_en(cue.words))},
                            {{"author.bio", cue.start, cue.end, cue.words, {}}}};
            });
            break;
        }
    }
    constexpr std::size_t some_words = 4;
    constexpr double unlike = 0.15;
    if (kit::tokens(bio).size() >= some_words && kit::text_similarity(bio, ours) < unlike) {
        sign(c, v, feature("bio.other-life"), [&] {
            return Told{{fmt::format("La présentation {} n’a rien de commun avec la nôtre.", quote_fr(bio)),
                         fmt::format("The bio {} has nothing in common with ours.", quote_en(bio))},
                        {{"author.bio", 0, bio.size(), bio, {}}}};
        });
    }
}

}  // namespace vigie::plugins
