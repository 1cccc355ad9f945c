// Names and handles: how close, by which trick, with which additions.
#include "signs.hpp"

#include <vigie/judge/phrase.hpp>
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

struct Weight {
    double person;
    double other;
    [[nodiscard]] double of(const Identity& who) const { return who.person ? person : other; }
};

Weight name_weight(Relation r) {
    switch (r) {
        case Relation::equal: return {2.2, 3.2};
        case Relation::skeleton: return {3.4, 4.4};
        case Relation::affixed: return {2.2, 3.0};
        case Relation::separators:
        case Relation::swapped: return {1.8, 2.0};
        case Relation::near: return {1.8, 2.6};
        case Relation::digits: return {2.0, 2.6};
        case Relation::contains: return {1.7, 1.6};
        case Relation::core: return {0.8, 1.0};
        case Relation::none: break;
    }
    return {0, 0};
}

Weight handle_weight(const HandleMatch& m) {
    switch (m.relation) {
        case Relation::equal: return m.by_name ? Weight{0.5, 1.8} : Weight{1.6, 2.0};
        case Relation::skeleton: return m.by_name ? Weight{2.2, 3.0} : Weight{2.6, 3.0};
        case Relation::separators: return {1.4, 2.2};
        case Relation::affixed: return m.by_name ? Weight{1.0, 1.8} : Weight{1.2, 1.8};
        case Relation::near: return m.by_name ? Weight{1.2, 2.0} : Weight{2.0, 2.6};
        case Relation::digits: return m.by_name ? Weight{0.3, 1.2} : Weight{0.6, 1.4};
        case Relation::swapped: return {0.5, 1.0};
        case Relation::contains: return {0.6, 1.4};
        case Relation::core: return {0.3, 0.8};
        case Relation::none: break;
    }
    return {0, 0};
}

std::string_view code_tail(Relation r) {
    constexpr std::array<std::string_view, 10> tails{"none",           "core",    "contains", "digits",
                                                     "near",           "swapped", "affixed",  "separators",
                                                     "skeleton-equal", "equal"};
    return tails[static_cast<std::size_t>(r)];
}

model::Text how(Relation r, const std::string& theirs, const std::string& ours) {
    const auto fr = [&](std::string_view text) {
        return fmt::format(fmt::runtime(text), quote_fr(theirs), quote_fr(ours));
    };
    const auto en = [&](std::string_view text) {
        return fmt::format(fmt::runtime(text), quote_en(theirs), quote_en(ours));
    };
    switch (r) {
        case Relation::equal: return {fr("{} est exactement {}"), en("{} is exactly {}")};
        case Relation::skeleton:
            return {fr("{} se lit comme {} mais s’écrit autrement"),
                    en("{} reads like {} but is spelled otherwise")};
        case Relation::separators:
            return {fr("{} ne diffère de {} que par ses séparateurs"),
                    en("{} differs from {} only by its separators")};
        case Relation::affixed:
            return {fr("{} reprend {} en y ajoutant des mots"), en("{} takes {} and adds words to it")};
        case Relation::swapped: return {fr("{} est {} dans un autre ordre"), en("{} is {} in another order")};
        case Relation::near:
            return {fr("{} est à une ou deux lettres de {}"), en("{} is one or two letters away from {}")};
        case Relation::digits:
            return {fr("{} est {} suivi ou précédé de chiffres"), en("{} is {} with digits around it")};
        case Relation::contains: return {fr("{} contient {}"), en("{} contains {}")};
        case Relation::core:
        case Relation::none: break;
    }
    return {fr("{} partage l’essentiel de {}"), en("{} shares the core of {}")};
}

// "comme X mais…: « а » (U+0430, cyrillique) pour « a »."
model::Evidence with_disguise(std::string code, double weight, std::string_view fr, std::string_view en,
                              model::Text text, const std::string& theirs, const std::string& ours,
                              model::Span span) {
    const auto tricks = judge::disguises(theirs, ours);
    const auto which = judge::describe(tricks);
    std::vector<model::Span> spans{span};
    for (const auto& t : tricks)
        spans.push_back({span.field, span.start + t.start, span.start + t.end, t.written, "disguise"});
    text.fr = fmt::format("{} {}{}{}.", fr, text.fr, which.fr.empty() ? "" : "\u00a0: ", which.fr);
    text.en = fmt::format("{} {}{}{}.", en, text.en, which.en.empty() ? "" : ": ", which.en);
    return judge::evidence(std::move(code), weight, std::move(text), std::move(spans));
}

