// Fields inside a query, and hints about what was probably meant.
#include "parse/parser.hpp"
#include "parse/values.hpp"

#include <vigie/kit/text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace vigie::query {

using Kind = TokenKind;

void Parser::lonely(const Token& op, bool left) {
    const auto shown = written(op);
    problems_.error(
        left ? "nothing-before" : "nothing-after", op.place,
        {fmt::format("il manque quelque chose {} {}", left ? "avant" : "après", shown),
         fmt::format("something is missing {} {}", left ? "before" : "after", shown)},
        {fmt::format("Pour chercher le mot lui-même, écrivez-le entre guillemets : \"{}\".", shown),
         fmt::format("To search for the word itself, write it in quotes: \"{}\".", shown)});
}

std::optional<Node> Parser::field(const Token& token) {
    const auto& next = peek();
    const bool glued = next.place.begin == token.place.end && next.kind != Kind::end &&
                       next.kind != Kind::close && next.kind != Kind::either;
    if (token.field == nullptr) {
        unknown_field(token);
        if (glued) skip_value();
        return std::nullopt;
    }
    const bool list = token.field->name == "list" && value_field_ == nullptr;
    if (value_field_ != nullptr || (scope_ != Scope::text && !list)) {
        problems_.error(
            "field-in-field", token.place,
            {fmt::format("{}: ne peut pas se trouver dans le groupe d’un autre champ", token.text),
             fmt::format("{}: cannot stand in the group of another field", token.text)},
            {"Sortez-le des parenthèses.", "Take it out of the parentheses."});
        if (glued) skip_value();
        return std::nullopt;
    }
    if (!glued) {
        problems_.error(
            "no-value", token.place,
            {fmt::format("{}: attend une valeur", token.text), fmt::format("{}: wants a value", token.text)},
            {fmt::format("Écrivez-la juste après le deux-points, sans blanc ; pour chercher le mot, "
                         "écrivez \"{}\".",
                         token.text),
             fmt::format("Write it right after the colon, without a blank; to search for the word, "
                         "write \"{}\".",
                         token.text)});
        return std::nullopt;
    }
    return field_value(token, next);
}

std::optional<Node> Parser::field_value(const Token& token, const Token& next) {
    const auto& info = *token.field;
    const bool words = info.kind == FieldKind::words;
    const Place whole{token.place.begin, next.place.end};
    const auto outer = scope_;
    Found inner;
    if (words) scope_ = info.scope;
    if (next.kind == Kind::open) {
        value_field_ = words ? nullptr : &info;
        ++at_;
        inner = group(next);
        value_field_ = nullptr;
        if (inner) inner->place.begin = token.place.begin;
    } else if (words) {
        inner = primary();
        if (inner) inner->place.begin = token.place.begin;
    } else {
        ++at_;
        inner = counted(value_node(info, next, whole, options_, problems_));
        if (info.kind == FieldKind::number) hint_thousands(next);
    }
    scope_ = outer;
    if (inner && inner->op == Op::reference && scope_ != Scope::text) inner->scope = scope_;
    return inner;
}

void Parser::hint_thousands(const Token& value) {
    const auto& next = peek();
    const bool digits = next.kind == Kind::word && next.text.size() == 3 &&
                        next.text.find_first_not_of("0123456789") == std::string::npos;
    if (!digits) return;
    problems_.warning("thousands", next.place,
                      {fmt::format("{} est cherché ici comme un mot", quoted_fr(next.text)),
                       fmt::format("{} is searched as a word here", quoted_en(next.text))},
                      {fmt::format("Un nombre s’écrit sans blanc : {}{}.", value.text, next.text),
                       fmt::format("A number is written without blanks: {}{}.", value.text, next.text)});
}

void Parser::skip_value() {
    if (peek().kind == Kind::open) {
        int depth = 0;
        do {
            depth += peek().kind == Kind::open ? 1 : peek().kind == Kind::close ? -1 : 0;
            ++at_;
        } while (depth > 0 && peek().kind != Kind::end);
    } else if (starts_operand()) {
        ++at_;
    }
}

void Parser::unknown_field(const Token& token) {
    const auto meant = meant_field(token.text);
    const auto instead = meant.empty() ? std::string() : meant + ":";
    auto help =
        meant.empty()
            ? model::Text{fmt::format("Si ce n’est pas un champ, écrivez-le entre guillemets : \"{}\".",
                                      token.text),
                          fmt::format("If it is no field, write it in quotes: \"{}\".", token.text)}
            : model::Text{fmt::format("Vouliez-vous dire {}: ?", meant),
                          fmt::format("Did you mean {}:?", meant)};
    problems_.error("unknown-field", token.place,
                    {fmt::format("le champ {} n’existe pas", quoted_fr(token.text)),
                     fmt::format("there is no field {}", quoted_en(token.text))},
                    std::move(help), instead);
}

void Parser::hint_lower_case() {
    const auto& token = peek();
    if (token.kind != Kind::word || token.value || at_ == 0 || value_field_ != nullptr) return;
    const auto& next = tokens_[at_ + 1].kind;
    const auto& previous = tokens_[at_ - 1].kind;
    const bool between = (previous == Kind::word || previous == Kind::quoted || previous == Kind::close ||
                          previous == Kind::regex) &&
                         (next == Kind::word || next == Kind::quoted || next == Kind::open ||
                          next == Kind::regex || next == Kind::field || next == Kind::negate);
    if (!between) return;
    const auto folded = kit::fold(token.text);
    std::string meant;
    if (folded == "or" || folded == "ou") meant = folded == "or" ? "OR" : "OU";
    if (folded == "and" || folded == "et") meant = folded == "and" ? "AND" : "ET";
    for (const std::string_view op : {"near/", "then/", "proche/", "puis/", "onear/"})
        if (folded.starts_with(op)) meant = op[0] == 'n' || op[1] == 'r' ? "NEAR/" : "THEN/";
    if (token.text.starts_with("NEAR") && token.text.find_first_not_of("0123456789", 4) == std::string::npos)
        meant = "NEAR/" + token.text.substr(4);
    if (meant.ends_with('/') && folded.find('/') != std::string::npos)
        meant += folded.substr(folded.find('/') + 1);
    if (folded == "sentence") meant = "SAME";
    if (meant.empty()) return;
    problems_.warning("lower-case", token.place,
                      {fmt::format("{} est cherché ici comme un mot", quoted_fr(token.text)),
                       fmt::format("{} is searched as a word here", quoted_en(token.text))},
                      {fmt::format("Pour l’opérateur, écrivez {}.", meant),
                       fmt::format("For the operator write {}.", meant)},
                      meant);
}

}  // namespace vigie::query
