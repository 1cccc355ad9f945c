#include "weigh.hpp"

#include <vigie/judge/phrase.hpp>
#include <vigie/kit/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace vigie::plugins {
namespace {

using judge::Exposure;
using judge::Identifier;
using judge::IdentifierKind;
using judge::Speaker;

// Mailboxes and numbers of a service, not of a person.
bool of_a_service(IdentifierKind kind, std::string_view words) {
    if (kind == IdentifierKind::email) {
        constexpr std::array<std::string_view, 29> boxes{
            "accueil", "admin",       "bonjour",    "client",    "clients",     "communication",
            "contact", "commande",    "dpo",        "hello",     "help",        "info",
            "infos",   "mairie",      "newsletter", "noreply",   "office",      "press",
            "presse",  "rdv",         "rh",         "reception", "recrutement", "redaction",
            "sav",     "secretariat", "service",    "standard",  "support"};
        const auto box = kit::fold(words.substr(0, words.find('@')));
        return std::ranges::any_of(
            boxes, [&](std::string_view b) { return box == b || box.starts_with(std::string(b) + "."); });
    }
    if (kind != IdentifierKind::phone) return false;
    std::string digits;
    for (const char c : words)
        if (c >= '0' && c <= '9') digits += c;
    if (digits.starts_with("33")) digits.replace(0, 2, "0");
    return digits.starts_with("08") || digits.starts_with("1800") || digits.starts_with("800") ||
           digits.starts_with("0800") || digits.starts_with("1888") || digits.starts_with("888") ||
           digits.starts_with("0300");
}

// Published by card schemes and manuals for tests.
bool test_card(std::string_view words) {
    constexpr std::array<std::string_view, 10> numbers{
        "4111111111111111", "4242424242424242", "5555555555554444", "378282246310005",  "371449635398431",
        "6011111111111117", "4012888888881881", "30569309025904",   "5105105105105100", "4000000000000002"};
    std::string digits;
    for (const char c : words)
        if (c >= '0' && c <= '9') digits += c;
    return std::ranges::find(numbers, digits) != numbers.end();
}

double weight_of(IdentifierKind kind, Speaker by) {
    switch (judge::exposure_of(kind)) {
        case Exposure::none: return 0;
        case Exposure::business: return 0.5;
        case Exposure::contact:
            // A stranger's own telephone is his to give.
            if (by == Speaker::stranger) return kind == IdentifierKind::birth_date ? 0.8 : 0.6;
            if (kind == IdentifierKind::birth_date) return 2.2;
            return kind == IdentifierKind::plate || kind == IdentifierKind::gps ? 2.6 : 3.3;
        case Exposure::identity: return by == Speaker::stranger ? 4 : 5;
        case Exposure::money: return by == Speaker::stranger ? 4 : 5.5;
    }
    return 0;
}

model::Text sentence(IdentifierKind kind, const std::vector<std::string>& shown, bool checked, bool cued) {
    const auto noun = judge::noun_of(kind);
    const auto list = judge::quoted_list(shown);
    const auto* fr = checked && cued ? ", clé de contrôle juste et mot d’accompagnement"
                     : checked       ? ", clé de contrôle juste"
                     : cued          ? ", annoncé par un mot voisin"
                                     : "";
    const auto* en = checked && cued ? ", with right check digits and a word that names it"
                     : checked       ? ", with right check digits"
                     : cued          ? ", named by a word near by"
                                     : "";
    return {fmt::format("Le texte donne {} ({}{}).", noun.fr, list.fr, fr),
            fmt::format("The text gives {} ({}{}).", noun.en, list.en, en)};
}

template <std::size_t N>
bool says_one_of(const std::array<std::string_view, N>& words, std::string_view folded) {
    return std::ranges::any_of(words, [&](std::string_view w) {
        for (auto at = folded.find(w); at != std::string_view::npos; at = folded.find(w, at + 1)) {
            const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
            const bool before =
                at > 0 && (letter(folded[at - 1]) || folded[at - 1] == '@' || folded[at - 1] == '.');
            const auto end = at + w.size();
            if (!before && (end == folded.size() || (!letter(folded[end]) && folded[end] != '.')))
                return true;
        }
        return false;
    });
}

// The text may be an example; or it says outright that nobody of that number lives.
enum class Fiction : std::uint8_t { none, perhaps, told };
Fiction fiction_of(std::string_view folded) {
    constexpr std::array<std::string_view, 26> told{
        "fictif",        "fictive",         "fictifs",         "fictives",        "factice",
        "factices",      "invente",         "inventee",        "inventes",        "inventees",
        "imaginaire",    "imaginaires",     "fictitious",      "made-up",         "made up",
        "invented",      "dummy",           "placeholder",     "donnees de test", "test data",
        "faux numero",   "fausse identite", "personne reelle", "rien de reel",    "not a real",
        "no real person"};
    constexpr std::array<std::string_view, 6> perhaps{"exemple",  "example", "sample",
                                                      "specimen", "fake",    "bidon"};
    if (says_one_of(told, folded)) return Fiction::told;
    return says_one_of(perhaps, folded) ? Fiction::perhaps : Fiction::none;
}

bool says_home(std::string_view folded) {
    constexpr std::array<std::string_view, 16> words{"habite",       "habitant",
                                                     "domicile",     "domicilie",
                                                     "domiciliee",   "reside",
                                                     "residant",     "vit au",
                                                     "chez",         "lives at",
                                                     "living at",    "my address",
                                                     "home address", "adresse personnelle",
                                                     "her address",  "his address"};
    return says_one_of(words, folded);
}

}  // namespace

