// followers:>=1000, age:<7d, hour:22..6, score:impersonation>0.8, near:"48.85,2.35,10km".
#include "parse/values.hpp"

#include <vigie/kit/text.hpp>

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <map>

namespace vigie::query {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

struct Bounds {
    double least = 0;
    double most = 1e15;
    bool whole = true;
};

Bounds bounds_of(Field field) {
    switch (field) {
        case Field::rating: return {0, 100, false};
        case Field::score: return {0, 1, false};
        case Field::hour: return {0, 23, true};
        case Field::age: return {0, 1e11, false};
        default: return {};
    }
}

// Seconds of a unit of time (folded); 0 when unknown.
double unit_seconds(std::string_view unit) {
    static const std::map<std::string, double, std::less<>> table{{"s", 1},
                                                                  {"sec", 1},
                                                                  {"seconde", 1},
                                                                  {"secondes", 1},
                                                                  {"seconds", 1},
                                                                  {"min", 60},
                                                                  {"minute", 60},
                                                                  {"minutes", 60},
                                                                  {"mn", 60},
                                                                  {"h", 3600},
                                                                  {"heure", 3600},
                                                                  {"heures", 3600},
                                                                  {"hour", 3600},
                                                                  {"hours", 3600},
                                                                  {"d", 86400},
                                                                  {"day", 86400},
                                                                  {"days", 86400},
                                                                  {"j", 86400},
                                                                  {"jour", 86400},
                                                                  {"jours", 86400},
                                                                  {"w", 604800},
                                                                  {"week", 604800},
                                                                  {"weeks", 604800},
                                                                  {"sem", 604800},
                                                                  {"semaine", 604800},
                                                                  {"semaines", 604800},
                                                                  {"mo", 2592000},
                                                                  {"month", 2592000},
                                                                  {"months", 2592000},
                                                                  {"mois", 2592000},
                                                                  {"y", 31536000},
                                                                  {"year", 31536000},
                                                                  {"years", 31536000},
                                                                  {"an", 31536000},
                                                                  {"ans", 31536000},
                                                                  {"annee", 31536000},
                                                                  {"annees", 31536000}};
    const auto found = table.find(unit);
    return found == table.end() ? 0 : found->second;
}

std::optional<double> scaled(Field field, std::string_view text) {
    const auto end = text.find_first_not_of("0123456789.,");
    const auto digits = text.substr(0, end);
    const auto unit = kit::fold(end == std::string_view::npos ? std::string_view{} : text.substr(end));
    const auto number =
        decimal(digits, field == Field::rating || field == Field::score || field == Field::age);
    if (!number) return std::nullopt;
    if (field == Field::age) {
        const auto seconds = unit_seconds(unit);
        return seconds > 0 ? std::optional(*number * seconds) : std::nullopt;
    }
    if (unit.empty()) return number;
    if (bounds_of(field).most < 1000) return std::nullopt;
    if (unit == "k") return *number * 1e3;
    if (unit == "m") return *number * 1e6;
    return std::nullopt;
}

struct Comparison {
    double low = -infinite;
    double high = infinite;
    bool wraps = false;  // hour:22..6
};

struct NumberReader {
    Field field;
    std::string shown;  // "followers", "score:impersonation"
    std::string_view text;
    Place place;
    Problems& problems;

    // "followers:", unless the place is that of a value in a group.
    [[nodiscard]] std::string head() const {
        return place.end - place.begin > text.size() ? shown + ":" : std::string();
    }

    std::optional<Comparison> wrong(model::Text says, const std::string& instead = {}) const {
        model::Text help{fmt::format("Écrivez par exemple {0}:>=1000, {0}:<10k ou {0}:10..20.", shown),
                         fmt::format("Write for example {0}:>=1000, {0}:<10k or {0}:10..20.", shown)};
        if (field == Field::age)
            help = {"Écrivez par exemple age:<7j, age:>=2ans ; unités : s, min, h, j, sem, mois, an.",
                    "Write for example age:<7d, age:>=2y; units: s, min, h, d, w, mo, y."};
        if (field == Field::rating)
            help = {"Écrivez par exemple rating:<=2 ou rating:1..3.",
                    "Write for example rating:<=2 or rating:1..3."};
        if (field == Field::hour)
            help = {"Écrivez une heure UTC de 0 à 23 : hour:8..18, hour:22..6.",
                    "Write an hour, UTC, 0 to 23: hour:8..18, hour:22..6."};
        if (field == Field::score)
            help = {fmt::format("Écrivez un nombre de 0 à 1 : {}>0.8.", shown),
                    fmt::format("Write a number from 0 to 1: {}>0.8.", shown)};
        problems.error("bad-number", place, std::move(says), std::move(help), instead);
        return std::nullopt;
    }

