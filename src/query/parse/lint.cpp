#include "parse/lint.hpp"

#include "parse/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

namespace vigie::query {
namespace {

// Does an item need to show something to match? NOT alone asks for nothing.
bool asks_for_something(const Node& node) {
    switch (node.op) {
        case Op::none: return false;
        case Op::all: return std::ranges::any_of(node.children, asks_for_something);
        case Op::any: return std::ranges::all_of(node.children, asks_for_something);
        case Op::number: return node.low > 0 || node.high < 1e12;
        default: return true;
    }
}

void contradiction(const Node& first, const Node& second, Problems& problems) {
    const auto a = to_text(first);
    const auto b = to_text(second);
    problems.warning(
        "contradiction", second.place,
        {fmt::format("{} et {} ne vont jamais ensemble : rien ne correspondra", quoted_fr(a), quoted_fr(b)),
         fmt::format("{} and {} never go together: nothing will match", quoted_en(a), quoted_en(b))},
        {"Pour «\u00A0l’un ou l’autre\u00A0», écrivez OR ou OU.", "For “one or the other” write OR."});
}

// Fields of which an item has one value only.
bool single(Field field) {
    return field == Field::from || field == Field::lang || field == Field::network || field == Field::kind ||
           field == Field::country;
}

bool excludes(const Node& a, const Node& b) {
    if (a.text == b.text) return false;
    if (a.field != Field::lang) return true;
    // fr and fr-CA go together.
    const auto& shorter = a.text.size() < b.text.size() ? a.text : b.text;
    const auto& longer = a.text.size() < b.text.size() ? b.text : a.text;
    return !(longer.starts_with(shorter) && longer[shorter.size()] == '-');
}

void clashing(const Node& all, Problems& problems) {
    std::map<Field, const Node*> values;
    struct Range {
        double low;
        double high;
        const Node* last;
    };
    std::map<std::pair<Field, std::string>, Range> numbers;
    for (const auto& child : all.children) {
        if (child.op == Op::value && child.form == Form::equal && single(child.field)) {
            const auto [at, fresh] = values.try_emplace(child.field, &child);
            if (!fresh && excludes(*at->second, child)) contradiction(*at->second, child, problems);
        } else if (child.op == Op::number) {
            const auto [at, fresh] =
                numbers.try_emplace({child.field, child.name}, Range{child.low, child.high, &child});
            auto& range = at->second;
            if (!fresh && (child.low > range.high || child.high < range.low))
                contradiction(*range.last, child, problems);
            range = {std::max(range.low, child.low), std::min(range.high, child.high), &child};
        }
    }
}

// `a -a`
void denied(const Node& all, Problems& problems) {
    const auto negative = [](const Node& node) { return node.op == Op::none; };
    if (std::ranges::none_of(all.children, negative)) return;
    std::unordered_map<std::string, const Node*> positive;
    for (const auto& child : all.children)
        if (!negative(child)) positive.try_emplace(to_text(child), &child);
    for (const auto& child : all.children) {
        if (!negative(child)) continue;
        const auto& inner = child.children[0];
        const auto check = [&](const Node& no) {
            if (const auto found = positive.find(to_text(no)); found != positive.end())
                contradiction(*found->second, child, problems);
        };
        if (inner.op == Op::any) {
            for (const auto& no : inner.children) check(no);
        } else {
            check(inner);
        }
    }
}

void contradictions(const Node& node, Problems& problems) {
    if (node.op == Op::all) {
        clashing(node, problems);
        denied(node, problems);
    }
    if (node.op != Op::all && node.op != Op::any && node.op != Op::none) return;
    for (const auto& child : node.children) contradictions(child, problems);
}

}  // namespace

void lint(const Node& root, Problems& problems) {
    contradictions(root, problems);
    if (asks_for_something(root)) return;
    const bool either = root.op == Op::any;
    problems.warning("broad", root.place,
                     {either ? "presque tout correspond : une des branches ne fait qu’exclure"
                             : "presque tout correspond : cette requête ne fait qu’exclure",
                      either ? "almost everything matches: one of the branches only excludes"
                             : "almost everything matches: this query only excludes"},
                     {"Ajoutez un mot ou un champ que les publications doivent avoir.",
                      "Add a word or a field that the posts must have."});
}

}  // namespace vigie::query