PersonalSigns weigh_personal(std::string_view text, const std::vector<Identifier>& all, Speaker by) {
    constexpr std::size_t most_shown = 3;
    std::map<IdentifierKind, std::vector<const Identifier*>> by_kind;
    for (const auto& one : all) by_kind[one.kind].push_back(&one);
    PersonalSigns signs;
    int exposing = 0;
    // An address without a name or a word of home is where a shop or a concert is.
    const bool named = std::ranges::any_of(
        all, [](const Identifier& one) { return one.kind == IdentifierKind::name && one.weight >= 1; });
    const bool somebody = named || by_kind.contains(IdentifierKind::birth_date) || says_home(kit::fold(text));
    for (const auto& [kind, ones] : by_kind) {
        double weight = weight_of(kind, by);
        std::vector<model::Span> spans;
        std::vector<std::string> shown;
        bool checked = false;
        bool cued = false;
        bool service = true;
        bool test = true;
        for (const auto* one : ones) {
            const auto words = one->in(text);
            auto hidden = judge::masked(kind, words);
            if (shown.size() < most_shown) shown.push_back(hidden);
            spans.push_back(
                {"text", one->start, one->end, std::move(hidden), std::string(judge::name(kind))});
            checked = checked || one->checked;
            cued = cued || one->cued;
            service = service && of_a_service(kind, words);
            test = test && kind == IdentifierKind::card && test_card(words);
        }
        if (kind == IdentifierKind::address && !somebody) weight = std::min(weight, 1.5);
        // A house gives its own number to call.
        if (kind == IdentifierKind::phone && by == Speaker::house && !somebody)
            weight = std::min(weight, 1.5);
        if (service) weight = std::min(weight, 1.0);
        if (test) weight = 0.2;
        const auto exposure = judge::exposure_of(kind);
        signs.money = signs.money || (exposure == Exposure::money && !test);
        signs.identity = signs.identity || exposure == Exposure::identity;
        const bool tells_nothing = kind == IdentifierKind::date || kind == IdentifierKind::birth_date ||
                                   kind == IdentifierKind::name ||
                                   (kind == IdentifierKind::address && !somebody);
        signs.anything = signs.anything || !tells_nothing;
        if (exposure >= Exposure::contact) ++exposing;
        signs.evidence.push_back(judge::evidence("personal." + std::string(judge::name(kind)), weight,
                                                 sentence(kind, shown, checked, cued), std::move(spans)));
    }
    if (exposing > 1)
        signs.evidence.push_back(judge::evidence(
            "personal.together", 0.7 * (exposing - 1),
            {"Plusieurs indications de nature différente se complètent : ensemble, elles désignent une "
             "personne.",
             "Several pieces of a different nature complete each other: together they point to a person."}));
    const auto fiction = signs.evidence.empty() ? Fiction::none : fiction_of(kit::fold(text));
    if (fiction != Fiction::none) {
        double sum = 0;
        for (const auto& one : signs.evidence) sum += one.weight;
        // Whoever says that it is invented is believed, however many numbers there are.
        const double against = fiction == Fiction::told ? std::max(2.5, sum - 1) : 2.5;
        signs.evidence.push_back(judge::evidence(
            "personal.fictitious", -against,
            {"Le texte dit lui-même que c’est un exemple.", "The text itself says that it is an example."}));
    }
    return signs;
}

}  // namespace vigie::plugins