void name_evidence(const Profile& p, Verdict& v) {
    const auto& m = v.name;
    const auto& name = p.account->name;
    model::Span span{"author.name", m.start, m.end, name.substr(m.start, m.end - m.start), {}};
    const auto code = "name." + std::string(code_tail(m.relation));
    const auto weight = name_weight(m.relation).of(*v.who);
    if (m.relation == Relation::skeleton) {
        v.evidence.push_back(with_disguise(code, weight, "Le nom", "The name",
                                           how(m.relation, span.text, m.spelling->text), span.text,
                                           m.spelling->text, span));
    } else {
        auto text = how(m.relation, name, m.spelling->text);
        v.evidence.push_back(
            judge::evidence(code, weight, {"Le nom " + text.fr + ".", "The name " + text.en + "."}, {span}));
    }
    if (kit::mixes_scripts(name)) {
        v.evidence.push_back(judge::evidence(
            "name.mixed-scripts", 1.5,
            {fmt::format("Le nom {} mêle plusieurs alphabets dans un même mot.", quote_fr(name)),
             fmt::format("The name {} mixes alphabets inside one word.", quote_en(name))},
            {{"author.name", 0, name.size(), name, {}}}));
    }
}

void handle_evidence(const Profile& p, Verdict& v) {
    const auto& m = v.handle;
    model::Span span{"author.handle", p.local_start, p.local_start + p.local.size(), p.local, {}};
    if (p.account->handle.compare(span.start, p.local.size(), p.local) != 0)
        span = {"author.handle", 0, p.account->handle.size(), p.account->handle, {}};
    const auto* same_network = v.who->account_on(p.network);
    if (m.relation == Relation::equal && m.official != nullptr && m.official->asset->network == p.network &&
        kit::fold(m.official->asset->handle) == kit::fold(p.account->handle) && same_network != nullptr) {
        v.evidence.push_back(
            judge::evidence("handle.official-other-id", 6.5,
                            {fmt::format("L’identifiant {} est celui du compte officiel, mais le compte "
                                         "n’est pas le même ({} au lieu de {})\u00a0: il a été repris.",
                                         quote_fr("@" + p.account->handle), quote_fr(p.id),
                                         quote_fr(m.official->asset->account_id)),
                             fmt::format("The handle {} is that of the official account, but the account is "
                                         "another ({} instead of {}): it was taken over.",
                                         quote_en("@" + p.account->handle), quote_en(p.id),
                                         quote_en(m.official->asset->account_id))},
                            {span}));
        return;
    }
    const auto& ours = m.by_name ? m.spelling->text : m.official->local;
    const auto code = "handle." + std::string(m.by_name ? "name-" : "") + std::string(code_tail(m.relation));
    auto weight = handle_weight(m).of(*v.who);
    // The name and a handle made from it are one sign, not two, but for a person's namesakes least of all.
    if (m.by_name && v.name.relation == Relation::equal && m.relation == Relation::equal)
        weight = v.who->person ? 0.4 : 1.0;
    if (m.relation == Relation::skeleton) {
        v.evidence.push_back(with_disguise(code, weight, "L’identifiant", "The handle",
                                           how(m.relation, p.local, ours), p.local, ours, span));
        return;
    }
    const auto text = how(m.relation, p.local, ours);
    v.evidence.push_back(judge::evidence(
        code, weight, {"L’identifiant " + text.fr + ".", "The handle " + text.en + "."}, {span}));
}

struct Group {
    WordKind kind;
    std::string_view code;
    double weight;
    std::string_view fr;
    std::string_view en;
};
constexpr std::array groups{
    Group{WordKind::official, "affix.official", 1.4, "se dit officiel par", "calls itself official by"},
    Group{WordKind::service, "affix.service", 1.5, "se donne pour un service par", "poses as a service by"},
    Group{WordKind::promo, "affix.promo", 1.6, "promet un avantage par", "promises a benefit by"},
    Group{WordKind::job, "affix.job", 1.3, "se donne pour un recruteur par", "poses as a recruiter by"},
    Group{WordKind::access, "affix.access", 1.2, "évoque un accès ou un paiement par",
          "speaks of access or payment by"},
    Group{WordKind::advice, "affix.advice", 0.6, "se donne pour un conseil par", "poses as an adviser by"},
    Group{WordKind::place, "affix.place", 0.2, "ajoute", "adds"}};