    std::optional<double> number(std::string_view part) const {
        part = trimmed(part);
        const auto value = scaled(field, part);
        if (!value) {
            wrong({fmt::format("{} n’est pas un nombre pour {}", quoted_fr(part), shown),
                   fmt::format("{} is no number for {}", quoted_en(part), shown)});
            return std::nullopt;
        }
        const auto bounds = bounds_of(field);
        if (*value < bounds.least || *value > bounds.most) {
            wrong({fmt::format("{} va de {} à {}", shown, bounds.least, bounds.most),
                   fmt::format("{} goes from {} to {}", shown, bounds.least, bounds.most)});
            return std::nullopt;
        }
        if (bounds.whole && std::floor(*value) != *value) {
            wrong(
                {fmt::format("{} est un nombre entier", shown), fmt::format("{} is a whole number", shown)});
            return std::nullopt;
        }
        return value;
    }

    std::optional<Comparison> compared() const {
        struct Sign {
            std::string_view sign;
            int side;  // -1 less, 0 equal, 1 more
            bool strict;
        };
        for (const auto& sign : {Sign{">=", 1, false}, Sign{"=>", 1, false}, Sign{"≥", 1, false},
                                 Sign{"<=", -1, false}, Sign{"=<", -1, false}, Sign{"≤", -1, false},
                                 Sign{">", 1, true}, Sign{"<", -1, true}, Sign{"=", 0, false}}) {
            if (!text.starts_with(sign.sign)) continue;
            const auto value = number(text.substr(sign.sign.size()));
            if (!value) return std::nullopt;
            Comparison out;
            if (sign.side >= 0) out.low = sign.strict ? std::nextafter(*value, infinite) : *value;
            if (sign.side <= 0) out.high = sign.strict ? std::nextafter(*value, -infinite) : *value;
            return out;
        }
        if (const auto dots = text.find(".."); dots != std::string_view::npos) return range(dots);
        if (text.find('-', 1) != std::string_view::npos) {
            auto fixed = std::string(text);
            fixed.replace(fixed.find('-', 1), 1, "..");
            return wrong({"un intervalle s’écrit avec deux points : 10..20",
                          "a range is written with two dots: 10..20"},
                         head() + fixed);
        }
        const auto value = number(text);
        if (!value) return std::nullopt;
        return Comparison{*value, *value, false};
    }

    std::optional<Comparison> range(std::size_t dots) const {
        const auto first = trimmed(text.substr(0, dots));
        const auto last = trimmed(text.substr(dots + 2));
        Comparison out;
        if (first.empty() && last.empty())
            return wrong({"il manque les bornes de l’intervalle", "the ends of the range are missing"});
        const auto low = first.empty() ? std::optional(out.low) : number(first);
        const auto high = last.empty() ? std::optional(out.high) : number(last);
        if (!low || !high) return std::nullopt;
        out.low = *low;
        out.high = *high;
        if (out.low <= out.high) return out;
        if (field == Field::hour) {
            out.wraps = true;
            return out;
        }
        return wrong(
            {"les bornes de l’intervalle sont inversées", "the ends of the range are the wrong way round"},
            fmt::format("{}{}..{}", head(), last, first));
    }
};

Node number_leaf(Field field, Place place, double low, double high) {
    Node node;
    node.op = Op::number;
    node.place = place;
    node.field = field;
    node.low = low;
    node.high = high;
    return node;
}

std::optional<double> kilometres(std::string_view text) {
    const auto end = text.find_first_not_of("0123456789.");
    const auto value = decimal(text.substr(0, end), false);
    const auto unit =
        kit::fold(end == std::string_view::npos ? std::string_view{} : trimmed(text.substr(end)));
    if (!value) return std::nullopt;
    if (unit == "km") return value;
    if (unit == "m") return *value / 1000;
    if (unit == "mi") return *value * 1.609344;
    return std::nullopt;
}

std::optional<double> degrees(std::string_view text) {
    text = trimmed(text);
    const bool minus = text.starts_with('-');
    const auto value = decimal(text.substr(minus ? 1 : 0), false);
    if (!value) return std::nullopt;
    return minus ? -*value : *value;
}

}  // namespace

