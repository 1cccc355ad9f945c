// What stands beside our name in a name or handle: words that make a fraud believable, and words of somebody
// else.
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

using judge::quote_en;
using judge::quote_fr;
using judge::WordKind;

struct Group {
    WordKind kind;
    std::uint8_t feature;
    std::string_view fr;
    std::string_view en;
};
constexpr std::array groups{
    Group{WordKind::official, feature("affix.official"), "se dit officiel par", "calls itself official by"},
    Group{WordKind::service, feature("affix.service"), "se donne pour un service par",
          "poses as a service by"},
    Group{WordKind::promo, feature("affix.promo"), "promet un avantage par", "promises a benefit by"},
    Group{WordKind::job, feature("affix.job"), "se donne pour un recruteur par", "poses as a recruiter by"},
    Group{WordKind::access, feature("affix.access"), "évoque un accès ou un paiement par",
          "speaks of access or payment by"},
    Group{WordKind::advice, feature("affix.advice"), "se donne pour un conseil par",
          "poses as an adviser by"},
    Group{WordKind::place, feature("affix.place"), "ajoute", "adds"}};

bool ours(const Identity& who, const std::string& word) {
    const auto in = [&](const Form& f) {
        return std::ranges::any_of(f.words, [&](const Word& w) { return w.text == word; });
    };
    return std::ranges::any_of(who.names, [&](const Spelling& s) { return in(s.form); }) ||
           std::ranges::any_of(who.accounts, [&](const OfficialAccount& a) { return in(a.handle); });
}

// Whether a word found in the handle is an addition to a name of ours, and no chance: "team.207" adds nothing
// to a person whose name is elsewhere, "drheather" is "dr" and "heather", not "drh".
bool adds_to_handle(const Context& c, const Verdict& v, const std::string& word) {
    if (v.handle.relation == Relation::none && (v.who->person || c.sayings.employee)) return false;
    const auto& key = c.profile.handle.key;
    for (const auto& s : v.who->names) {
        const auto at = s.form.key.empty() ? std::string::npos : key.find(s.form.key);
        if (at == std::string::npos) continue;
        const auto added = collapse(kit::handle_skeleton(word));
        const auto inside = [&](std::string_view rest) { return rest.find(added) != std::string_view::npos; };
        return inside(std::string_view(key).substr(0, at)) ||
               inside(std::string_view(key).substr(at + s.form.key.size()));
    }
    return true;
}

model::Span span_of_addition(const Profile& p, const Form& form, const std::string& word) {
    const bool is_name = &form == &p.name;
    const auto& whole = is_name ? p.account->name : p.account->handle;
    const std::string field = is_name ? "author.name" : "author.handle";
    for (const auto& w : form.words) {
        const auto shift = is_name ? 0 : p.local_start;
        if (w.text == word && w.end + shift <= whole.size())
            return {field, w.start + shift, w.end + shift, whole.substr(w.start + shift, w.end - w.start),
                    "affix"};
    }
    return judge::span_of(field, whole, word, "affix");
}

// Words added to name or handle, told once by group; what the official spelling has itself is no addition.
void affixes(const Context& c, Verdict& v) {
    const auto& p = c.profile;
    for (const auto& g : groups) {
        std::vector<const Added*> found;
        std::vector<const Form*> where;
        for (const auto* form : {&p.name, &p.handle}) {
            for (const auto& a : form->added) {
                if (a.kind != g.kind || ours(*v.who, a.word)) continue;
                if (form == &p.handle && !adds_to_handle(c, v, a.word)) continue;
                found.push_back(&a);
                where.push_back(form);
            }
        }
        if (found.empty()) continue;
        if (g.kind == WordKind::promo) v.harm = std::max(v.harm, judge::Harm::lure);
        sign(c, v, g.feature, [&] {
            std::vector<std::string> words;
            Told told;
            for (std::size_t i = 0; i < found.size(); ++i) {
                const auto& word = found[i]->word;
                if (std::ranges::find(words, word) == words.end()) words.push_back(word);
                told.spans.push_back(span_of_addition(p, *where[i], word));
            }
            const auto list = judge::quoted_list(words);
            told.says = {fmt::format("Le compte {} {}.", g.fr, list.fr),
                         fmt::format("The account {} {}.", g.en, list.en)};
            return told;
        });
    }
}

