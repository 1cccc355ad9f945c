// vigie query explain 'QUERY': what it will match, in words, and what it will cost.
#include "query.hpp"

#include <vigie/model/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace vigie::cli {
namespace {

using model::Json;
using query::Node;
using query::Op;

// "Posts that …." without its frame.
std::string clause_of(const Node& node, bool fr) {
    auto text = query::say(node).in(fr ? "fr" : "en");
    for (const std::string_view head :
         {"Les publications ", "Toutes les publications ", "Posts ", "All posts "})
        if (text.starts_with(head)) text.erase(0, head.size());
    if (text.ends_with('.')) text.pop_back();
    return text;
}

bool is_group(const Node& node) {
    return node.op == Op::all || node.op == Op::any || node.op == Op::none;
}

std::string_view group_of(Op op, bool fr) {
    if (op == Op::all) return fr ? "tout ceci :" : "all of this:";
    if (op == Op::any) return fr ? "au moins un de ceux-ci :" : "at least one of these:";
    return fr ? "rien de ceci :" : "none of this:";
}

void print_tree(const Node& node, bool fr, std::size_t indent, std::size_t& lines) {
    constexpr std::size_t most = 60;
    if (++lines > most) {
        if (lines == most + 1) fmt::print("  {}…\n", std::string(indent * 2, ' '));
        return;
    }
    if (!is_group(node)) {
        fmt::print("  {}{}   {}\n", std::string(indent * 2, ' '), to_text(node), clause_of(node, fr));
        return;
    }
    fmt::print("  {}{}\n", std::string(indent * 2, ' '), group_of(node.op, fr));
    for (const auto& child : node.children) print_tree(child, fr, indent + 1, lines);
}

Json tree(const Node& node) {
    static constexpr std::array names{"all",  "any",   "none",   "term", "phrase", "near",      "then",
                                      "same", "value", "number", "flag", "geo",    "reference", "nothing"};
    Json out{{"op", names[static_cast<std::size_t>(node.op)]},
             {"place", {{"begin", node.place.begin}, {"end", node.place.end}}}};
    if (!is_group(node)) {
        out["text"] = to_text(node);
        return out;
    }
    auto children = Json::array();
    for (const auto& child : node.children) children.push_back(tree(child));
    out["children"] = std::move(children);
    return out;
}

Json json_of(const query::Problem& problem) {
    return {{"level", problem.level == Diagnostic::Level::error ? "error" : "warning"},
            {"code", problem.code},
            {"place", {{"begin", problem.place.begin}, {"end", problem.place.end}}},
            {"says", problem.says},
            {"help", problem.help},
            {"instead", problem.instead}};
}

Json json_of(const query::Plan& plan) {
    auto clauses = Json::array();
    for (const auto& clause : plan.clauses)
        clauses.push_back({{"place", {{"begin", clause.place.begin}, {"end", clause.place.end}}},
                           {"share", clause.share},
                           {"cost_ns", clause.cost_ns}});
    return {{"anchors", plan.anchors},
            {"touched", plan.touched},
            {"cost_ns", plan.cost_ns},
            {"clauses", clauses}};
}

// "1 in 2,300", rounded to two digits.
std::string share(double part, bool fr) {
    if (part <= 0) return fr ? "presque aucune" : "almost none";
    if (part >= 0.2) return fmt::format(fmt::runtime(fr ? "{:.0f} %" : "{:.0f}%"), part * 100);
    const double odds = 1 / part;
    const double unit = std::pow(10, std::max(0.0, std::floor(std::log10(odds)) - 1));
    auto digits = fmt::format("{:.0f}", std::round(odds / unit) * unit);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), fr ? "\u202F" : ",");
    return fmt::format(fmt::runtime(fr ? "1 sur {}" : "1 in {}"), digits);
}

