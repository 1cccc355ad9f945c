// A tree in its canonical spelling.
#include "parse/names.hpp"

#include <vigie/query/parse.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace vigie::query {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// How tightly a construct holds together; a child that holds less tightly than its place asks for stands in
// parentheses.
enum class Level : std::uint8_t { any, all, same, close, unary, primary };

Level level(Op op) {
    switch (op) {
        case Op::any: return Level::any;
        case Op::all: return Level::all;
        case Op::same: return Level::same;
        case Op::near:
        case Op::then: return Level::close;
        case Op::none: return Level::unary;
        default: return Level::primary;
    }
}

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

std::string value(std::string_view text) {
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-*/:@%+?=&#";
    const auto colon = text.find(':');
    const bool field = colon != std::string_view::npos && field_of(text.substr(0, colon)) != nullptr;
    const bool bare = !text.empty() && text.find_first_not_of(plain) == std::string_view::npos &&
                      !text.starts_with("assets.") && !field;
    return bare ? std::string(text) : in_quotes(text);
}

std::string slashed(std::string_view pattern) {
    std::string out = "/";
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '\\' && i + 1 < pattern.size()) {
            out += pattern[i++];
        } else if (pattern[i] == '/') {
            out += '\\';
        }
        out += pattern[i];
    }
    return out + "/";
}

std::string_view sigil(Sigil sign) {
    constexpr std::array<std::string_view, 4> signs{"", "#", "@", "$"};
    return signs[static_cast<std::size_t>(sign)];
}

std::string term(const Node& node) {
    switch (node.form) {
        case Form::exact: return "=" + node.text;
        case Form::prefix: return fmt::format("{}{}*", sigil(node.sigil), node.text);
        case Form::regex: return slashed(node.text) + (node.caseless ? "i" : "");
        case Form::obfuscated: return "~" + node.text;
        default: return fmt::format("{}{}", sigil(node.sigil), node.text);
    }
}

std::string phrase(const Node& node) {
    const bool exact = !node.children.empty() && node.children[0].form == Form::exact;
    std::string out = exact ? "=\"" : "\"";
    for (const auto& child : node.children) {
        if (&child != node.children.data()) out += ' ';
        out += child.form == Form::prefix ? child.text + "*" : child.text;
    }
    out += '"';
    return node.distance > 0 ? fmt::format("{}~{}", out, node.distance) : out;
}

std::string plain_number(double number) {
    if (number == std::floor(number) && std::abs(number) < 1e15)
        return fmt::format("{}", static_cast<std::int64_t>(number));
    return fmt::format("{}", number);
}

std::string amount(Field field, double number) {
    if (field != Field::age) return plain_number(number);
    struct Unit {
        double seconds;
        std::string_view name;
    };
    for (const auto& unit : {Unit{31536000, "y"}, Unit{86400, "d"}, Unit{3600, "h"}, Unit{60, "min"}}) {
        const auto count = number / unit.seconds;
        if (count >= 1 && count == std::floor(count)) return plain_number(count) + std::string(unit.name);
    }
    return plain_number(number) + "s";
}

// `limit` was written with '>' or '<' when its neighbour is the rounder number.
std::string bound(Field field, double limit, bool low) {
    const auto other = std::nextafter(limit, low ? -infinite : infinite);
    const bool strict = plain_number(other).size() < plain_number(limit).size();
    return fmt::format("{}{}{}", low ? '>' : '<', strict ? "" : "=", amount(field, strict ? other : limit));
}

std::string number(const Node& node) {
    std::string compared;
    if (node.low == node.high) {
        compared = amount(node.field, node.low);
    } else if (node.high == infinite) {
        compared = bound(node.field, node.low, true);
    } else if (node.low == -infinite) {
        compared = bound(node.field, node.high, false);
    } else {
        compared = amount(node.field, node.low) + ".." + amount(node.field, node.high);
    }
    if (node.field != Field::score) return fmt::format("{}:{}", name(node.field), compared);
    const bool sign = compared[0] == '>' || compared[0] == '<';
    return fmt::format("score:{}{}{}", node.name, sign ? "" : ":", compared);
}

// In a field the name of a list stands bare, as it was written; alone, it may be quoted.
std::string reference(const Node& node) {
    if (node.form == Form::equal) return fmt::format("{}:{}", name(node.field), node.text);
    const auto colon = node.text.find(':');
    if (colon == std::string::npos) return node.text;
    return node.text.substr(0, colon + 1) + value(std::string_view(node.text).substr(colon + 1));
}

std::string field_value(const Node& node) {
    std::string_view text = node.text;
    if (node.field == Field::url && text.size() > 2 && text.starts_with('*') && text.ends_with('*'))
        text = text.substr(1, text.size() - 2);
    return fmt::format("{}:{}", name(node.field), value(text));
}

std::string print(const Node& node, Level wanted, Scope around);

std::string chain(const Node& node, std::string_view between, Level children, Scope around) {
    std::string out;
    for (const auto& child : node.children) {
        if (&child != node.children.data()) out += between;
        out += print(child, children, around);
    }
    return out;
}

std::string bare(const Node& node, Scope around) {
    switch (node.op) {
        case Op::all: return chain(node, " ", Level::same, around);
        case Op::any: return chain(node, " OR ", Level::all, around);
        case Op::none:
            return "-" + (node.children.empty() ? "" : print(node.children[0], Level::primary, around));
        case Op::same: return chain(node, " SAME ", Level::close, around);
        case Op::near: return chain(node, fmt::format(" NEAR/{} ", node.distance), Level::unary, around);
        case Op::then: return chain(node, fmt::format(" THEN/{} ", node.distance), Level::unary, around);
        case Op::term: return term(node);
        case Op::phrase: return phrase(node);
        case Op::value: return field_value(node);
        case Op::number: return number(node);
        case Op::flag: return name(node.flag);
        case Op::geo:
            return fmt::format("near:\"{},{},{}km\"", plain_number(node.latitude),
                               plain_number(node.longitude), plain_number(node.high));
        case Op::reference: return reference(node);
        case Op::nothing: break;
    }
    return "()";
}

std::string print(const Node& node, Level wanted, Scope around) {
    const bool scoped = node.op == Op::term || node.op == Op::phrase || node.op == Op::near ||
                        node.op == Op::then || node.op == Op::same ||
                        (node.op == Op::reference && node.form != Form::equal);
    if (scoped && node.scope != around) {
        const auto inner = bare(node, node.scope);
        const bool group = level(node.op) != Level::primary;
        return fmt::format(fmt::runtime(group ? "{}:({})" : "{}:{}"), name(node.scope), inner);
    }
    auto out = bare(node, around);
    return level(node.op) < wanted ? "(" + out + ")" : out;
}

}  // namespace

std::string to_text(const Node& node) {
    return print(node, Level::any, Scope::text);
}

}  // namespace vigie::query
