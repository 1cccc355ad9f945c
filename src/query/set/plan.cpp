#include "set/anchors.hpp"

#include <vigie/query/set.hpp>

#include <algorithm>
#include <string>

namespace vigie::query {
namespace {

// Measured on one core of a server: ns to verify one clause on one candidate, and to look at one item.
constexpr double verify_ns = 12;
constexpr double positional_ns = 120;
constexpr double pattern_ns = 250;
constexpr double regex_ns = 900;
constexpr double language_ns = 40'000;
constexpr double scan_ns = 150;  // what a scanned pattern adds to every item

double cost_of(const Node& node) {
    switch (node.op) {
        case Op::phrase:
        case Op::near:
        case Op::then:
        case Op::same: return positional_ns * static_cast<double>(node.children.size());
        case Op::term:
            return node.form == Form::regex ? regex_ns
                   : node.form == Form::glob || node.form == Form::prefix || node.form == Form::obfuscated
                       ? pattern_ns
                       : verify_ns;
        case Op::value: return node.field == Field::lang ? language_ns * 0.1 : pattern_ns;
        default: return verify_ns;
    }
}

void list_clauses(const Node& node, std::vector<Plan::Clause>& out) {
    switch (node.op) {
        case Op::all:
        case Op::any:
        case Op::none:
            for (const auto& child : node.children) list_clauses(child, out);
            return;
        default: out.push_back({node.place, share_of(node), cost_of(node)});
    }
}

std::string spelled(const Node& node) {
    return to_text(node);
}

}  // namespace

Plan plan(const Node& resolved) {
    Plan out;
    list_clauses(resolved, out.clauses);
    double verify = 0;
    for (const auto& clause : out.clauses) verify += clause.cost_ns;
    std::stable_sort(out.clauses.begin(), out.clauses.end(),
                     [](const auto& a, const auto& b) { return a.cost_ns * a.share > b.cost_ns * b.share; });
    const auto anchors = anchors_of(resolved);
    out.touched = anchors.found ? std::min(1.0, anchors.share) : 1;
    for (const auto& anchor : anchors.anchors) {
        const auto* node = anchor.node;
        out.anchors.push_back(spelled(*node));
        if (node->op == Op::term && (node->form == Form::glob || node->form == Form::regex))
            out.cost_ns += scan_ns;
    }
    std::sort(out.anchors.begin(), out.anchors.end());
    out.anchors.erase(std::unique(out.anchors.begin(), out.anchors.end()), out.anchors.end());
    out.cost_ns += out.touched * verify;
    return out;
}

}  // namespace vigie::query