std::string time(double ns, bool fr) {
    auto out = ns < 1000 ? fmt::format("{:.3g} ns", ns) : fmt::format("{:.3g} µs", ns / 1000);
    if (fr) std::replace(out.begin(), out.end(), '.', ',');
    return out;
}

void line(std::string_view fr_label, std::string_view en_label, bool fr, std::string_view text) {
    const auto label = fr ? fr_label : en_label;
    // Pads by code points.
    std::size_t width = 0;
    for (const char c : label) width += (static_cast<unsigned char>(c) & 0xC0U) != 0x80 ? 1 : 0;
    fmt::print("{}{} {}\n", label, std::string(width < 20 ? 20 - width : 0, ' '), text);
}

void print_plan(const query::Plan& plan, const std::string& text, bool fr) {
    constexpr std::size_t most = 8;
    std::string anchors;
    for (std::size_t i = 0; i < std::min(plan.anchors.size(), most); ++i)
        anchors += (i > 0 ? ", " : "") + plan.anchors[i];
    if (plan.anchors.size() > most) anchors += fmt::format(", … ({})", plan.anchors.size());
    if (anchors.empty())
        anchors = fr ? "rien : chaque publication est examinée" : "nothing: every post is looked at";
    line("Repérée par", "Looked up by", fr, anchors);
    line("Publications vues", "Posts looked at", fr, share(plan.touched, fr));
    line("Coût par publication", "Cost for each post", fr, time(plan.cost_ns, fr));
    for (std::size_t i = 0; i < std::min<std::size_t>(plan.clauses.size(), 3); ++i) {
        const auto& clause = plan.clauses[i];
        const auto written = text.substr(std::min<std::size_t>(clause.place.begin, text.size()),
                                         clause.place.end - clause.place.begin);
        line(i == 0 ? "Critère le plus cher" : "", i == 0 ? "Dearest clause" : "", fr,
             fmt::format(fmt::runtime(fr ? "{}   {} par vérification, seul il retiendrait {}"
                                         : "{}   {} to verify, alone it would match {}"),
                         written, time(clause.cost_ns, fr), share(clause.share, fr)));
    }
}

}  // namespace

int query_explain(const QueryExplainOptions& options) {
    const auto names = names_of(options.names);
    if (!names) return complain(names.error().message);
    auto parsed = query::parse(options.query, names->options.parse);
    std::optional<Node> resolved = parsed.root;
    if (resolved) {
        for (auto& problem : query::resolve(*resolved, names->options.names, names->options.parse)) {
            if (problem.level == Diagnostic::Level::error) parsed.root.reset();
            parsed.problems.push_back(std::move(problem));
        }
    }
    if (options.json) {
        auto problems = Json::array();
        for (const auto& problem : parsed.problems) problems.push_back(json_of(problem));
        Json answer{{"query", options.query}, {"problems", std::move(problems)}};
        if (parsed.root) {
            answer["canonical"] = to_text(*parsed.root);
            answer["says"] = query::say(*parsed.root);
            answer["plan"] = json_of(query::plan(*resolved));
            answer["tree"] = tree(*parsed.root);
        }
        out(model::dump(answer));
        return parsed.root ? exit_ok : exit_no;
    }
    const auto lang = options.lang.empty() ? language() : options.lang;
    Diagnostics diagnostics;
    for (const auto& problem : parsed.problems)
        diagnostics.push_back(query::to_diagnostic(problem, options.query, "query", 1, 1, lang));
    print(diagnostics, {{"query", options.query}});
    if (!parsed.root) return exit_no;
    const bool fr = lang == "fr";
    fmt::print("{}\n\n", query::say(*parsed.root).in(lang));
    line("Forme canonique", "Canonical form", fr, to_text(*parsed.root));
    print_plan(query::plan(*resolved), options.query, fr);
    fmt::print("\n");
    std::size_t lines = 0;
    print_tree(*parsed.root, fr, 0, lines);
    return exit_ok;
}

}  // namespace vigie::cli