std::optional<double> decimal(std::string_view text, bool comma) {
    double value = 0;
    bool pointed = false;
    if (text.empty() || text.size() > 20 || text[0] < '0' || text[0] > '9') return std::nullopt;
    std::string plain(text);
    for (auto& c : plain) {
        if (c >= '0' && c <= '9') continue;
        if (pointed || (c != '.' && !(comma && c == ','))) return std::nullopt;
        pointed = true;
        c = '.';
    }
    if (plain.ends_with('.')) return std::nullopt;
    std::from_chars(plain.data(), plain.data() + plain.size(), value);
    return value;
}

std::optional<Node> number_node(const FieldInfo& field, std::string_view text, Place place,
                                Problems& problems) {
    const auto read = NumberReader{field.field, std::string(field.name), text, place, problems}.compared();
    if (!read) return std::nullopt;
    if (!read->wraps) return number_leaf(field.field, place, read->low, read->high);
    Node either;
    either.op = Op::any;
    either.place = place;
    either.children = {number_leaf(field.field, place, read->low, infinite),
                       number_leaf(field.field, place, -infinite, read->high)};
    return either;
}

std::optional<Node> score_node(std::string_view text, Place place, const ParseOptions& options,
                               Problems& problems) {
    if (!options.scores) {
        problems.error(
            "no-scores", place,
            {"score: ne s’emploie que dans les règles et les politiques",
             "score: is for rules and policies only"},
            {"Une veille choisit des publications avant qu’elles soient jugées : retirez ce critère.",
             "A watch chooses posts before they are judged: remove this condition."});
        return std::nullopt;
    }
    const auto end = text.find_first_of(":<>=≤≥");
    const auto detector = text.substr(0, end);
    if (detector.empty() || end == std::string_view::npos) {
        problems.error(
            "bad-number", place,
            {"score: attend un détecteur et un nombre", "score: wants a detector and a number"},
            {"Écrivez par exemple score:impersonation>0.8.", "Write for example score:impersonation>0.8."});
        return std::nullopt;
    }
    const auto rest = text.substr(end + (text[end] == ':' ? 1 : 0));
    const auto name = kit::fold(detector);
    const auto read = NumberReader{Field::score, "score:" + name, rest, place, problems}.compared();
    if (!read) return std::nullopt;
    auto node = number_leaf(Field::score, place, read->low, read->high);
    node.name = name;
    return node;
}

std::optional<Node> geo_node(std::string_view text, Place place, Problems& problems) {
    const auto first = text.find(',');
    const auto second = first == std::string_view::npos ? first : text.find(',', first + 1);
    const auto wrong = [&](model::Text says) {
        problems.error("bad-place", place, std::move(says),
                       {"Écrivez latitude, longitude et rayon : near:\"48.85,2.35,10km\".",
                        "Write latitude, longitude and radius: near:\"48.85,2.35,10km\"."});
        return std::nullopt;
    };
    if (second == std::string_view::npos)
        return wrong({"near: attend une latitude, une longitude et un rayon",
                      "near: wants a latitude, a longitude and a radius"});
    const auto latitude = degrees(text.substr(0, first));
    const auto longitude = degrees(text.substr(first + 1, second - first - 1));
    const auto radius = kilometres(trimmed(text.substr(second + 1)));
    if (!latitude || *latitude < -90 || *latitude > 90)
        return wrong({"la latitude va de -90 à 90", "the latitude goes from -90 to 90"});
    if (!longitude || *longitude < -180 || *longitude > 180)
        return wrong({"la longitude va de -180 à 180", "the longitude goes from -180 to 180"});
    if (!radius || *radius <= 0 || *radius > 20040)
        return wrong({"le rayon est un nombre de m, km ou mi, de plus de zéro à 20040 km",
                      "the radius is a number of m, km or mi, above zero and up to 20040 km"});
    Node node;
    node.op = Op::geo;
    node.place = place;
    node.latitude = *latitude;
    node.longitude = *longitude;
    node.high = *radius;
    return node;
}

}  // namespace vigie::query
