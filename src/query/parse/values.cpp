#include "parse/values.hpp"

#include "parse/terms.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace vigie::query {
namespace {

struct Reader {
    const FieldInfo& field;
    const Token& token;
    Place place;
    Problems& problems;

    [[nodiscard]] Node node(Op op) const {
        Node out;
        out.op = op;
        out.place = place;
        out.field = field.field;
        out.scope = field.scope;
        return out;
    }

    // The value alone is shown, unless something stands for the whole.
    std::optional<Node> wrong(model::Text says, model::Text help, const std::string& instead = {}) const {
        problems.error("bad-value", token.place, std::move(says), std::move(help), instead);
        return std::nullopt;
    }

    std::optional<Node> unknown(std::string_view value, const std::vector<std::string>& known) const {
        const auto near = nearest(value, known);
        model::Text help{fmt::format("Les valeurs possibles sont : {}.", fmt::join(known, ", ")),
                         fmt::format("What can stand here: {}.", fmt::join(known, ", "))};
        if (!near.empty())
            help = {fmt::format("Vouliez-vous dire {} ?", quoted_fr(near)),
                    fmt::format("Did you mean {}?", quoted_en(near))};
        return wrong({fmt::format("{}: ne connaît pas {}", field.name, quoted_fr(value)),
                      fmt::format("{}: does not know {}", field.name, quoted_en(value))},
                     std::move(help), near);
    }

    [[nodiscard]] Node value(std::string text) const {
        auto out = node(Op::value);
        out.text = single_stars(text);
        out.form = out.text.find('*') == std::string::npos ? Form::equal : Form::glob;
        return out;
    }