// Words added to name or handle, told once by group; what the official spelling has itself is no addition.
void affix_evidence(const Profile& p, Verdict& v) {
    const auto ours = [&](const std::string& word) {
        const auto in = [&](const Form& f) {
            return std::ranges::any_of(f.words, [&](const Word& w) { return w.text == word; });
        };
        return std::ranges::any_of(v.who->names, [&](const Spelling& s) { return in(s.form); }) ||
               std::ranges::any_of(v.who->accounts, [&](const OfficialAccount& a) { return in(a.handle); });
    };
    double rest = 2.4;  // all additions together
    for (const auto& g : groups) {
        std::vector<std::string> words;
        std::vector<model::Span> spans;
        for (const auto* form : {&p.name, &p.handle}) {
            const bool is_name = form == &p.name;
            const auto& whole = is_name ? p.account->name : p.account->handle;
            for (const auto& a : form->added) {
                if (a.kind != g.kind || ours(a.word)) continue;
                if (std::ranges::find(words, a.word) == words.end()) words.push_back(a.word);
                auto span = judge::span_of(is_name ? "author.name" : "author.handle", whole, a.word, "affix");
                for (const auto& w : form->words) {
                    const auto shift = is_name ? 0 : p.local_start;
                    if (w.text == a.word && w.end + shift <= whole.size())
                        span = {span.field, w.start + shift, w.end + shift,
                                whole.substr(w.start + shift, w.end - w.start), "affix"};
                }
                spans.push_back(std::move(span));
            }
        }
        if (words.empty()) continue;
        const auto weight = std::min(rest, g.weight);
        rest -= weight;
        const auto list = judge::quoted_list(words);
        v.evidence.push_back(judge::evidence(std::string(g.code), weight,
                                             {fmt::format("Le compte {} {}.", g.fr, list.fr),
                                              fmt::format("The account {} {}.", g.en, list.en)},
                                             std::move(spans)));
        if (g.kind == WordKind::promo) v.harm = std::max(v.harm, judge::Harm::lure);
    }
}

// "Service clients" under a handle with our brand: a function instead of a name.
void generic_name(const Profile& p, Verdict& v) {
    const auto& words = p.name.words;
    if (v.who->person || v.name.relation != Relation::none || words.empty()) return;
    const bool only = std::ranges::all_of(words, [](const Word& w) { return is_addition(w.kind); });
    if (!only || std::ranges::none_of(words, [](const Word& w) { return judge::is_risk(w.kind); })) return;
    const auto& name = p.account->name;
    v.evidence.push_back(judge::evidence("name.only-function", 1.2,
                                         {fmt::format("Le nom {} n’est qu’une fonction.", quote_fr(name)),
                                          fmt::format("The name {} is only a function.", quote_en(name))},
                                         {{"author.name", 0, name.size(), name, {}}}));
}

// A person's name beside a brand of ours: "Claire Martin | Banque Méridien".
void brand_beside(const Context& c, Verdict& v) {
    if (!v.who->person) return;
    const auto& name = c.profile.account->name;
    if (const auto brand = c.identities.brand_in(name); brand.brand != nullptr) {
        v.claims = true;
        const auto words = name.substr(brand.start, brand.end - brand.start);
        v.evidence.push_back(
            judge::evidence("name.brand", 1.8,
                            {fmt::format("Le nom affiche aussi notre marque {}.", quote_fr(words)),
                             fmt::format("The name also shows our brand {}.", quote_en(words))},
                            {{"author.name", brand.start, brand.end, words, "brand"}}));
    }
    if (const auto* brand = c.identities.brand_in_key(c.profile.handle.key); brand != nullptr) {
        v.claims = true;
        v.evidence.push_back(judge::evidence(
            "handle.brand", 1.6,
            {fmt::format("L’identifiant {} contient notre marque {}.", quote_fr(c.profile.local),
                         quote_fr(brand->names.front().text)),
             fmt::format("The handle {} contains our brand {}.", quote_en(c.profile.local),
                         quote_en(brand->names.front().text))},
            {judge::span_of("author.handle", c.profile.account->handle, c.profile.local, "brand")}));
    }
}

}  // namespace

void name_signs(const Context& c, Verdict& v) {
    v.name = match_name(c.profile, *v.who);
    v.handle = match_handle(c.profile, *v.who);
    if (v.name.relation != Relation::none) name_evidence(c.profile, v);
    if (v.handle.relation != Relation::none) handle_evidence(c.profile, v);
    if (v.name.relation == Relation::none && v.handle.relation == Relation::none) return;
    affix_evidence(c.profile, v);
    generic_name(c.profile, v);
    brand_beside(c, v);
    if (v.who->common) {
        const auto& ours = v.who->names.front().text;
        v.evidence.push_back(judge::evidence(
            "name.common-word", -2.0,
            {fmt::format("{} est aussi un mot courant\u00a0: il faut d’autres signes.", quote_fr(ours)),
             fmt::format("{} is also an ordinary word: other signs are needed.", quote_en(ours))}));
    }
}

}  // namespace vigie::plugins
