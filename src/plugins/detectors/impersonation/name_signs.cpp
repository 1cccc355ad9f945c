// Names and handles: how close, by which trick, beside which brand.
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

// "Le nom X se lit comme Y…: « а » (U+0430, cyrillique) pour « a »."
Told resembling(Relation r, std::string_view fr, std::string_view en, const std::string& theirs,
                const std::string& ours, model::Span span) {
    auto text = how(r, theirs, ours);
    std::vector<model::Span> spans{span};
    model::Text which;
    if (r == Relation::skeleton) {
        const auto tricks = judge::disguises(theirs, ours);
        which = judge::describe(tricks);
        for (const auto& t : tricks)
            spans.push_back({span.field, span.start + t.start, span.start + t.end, t.written, "disguise"});
    }
    return {{fmt::format("{} {}{}{}.", fr, text.fr, which.fr.empty() ? "" : "\u00a0: ", which.fr),
             fmt::format("{} {}{}{}.", en, text.en, which.en.empty() ? "" : ": ", which.en)},
            std::move(spans)};
}

// The features of a family of relations stand in the order of Relation, from `core`.
std::uint8_t relation_feature(std::uint8_t core, Relation r) {
    return static_cast<std::uint8_t>(core + static_cast<std::uint8_t>(r) -
                                     static_cast<std::uint8_t>(Relation::core));
}
static_assert(feature("name.equal") - feature("name.core") ==
              static_cast<int>(Relation::equal) - static_cast<int>(Relation::core));
static_assert(feature("handle.equal") - feature("handle.core") ==
              static_cast<int>(Relation::equal) - static_cast<int>(Relation::core));
static_assert(feature("handle.name-equal") - feature("handle.name-core") ==
              static_cast<int>(Relation::equal) - static_cast<int>(Relation::core));

void name_sign(const Context& c, Verdict& v) {
    const auto& m = v.name;
    const auto& name = c.profile.account->name;
    sign(c, v, relation_feature(feature("name.core"), m.relation), [&] {
        model::Span span{"author.name", m.start, m.end, name.substr(m.start, m.end - m.start), {}};
        const auto theirs = m.relation == Relation::skeleton ? span.text : name;
        return resembling(m.relation, "Le nom", "The name", theirs, m.spelling->text, std::move(span));
    });
    if (kit::mixes_scripts(name)) {
        sign(c, v, feature("name.mixed-scripts"), [&] {
            return Told{{fmt::format("Le nom {} mêle plusieurs alphabets dans un même mot.", quote_fr(name)),
                         fmt::format("The name {} mixes alphabets inside one word.", quote_en(name))},
                        {{"author.name", 0, name.size(), name, {}}}};
        });
    }
}

model::Span handle_span(const Profile& p) {
    if (p.account->handle.compare(p.local_start, p.local.size(), p.local) != 0)
        return {"author.handle", 0, p.account->handle.size(), p.account->handle, {}};
    return {"author.handle", p.local_start, p.local_start + p.local.size(), p.local, {}};
}

// The official handle on the official network, under another permanent id. Nothing is left to weigh.
void taken_over(const Context& c, Verdict& v) {
    const auto& p = c.profile;
    v.certain = true;
    if (!c.tell) return;
    const auto handle = "@" + p.account->handle;
    const auto& ours = v.handle.official->asset->account_id;
    constexpr double telling = 6.5;
    v.evidence.push_back(judge::evidence(
        "handle.official-other-id", telling,
        {fmt::format("L’identifiant {} est celui du compte officiel, mais le compte n’est pas le même ({} au "
                     "lieu de {})\u00a0: il a été repris.",
                     quote_fr(handle), quote_fr(p.id), quote_fr(ours)),
         fmt::format("The handle {} is that of the official account, but the account is another ({} instead of "
                     "{}): it was taken over.",
                     quote_en(handle), quote_en(p.id), quote_en(ours))},
        {handle_span(p)}));
    v.of.push_back(feature("handle.equal"));
}

void handle_sign(const Context& c, Verdict& v) {
    const auto& m = v.handle;
    const auto& p = c.profile;
    if (m.relation == Relation::equal && m.official != nullptr && m.official->asset->network == p.network &&
        kit::fold(m.official->asset->handle) == kit::fold(p.account->handle)) {
        taken_over(c, v);
        return;
    }
    const auto family = m.by_name ? feature("handle.name-core") : feature("handle.core");
    sign(c, v, relation_feature(family, m.relation), [&] {
        const auto& ours = m.by_name ? m.spelling->text : m.official->local;
        return resembling(m.relation, "L’identifiant", "The handle", p.local, ours, handle_span(p));
    });
}

// A person's name beside a brand of ours: "Claire Martin | Banque Méridien".
void brand_beside(const Context& c, Verdict& v) {
    if (!v.who->person) return;
    const auto& name = c.profile.account->name;
    if (const auto& brand = c.sayings.brand_in_name; brand) {
        v.claims = true;
        sign(c, v, feature("name.brand"), [&] {
            const auto words = name.substr(brand->start, brand->end - brand->start);
            return Told{{fmt::format("Le nom affiche aussi notre marque {}.", quote_fr(words)),
                         fmt::format("The name also shows our brand {}.", quote_en(words))},
                        {{"author.name", brand->start, brand->end, words, "brand"}}};
        });
    }
    if (const auto* brand = c.sayings.brand_in_handle; brand != nullptr) {
        v.claims = true;
        sign(c, v, feature("handle.brand"), [&] {
            const auto& ours = brand->names.front().text;
            return Told{{fmt::format("L’identifiant {} contient notre marque {}.", quote_fr(c.profile.local),
                                     quote_fr(ours)),
                         fmt::format("The handle {} contains our brand {}.", quote_en(c.profile.local),
                                     quote_en(ours))},
                        {judge::span_of("author.handle", c.profile.account->handle, c.profile.local, "brand")}};
        });
    }
}

}  // namespace

void name_signs(const Context& c, Verdict& v) {
    if (v.name.relation != Relation::none) name_sign(c, v);
    if (v.handle.relation != Relation::none) handle_sign(c, v);
    const bool named = std::ranges::find(c.sayings.named_in_bio, v.who, &Identities::Mention::who) !=
                       c.sayings.named_in_bio.end();
    if (v.name.relation == Relation::none && v.handle.relation == Relation::none && !named) return;
    addition_signs(c, v);
    brand_beside(c, v);
    if (v.who->common) {
        sign(c, v, feature("name.common-word"), [&] {
            const auto& ours = v.who->names.front().text;
            return Told{
                {fmt::format("{} est aussi un mot courant\u00a0: il faut d’autres signes.", quote_fr(ours)),
                 fmt::format("{} is also an ordinary word: other signs are needed.", quote_en(ours))},
                {}};
        });
    }
}

}  // namespace vigie::plugins