// "Service clients" under a handle with our brand: a function instead of a name.
void generic_name(const Context& c, Verdict& v) {
    const auto& words = c.profile.name.words;
    if (v.name.relation != Relation::none || words.empty()) return;
    const bool only = std::ranges::all_of(words, [](const Word& w) { return is_addition(w.kind); });
    if (!only || std::ranges::none_of(words, [](const Word& w) { return judge::is_risk(w.kind); })) return;
    sign(c, v, feature("name.only-function"), [&] {
        const auto& name = c.profile.account->name;
        return Told{{fmt::format("Le nom {} n’est qu’une fonction.", quote_fr(name)),
                     fmt::format("The name {} is only a function.", quote_en(name))},
                    {{"author.name", 0, name.size(), name, {}}}};
    });
}

// "Handball Club du Méridien": words of another name around ours. Never when the name as a whole is ours.
void other_words(const Context& c, Verdict& v) {
    const auto& p = c.profile;
    constexpr std::size_t telling = 3;  // "de", "&"
    if (v.name.relation == Relation::contains || v.name.relation == Relation::none) {
        std::vector<const Word*> others;
        for (const auto& w : p.name.words) {
            const bool inside =
                v.name.relation == Relation::contains && w.start >= v.name.start && w.end <= v.name.end;
            const bool brand = c.sayings.brand_in_name && w.start >= c.sayings.brand_in_name->start &&
                               w.end <= c.sayings.brand_in_name->end;
            if (inside || brand || is_addition(w.kind) || w.text.size() < telling || ours(*v.who, w.text))
                continue;
            others.push_back(&w);
        }
        constexpr std::size_t most = 3;
        if (!others.empty()) {
            sign(c, v, feature("name.other-words"), static_cast<double>(std::min(most, others.size())),
                 "name.other-words", [&] {
                     std::vector<std::string> words;
                     Told told;
                     for (const auto* w : others) {
                         const auto text = p.account->name.substr(w->start, w->end - w->start);
                         words.push_back(text);
                         told.spans.push_back({"author.name", w->start, w->end, text, {}});
                     }
                     const auto list = judge::quoted_list(words);
                     told.says = {fmt::format("Le nom porte aussi des mots qui ne sont pas à nous\u00a0: {}.",
                                              list.fr),
                                  fmt::format("The name also has words that are not ours: {}.", list.en)};
                     return told;
                 });
        }
    }
}

// "boulangerie-meridien": letters of the handle that are neither ours nor additions, as a share.
void other_letters(const Context& c, Verdict& v) {
    const auto& m = v.handle;
    if (m.relation != Relation::contains || m.spelling == nullptr) return;
    const auto& handle = c.profile.handle;
    const auto& key = m.spelling->form.key;
    const auto at = handle.key.find(key);
    if (at == std::string::npos) return;
    std::size_t rest = handle.key.size() - key.size();
    for (const auto& a : handle.added) rest -= std::min(rest, a.word.size());
    const auto share = static_cast<double>(rest) / static_cast<double>(handle.key.size());
    constexpr double few = 0.15;
    if (share < few) return;
    sign(c, v, feature("handle.other-letters"), share, "handle.other-letters", [&] {
        const auto local = c.profile.local;
        return Told{{fmt::format("L’identifiant {} est fait surtout d’autres mots que {}.", quote_fr(local),
                                 quote_fr(m.spelling->text)),
                     fmt::format("The handle {} is made mostly of other words than {}.", quote_en(local),
                                 quote_en(m.spelling->text))},
                    {judge::span_of("author.handle", c.profile.account->handle, local)}};
    });
}

}  // namespace

void addition_signs(const Context& c, Verdict& v) {
    affixes(c, v);
    generic_name(c, v);
    other_words(c, v);
    other_letters(c, v);
}

}  // namespace vigie::plugins
