// What fields compare: authors, languages, numbers, flags.
#include "parse/names.hpp"
#include "parse/say.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

namespace vigie::query {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

struct Pair {
    const char* en;
    const char* fr;
};

using Table = std::map<std::string, Pair, std::less<>>;

const Table& languages() {
    static const Table table{
        {"fr", {"in French", "en français"}},   {"en", {"in English", "en anglais"}},
        {"de", {"in German", "en allemand"}},   {"es", {"in Spanish", "en espagnol"}},
        {"it", {"in Italian", "en italien"}},   {"pt", {"in Portuguese", "en portugais"}},
        {"nl", {"in Dutch", "en néerlandais"}}, {"ar", {"in Arabic", "en arabe"}},
        {"zh", {"in Chinese", "en chinois"}},   {"ja", {"in Japanese", "en japonais"}},
        {"ru", {"in Russian", "en russe"}},     {"pl", {"in Polish", "en polonais"}},
        {"tr", {"in Turkish", "en turc"}}};
    return table;
}

const Table& countries() {
    static const Table table{{"fr", {"from France", "de France"}},
                             {"be", {"from Belgium", "de Belgique"}},
                             {"ch", {"from Switzerland", "de Suisse"}},
                             {"ca", {"from Canada", "du Canada"}},
                             {"de", {"from Germany", "d’Allemagne"}},
                             {"es", {"from Spain", "d’Espagne"}},
                             {"it", {"from Italy", "d’Italie"}},
                             {"gb", {"from the United Kingdom", "du Royaume-Uni"}},
                             {"us", {"from the United States", "des États-Unis"}},
                             {"lu", {"from Luxembourg", "du Luxembourg"}}};
    return table;
}

const Table& kinds() {
    static const Table table{{"post", {"that are posts of their own", "qui ne répondent à personne"}},
                             {"reply", {"that are replies", "qui sont des réponses"}},
                             {"repost", {"that are reposts", "qui sont des republications"}},
                             {"quote", {"that quote another one", "qui en citent une autre"}},
                             {"review", {"that are reviews", "qui sont des avis"}},
                             {"comment", {"that are comments", "qui sont des commentaires"}},
                             {"article", {"that are articles", "qui sont des articles"}},
                             {"account", {"that are accounts", "qui sont des comptes"}},
                             {"domain", {"that are domains", "qui sont des domaines"}},
                             {"page", {"that are web pages", "qui sont des pages web"}}};
    return table;
}

constexpr std::array flag_texts{
    Pair{"with a link", "avec un lien"},
    Pair{"with a picture", "avec une image"},
    Pair{"with a video", "avec une vidéo"},
    Pair{"that mention an account", "qui mentionnent un compte"},
    Pair{"with a hashtag", "avec un mot-dièse"},
    Pair{"with a telephone number", "avec un numéro de téléphone"},
    Pair{"with an e-mail address", "avec une adresse électronique"},
    Pair{"with a bank account number (IBAN)", "avec un numéro de compte bancaire (IBAN)"},
    Pair{"with a payment card number", "avec un numéro de carte bancaire"},
    Pair{"with a position on the map", "avec une position géographique"},
    Pair{"with a QR code", "avec un code QR"},
    Pair{"that are replies", "qui sont des réponses"},
    Pair{"that are reposts", "qui sont des republications"},
    Pair{"that quote another one", "qui en citent une autre"},
    Pair{"that are reviews", "qui sont des avis"},
    Pair{"by one of our official accounts", "d’un de nos comptes officiels"},
    Pair{"by a verified account", "d’un compte vérifié"},
    Pair{"that were deleted", "qui ont été supprimées"}};

// Where "{}" stands the comparison: "at least 1,000".
Pair number_text(Field field) {
    switch (field) {
        case Field::followers: return {"whose author has {} followers", "dont l’auteur a {} abonnés"};
        case Field::following: return {"whose author follows {} accounts", "dont l’auteur suit {} comptes"};
        case Field::posts:
            return {"whose author has written {} posts", "dont l’auteur a écrit {} publications"};
        case Field::likes: return {"with {} likes", "avec {} mentions J’aime"};
        case Field::reposts: return {"with {} reposts", "avec {} partages"};
        case Field::replies: return {"with {} replies", "avec {} réponses"};
        case Field::views: return {"with {} views", "avec {} vues"};
        case Field::rating: return {"rated {}", "notées {}"};
        case Field::age: return {"whose author’s account is {} old", "dont le compte de l’auteur a {}"};
        default: return {"that the detector {1} scores {0}", "que le détecteur {1} évalue à {0}"};
    }
}

std::string grouped(std::string digits, std::string_view separator) {
    const auto dot = std::min(digits.find('.'), digits.size());
    for (auto at = static_cast<std::ptrdiff_t>(dot) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), separator);
    return digits;
}

}  // namespace

std::string Speaker::figure(double number) const {
    if (number < 0) return "-" + figure(-number);
    const bool whole = number == std::floor(number) && number < 1e15;
    auto digits =
        whole ? fmt::format("{}", static_cast<std::int64_t>(number)) : fmt::format("{:.6g}", number);
    if (digits.find('e') != std::string::npos) return digits;
    if (fr_) {
        // The comma of decimals after the grouping, which looks for a point.
        auto out = grouped(std::move(digits), "\u202F");
        std::replace(out.begin(), out.end(), '.', ',');
        return out;
    }
    return grouped(std::move(digits), ",");
}

