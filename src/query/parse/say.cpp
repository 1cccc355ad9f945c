#include "parse/say.hpp"

#include <vigie/query/parse.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace vigie::query {

std::string Speaker::quoted(std::string_view text) const {
    return fr_ ? fmt::format("«\u00A0{}\u00A0»", text) : fmt::format("“{}”", text);
}

std::string Speaker::listed(const std::vector<std::string>& items, std::string_view join) const {
    constexpr std::size_t most = 12;
    std::string out;
    const auto shown = items.size() > most + 1 ? most : items.size();
    for (std::size_t i = 0; i < shown; ++i) {
        const bool last = i + 1 == items.size();
        if (i > 0) out += last ? fmt::format(" {} ", join) : ", ";
        out += items[i];
    }
    if (shown < items.size())
        out +=
            fmt::format(fmt::runtime(either(" {} {} others", " {} {} autres")), join, items.size() - shown);
    return out;
}

// "x and y", "x, y, and z": the comma returns where a piece itself holds a list.
std::string Speaker::joined_clauses(const std::vector<std::string>& clauses, bool both) const {
    bool complex = false;
    for (const auto& clause : clauses)
        complex |= clause.find(", ") != std::string::npos ||
                   clause.find(either(" and ", " et ")) != std::string::npos ||
                   clause.find(either(" or ", " ou ")) != std::string::npos;
    const std::string word = both ? either("and", "et") : either("or", "ou");
    return listed(clauses, complex && clauses.size() > 1 ? "\x01" + word : word);
}

// Words of one scope go into one clause: "that contain the words a and b".
std::vector<std::string> Speaker::clauses(const std::vector<const Node*>& nodes, bool both, int depth) const {
    std::map<Scope, std::vector<const Node*>> words;
    for (const auto* node : nodes)
        if (is_thing(*node)) words[scope_of(*node)].push_back(node);
    std::vector<std::string> out;
    for (const auto& [scope, list] : words) out.push_back(contain(scope, things(list, both)));
    for (const auto* node : nodes)
        if (!is_thing(*node)) out.push_back(clause(*node, depth + 1));
    return out;
}

std::string Speaker::all(const Node& node, int depth) const {
    std::vector<const Node*> wanted;
    std::vector<const Node*> unwanted;
    for (const auto& child : node.children) {
        if (child.op != Op::none) {
            wanted.push_back(&child);
        } else if (child.children[0].op == Op::any) {
            for (const auto& no : child.children[0].children) unwanted.push_back(&no);
        } else {
            unwanted.push_back(&child.children[0]);
        }
    }
    auto out = joined_clauses(clauses(wanted, true, depth), true);
    if (unwanted.empty()) return out;
    if (!out.empty()) out += ", ";
    return out + either("except those ", "sauf celles ") +
           joined_clauses(clauses(unwanted, false, depth), false);
}

std::string Speaker::any(const Node& node, int depth) const {
    std::vector<const Node*> nodes;
    for (const auto& child : node.children) nodes.push_back(&child);
    return joined_clauses(clauses(nodes, false, depth), false);
}

std::string Speaker::clause(const Node& node, int depth) const {
    if (is_thing(node)) return contain(scope_of(node), thing(node));
    switch (node.op) {
        case Op::all:
        case Op::any: {
            auto out = node.op == Op::all ? all(node, depth) : any(node, depth);
            return depth >= 2 ? "(" + out + ")" : out;
        }
        case Op::none:
            return either("other than those ", "autres que celles ") + clause(node.children[0], depth);
        case Op::value: return value(node);
        case Op::number: return number(node);
        case Op::flag: return flag(node.flag);
        case Op::geo:
            return fmt::format(
                fmt::runtime(either("within {} km of {}, {}", "à {} km au plus de {}\u00A0; {}")),
                figure(node.high), figure(node.latitude), figure(node.longitude));
        case Op::reference: return reference(node);
        default: return either("of which there are none", "dont il n’existe aucune");
    }
}

std::string Speaker::sentence(const Node& root) const {
    if (root.op == Op::none)
        return either("All posts except those ", "Toutes les publications sauf celles ") +
               clause(root.children[0], 1);
    const bool excludes = root.op == Op::all &&
                          root.children.end() == std::find_if(root.children.begin(), root.children.end(),
                                                              [](const Node& n) { return n.op != Op::none; });
    return either(excludes ? "All posts " : "Posts ",
                  excludes ? "Toutes les publications " : "Les publications ") +
           clause(root, 0);
}

model::Text say(const Node& node) {
    // \x01 marks a join that wants a comma.
    const auto finished = [](std::string text) {
        std::string out;
        for (const char c : text) {
            if (c != '\x01') {
                out += c;
            } else if (out.ends_with(' ')) {
                out.insert(out.size() - 1, ",");
            }
        }
        return out + ".";
    };
    return {finished(Speaker(Tongue::fr).sentence(node)), finished(Speaker(Tongue::en).sentence(node))};
}

}  // namespace vigie::query