    std::optional<Node> code(std::string folded, bool country) const {
        const bool fits =
            country ? folded.size() == 2 && folded.find_first_of("0123456789-*") == std::string::npos
                    : folded.size() >= 2 && folded[0] != '-';
        if (fits && folded.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-*") == std::string::npos)
            return value(std::move(folded));
        const auto meant = country ? country_code(folded) : language_code(folded);
        if (country)
            return wrong({fmt::format("{} n’est pas un code de pays", quoted_fr(token.text)),
                          fmt::format("{} is no country code", quoted_en(token.text))},
                         {"Un pays s’écrit en deux lettres : country:fr.",
                          "A country is written with two letters: country:fr."},
                         meant);
        return wrong({fmt::format("{} n’est pas un code de langue", quoted_fr(token.text)),
                      fmt::format("{} is no language code", quoted_en(token.text))},
                     {"Une langue s’écrit par son code : lang:fr, lang:pt-br.",
                      "A language is written by its code: lang:fr, lang:pt-br."},
                     meant);
    }

    std::optional<Node> language(std::string folded) const {
        std::replace(folded.begin(), folded.end(), '_', '-');
        if (const auto meant = language_code(folded); !meant.empty()) folded = "?" + folded;
        if (folded.starts_with('?'))
            return wrong({fmt::format("{} n’est pas un code de langue", quoted_fr(token.text)),
                          fmt::format("{} is no language code", quoted_en(token.text))},
                         {"Une langue s’écrit par son code : lang:fr, lang:pt-br.",
                          "A language is written by its code: lang:fr, lang:pt-br."},
                         language_code(std::string_view(folded).substr(1)));
        return code(std::move(folded), false);
    }

    std::optional<Node> url(std::string text) const {
        for (const std::string_view scheme : {"https://", "http://"})
            if (text.starts_with(scheme)) text.erase(0, scheme.size());
        if (text.starts_with("www.")) text.erase(0, 4);
        text = single_stars("*" + text + "*");
        if (text == "*") return empty();
        return value(std::move(text));
    }

    std::optional<Node> domain(std::string_view written) const {
        if (kit::fold(written.substr(0, 4)) == "www.") written.remove_prefix(4);
        const auto folded = kit::fold(written);
        if (folded.find('*') != std::string::npos) {
            if (folded.find_first_not_of("*.") == std::string::npos) return empty();
            return value(folded);
        }
        const auto url = folded.find("://") != std::string::npos || folded.find('/') != std::string::npos
                             ? kit::parse_url(folded)
                             : std::nullopt;
        auto host =
            kit::host_to_ascii(written.ends_with('.') ? written.substr(0, written.size() - 1) : written);
        if (!host.empty() && !url) return value(std::move(host));
        return wrong(
            {fmt::format("{} n’est pas un nom de domaine", quoted_fr(written)),
             fmt::format("{} is no domain name", quoted_en(written))},
            {"Écrivez le domaine seul : domain:exemple.fr. Une partie d’un lien se cherche avec url:.",
             "Write the domain alone: domain:example.com. A part of a link is searched with url:."},
            url ? url->host : std::string());
    }

    std::optional<Node> empty() const {
        return wrong(
            {fmt::format("{}: attend une valeur", field.name), fmt::format("{}: wants a value", field.name)},
            {fmt::format("Écrivez la valeur juste après le deux-points, sans blanc."),
             "Write the value right after the colon, without a blank."});
    }

    std::optional<Node> flag(std::string_view folded) const {
        if (const auto known = flag_of(field.name, folded)) {
            auto out = node(Op::flag);
            out.flag = *known;
            return out;
        }
        const auto other = field.name == "has" ? "is" : "has";
        if (flag_of(other, folded))
            return wrong({fmt::format("{}: ne connaît pas {}", field.name, quoted_fr(folded)),
                          fmt::format("{}: does not know {}", field.name, quoted_en(folded))},
                         {fmt::format("Cela s’écrit {}:{}.", other, folded),
                          fmt::format("It is written {}:{}.", other, folded)});
        return unknown(folded, flag_names(field.name));
    }

    // watch:NAME, list:NAME, and list:NAME or assets.x as the value of another field.
    [[nodiscard]] Node reference(std::string text, bool of_field) const {
        auto out = node(Op::reference);
        out.form = of_field ? Form::equal : Form::word;
        out.text = std::move(text);
        return out;
    }

    std::optional<Node> read(std::string_view text) const {
        if (token.kind == TokenKind::word) {
            if (is_asset_list(text) || (text.starts_with("list:") && text.size() > 5))
                return reference(std::string(text), true);
            if (const auto* other = nested_field(text)) return nested(*other);
            if (text.find(',') != std::string_view::npos && field.field != Field::url) return commas(text);
        }
        const auto folded = kit::fold(text);
        switch (field.field) {
            case Field::lang: return language(folded);
            case Field::country: return code(folded, true);
            case Field::kind:
                if (folded.find('*') != std::string::npos) return value(folded);
                if (auto kind = kind_of(folded); !kind.empty()) return value(std::move(kind));
                return unknown(folded, kind_names());
            case Field::url: return url(folded);
            case Field::domain: return domain(text);
            case Field::asset: return value(std::string(text));
            case Field::from:
            case Field::to: {
                const auto bare = folded.substr(std::min(folded.find_first_not_of('@'), folded.size()));
                return bare.find_first_not_of('*') == std::string::npos ? empty() : value(bare);
            }
            default: return folded.find_first_not_of('*') == std::string::npos ? empty() : value(folded);
        }
    }

    // from:(acme lang:fr)
    [[nodiscard]] const FieldInfo* nested_field(std::string_view text) const {
        const auto colon = text.find(':');
        const bool free = field.field == Field::url || field.field == Field::asset;
        return free || colon == std::string_view::npos ? nullptr : field_of(text.substr(0, colon));
    }
    std::optional<Node> nested(const FieldInfo& other) const {
        problems.error("field-in-field", token.place,
                       {fmt::format("{}: ne peut pas se trouver dans le groupe d’un autre champ", other.name),
                        fmt::format("{}: cannot stand in the group of another field", other.name)},
                       {"Sortez-le des parenthèses.", "Take it out of the parentheses."});
        return std::nullopt;
    }

    // lang:fr,en is what many tools take.
    std::optional<Node> commas(std::string_view text) const {
        std::string joined;
        for (std::size_t at = 0; at <= text.size();) {
            const auto end = std::min(text.find(',', at), text.size());
            if (end > at) joined += (joined.empty() ? "" : " OR ") + std::string(text.substr(at, end - at));
            at = end + 1;
        }
        const bool several = joined.find(' ') != std::string::npos;
        if (several) joined = "(" + joined + ")";
        return wrong({"la virgule ne sépare pas les valeurs", "a comma does not separate values"},
                     {fmt::format("Écrivez {}:{}.", field.name, joined),
                      fmt::format("Write {}:{}.", field.name, joined)},
                     joined);
    }
};

}  // namespace

std::string_view trimmed(std::string_view text) noexcept {
    for (;;) {
        const auto n = blank_bytes(text);
        if (n == 0) break;
        text.remove_prefix(n);
    }
    const auto blank_end = [&]() -> std::size_t {
        for (const std::size_t n : {1U, 2U, 3U})
            if (text.size() >= n && blank_bytes(text.substr(text.size() - n)) == n) return n;
        return 0;
    };
    while (const auto n = blank_end()) text.remove_suffix(n);
    return text;
}

std::optional<Node> value_node(const FieldInfo& field, const Token& token, Place place,
                               const ParseOptions& options, Problems& problems) {
    const Reader reader{field, token, place, problems};
    const auto text = trimmed(token.text);
    if (text.empty()) return reader.empty();
    switch (field.kind) {
        case FieldKind::number: return number_node(field, text, place, problems);
        case FieldKind::score: return score_node(text, place, options, problems);
        case FieldKind::geo: return geo_node(text, place, problems);
        case FieldKind::flags: return reader.flag(kit::fold(text));
        case FieldKind::reference:
            return reader.reference(std::string(field.name) + ":" + std::string(text), false);
        default: return reader.read(text);
    }
}

}  // namespace vigie::query