std::string Speaker::amount(Field field, double number) const {
    if (field != Field::age) return figure(number);
    struct Unit {
        double seconds;
        const char* en;
        const char* fr;
    };
    for (const auto& unit :
         {Unit{31536000, "year", "an"}, Unit{86400, "day", "jour"}, Unit{3600, "hour", "heure"},
          Unit{60, "minute", "minute"}, Unit{1, "second", "seconde"}}) {
        const auto count = number / unit.seconds;
        if (unit.seconds > 1 && (count < 1 || count != std::floor(count))) continue;
        const bool plural = fr_ ? count >= 2 : count != 1;
        return fmt::format("{}{}{}{}", figure(count), fr_ ? "\u00A0" : " ", either(unit.en, unit.fr),
                           plural ? "s" : "");
    }
    return figure(number);
}

std::string Speaker::compared(const Node& node) const {
    const auto shown = [&](double value) { return amount(node.field, value); };
    const auto with = [&](const char* en, const char* fr, double value) {
        return fmt::format(fmt::runtime(either(en, fr)), shown(value));
    };
    const bool counts = node.field != Field::age && node.field != Field::rating && node.field != Field::score;
    // A limit was written strictly when its neighbour is the rounder number.
    const auto rounder = [](double other, double limit) {
        return fmt::format("{}", other).size() < fmt::format("{}", limit).size();
    };
    if (node.low == node.high) return with("exactly {}", "exactement {}", node.low);
    if (node.high == infinite) {
        const auto below = std::nextafter(node.low, -infinite);
        return rounder(below, node.low) ? with("more than {}", "plus de {}", below)
                                        : with("at least {}", "au moins {}", node.low);
    }
    if (node.low == -infinite) {
        const auto above = std::nextafter(node.high, infinite);
        return rounder(above, node.high)
                   ? with(counts ? "fewer than {}" : "less than {}", "moins de {}", above)
                   : with("at most {}", "au plus {}", node.high);
    }
    return fmt::format(fmt::runtime(either("{} to {}", "{} à {}")), shown(node.low), shown(node.high));
}

std::string Speaker::hours(const Node& node) const {
    const auto first = node.low == -infinite ? 0 : static_cast<int>(std::ceil(node.low));
    const auto last = node.high == infinite ? 23 : static_cast<int>(std::floor(node.high));
    return fmt::format(fmt::runtime(either("written from {}:00 to {}:59 UTC",
                                           "écrites de {}\u00A0h à {}\u00A0h\u00A059 (UTC)")),
                       first, last);
}

std::string Speaker::number(const Node& node) const {
    if (node.field == Field::hour) return hours(node);
    const auto text = number_text(node.field);
    return fmt::format(fmt::runtime(either(text.en, text.fr)), compared(node), node.name);
}

std::string Speaker::flag(Flag flag) const {
    const auto& text = flag_texts[static_cast<std::size_t>(flag)];
    return either(text.en, text.fr);
}

std::string Speaker::value(const Node& node) const {
    const auto& text = node.text;
    const bool glob = node.form == Form::glob;
    const auto known = [&](const Table& table, const char* en, const char* fr) {
        const auto found = table.find(text);
        if (found != table.end()) return std::string(either(found->second.en, found->second.fr));
        return fmt::format(fmt::runtime(either(en, fr)), quoted(text));
    };
    const auto with = [&](const char* en, const char* fr) {
        return fmt::format(fmt::runtime(either(en, fr)), text);
    };
    switch (node.field) {
        case Field::from:
            return glob ? with("by an account of the form {}", "d’un compte de la forme {}")
                        : with("by @{}", "de @{}");
        case Field::to:
            return glob ? with("to an account of the form {}", "adressées à un compte de la forme {}")
                        : with("to @{}", "adressées à @{}");
        case Field::lang: return known(languages(), "in the language {}", "dans la langue {}");
        case Field::country: return known(countries(), "from the country {}", "du pays {}");
        case Field::kind: return known(kinds(), "of the kind {}", "du genre {}");
        case Field::network: return with("on {}", "sur {}");
        case Field::url: {
            const auto inner = text.size() > 2 ? text.substr(1, text.size() - 2) : text;
            return fmt::format(
                fmt::runtime(either("with a link that contains {}", "avec un lien qui contient {}")),
                quoted(inner));
        }
        case Field::domain:
            return glob ? with("with a link to a domain of the form {}",
                               "avec un lien vers un domaine de la forme {}")
                        : with("with a link to {}", "avec un lien vers {}");
        default:
            return fmt::format(fmt::runtime(either("that concern {}", "qui concernent {}")), quoted(text));
    }
}

std::string Speaker::reference(const Node& node) const {
    const auto& text = node.text;
    if (text.starts_with("watch:"))
        return either("that the watch ", "que trouve la veille ") + quoted(std::string_view(text).substr(6)) +
               either(" finds", "");
    const auto list =
        quoted(text.starts_with("list:") ? std::string_view(text).substr(5) : std::string_view(text));
    switch (node.field) {
        case Field::from: return either("by an account of the list ", "d’un compte de la liste ") + list;
        case Field::to:
            return either("to an account of the list ", "adressées à un compte de la liste ") + list;
        case Field::domain:
            return either("with a link to a domain of the list ",
                          "avec un lien vers un domaine de la liste ") +
                   list;
        case Field::url: return either("with a link of the list ", "avec un lien de la liste ") + list;
        default:
            return fmt::format(
                fmt::runtime(either("whose {} is in the list {}", "dont le champ {} est dans la liste {}")),
                name(node.field), list);
    }
}

}  // namespace vigie::query
