#include "parse/parser.hpp"

#include "parse/lint.hpp"
#include "parse/terms.hpp"
#include "parse/values.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/kit/utf8.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace vigie::query {
namespace {

constexpr int deepest = 200;
constexpr std::size_t most_nodes = 20'000;
constexpr std::size_t most_regexes = 100;

using Kind = TokenKind;

Node joined(Op op, Node first) {
    Node node;
    node.op = op;
    node.place = first.place;
    node.children.push_back(std::move(first));
    return node;
}

void append(Node& node, Node child, bool flatten) {
    node.place.end = std::max(node.place.end, child.place.end);
    node.place.begin = std::min(node.place.begin, child.place.begin);
    if (flatten && child.op == node.op) {
        std::move(child.children.begin(), child.children.end(), std::back_inserter(node.children));
    } else {
        node.children.push_back(std::move(child));
    }
}

// One or several operands of AND, OR, SAME: itself, or a flat node.
class Chain {
public:
    explicit Chain(Op op) : op_(op) {}
    void add(std::optional<Node> operand) {
        if (!operand) return;
        if (!node_) {
            node_ = std::move(operand);
        } else if (node_->op == op_ && grown_) {
            append(*node_, *std::move(operand), true);
        } else {
            auto first = *std::move(node_);
            node_ = first.op == op_ ? std::move(first) : joined(op_, std::move(first));
            append(*node_, *std::move(operand), true);
            grown_ = true;
        }
    }
    [[nodiscard]] std::optional<Node> take() { return std::move(node_); }

private:
    Op op_;
    std::optional<Node> node_;
    bool grown_ = false;
};

bool joins(const Token& token) {
    return token.kind == Kind::near || token.kind == Kind::then || token.kind == Kind::same;
}

bool positional(const Node& node, bool in_sentence) {
    switch (node.op) {
        case Op::term: return node.form != Form::regex;
        case Op::reference: return node.form != Form::equal && !node.text.starts_with("watch:");
        case Op::phrase:
        case Op::near:
        case Op::then: return true;
        case Op::same: return in_sentence;
        case Op::any:
            return std::ranges::all_of(node.children,
                                       [&](const Node& child) { return positional(child, false); });
        default: return false;
    }
}

const Node& first_leaf(const Node& node) {
    const auto* at = &node;
    while (!at->children.empty()) at = &at->children[0];
    return *at;
}

bool all_in(const Node& node, Scope scope) {
    if (node.children.empty()) return node.scope == scope;
    return std::ranges::all_of(node.children, [&](const Node& child) { return all_in(child, scope); });
}

}  // namespace

std::optional<Node> Parser::run() {
    if (peek().kind == Kind::end && !problems_.failed()) {
        problems_.error("empty", peek().place, {"la requête est vide", "the query is empty"},
                        {"Écrivez au moins un mot.", "Write at least one word."});
        return std::nullopt;
    }
    Chain root(Op::all);
    while (peek().kind != Kind::end && !problems_.gave_up()) {
        root.add(either());
        if (peek().kind != Kind::close) continue;
        problems_.error(
            "unopened-parenthesis", peek().place,
            {"cette parenthèse ferme un groupe que rien n’ouvre",
             "this parenthesis closes a group that nothing opens"},
            {"Retirez-la, ou ajoutez la parenthèse ouvrante.", "Remove it, or add the opening one."});
        ++at_;
    }
    return root.take();
}

std::string_view Parser::written(const Token& token) const {
    return text_.substr(token.place.begin, token.place.end - token.place.begin);
}

bool Parser::starts_operand() const {
    switch (peek().kind) {
        case Kind::open:
        case Kind::negate:
        case Kind::word:
        case Kind::quoted:
        case Kind::regex:
        case Kind::field: return true;
        default: return false;
    }
}

bool Parser::stops() const {
    return peek().kind == Kind::end || peek().kind == Kind::close || problems_.gave_up();
}

std::optional<Node> Parser::either() {
    Chain chain(Op::any);
    while (peek().kind == Kind::either) {
        lonely(peek(), true);
        ++at_;
    }
    if (stops()) return std::nullopt;
    chain.add(both());
    while (peek().kind == Kind::either && !problems_.gave_up()) {
        const auto op = at_++;
        while (peek().kind == Kind::either) lonely(tokens_[at_++], true);
        if (stops()) {
            lonely(tokens_[op], false);
            break;
        }
        chain.add(both());
    }
    return chain.take();
}

std::optional<Node> Parser::both() {
    Chain chain(Op::all);
    while (peek().kind == Kind::both) lonely(tokens_[at_++], true);
    bool first = true;
    while (!problems_.gave_up()) {
        if (!first && peek().kind == Kind::both) {
            const auto op = at_++;
            while (peek().kind == Kind::both) lonely(tokens_[at_++], true);
            if (stops() || peek().kind == Kind::either) {
                lonely(tokens_[op], false);
                break;
            }
        } else if (!first && !starts_operand()) {
            break;
        } else if (first && stops()) {
            break;
        }
        first = false;
        hint_lower_case();
        chain.add(same());
        if (joins(peek())) ++at_;  // one too many, and told already
    }
    return chain.take();
}

std::optional<Node> Parser::same() {
    Chain chain(Op::same);
    auto first = close();
    const bool wanted = peek().kind == Kind::same;
    if (wanted && first) check_position(*first, true);
    chain.add(std::move(first));
    while (peek().kind == Kind::same && !problems_.gave_up()) {
        const auto op = at_++;
        if (!starts_operand()) {
            lonely(tokens_[op], false);
            break;
        }
        auto next = close();
        if (next) check_position(*next, true);
        chain.add(std::move(next));
    }
    auto out = chain.take();
    if (wanted && out && out->op == Op::same) one_scope(*out);
    return out;
}

std::optional<Node> Parser::close() {
    auto left = unary();
    bool chained = false;  // `left` is a chain that this loop made
    while ((peek().kind == Kind::near || peek().kind == Kind::then) && !problems_.gave_up()) {
        const auto op = at_++;
        const auto distance = distance_of(tokens_[op]);
        if (!starts_operand()) {
            lonely(tokens_[op], false);
            break;
        }
        if (left && !chained) check_position(*left, false);
        auto right = unary();
        if (right) check_position(*right, false);
        if (!left || !right) {
            left = left ? std::move(left) : std::move(right);
            continue;
        }
        const auto kind = tokens_[op].kind == Kind::near ? Op::near : Op::then;
        if (!(chained && left->op == kind && left->distance == distance)) {
            left = joined(kind, *std::move(left));
            left->distance = distance;
        }
        chained = true;
        append(*left, *std::move(right), false);
        one_scope(*left);
    }
    return left;
}

std::uint16_t Parser::distance_of(const Token& token) {
    const int given = token.distance < 0 ? usual_distance : token.distance;
    if (given < 1 || given > longest_distance)
        problems_.error("bad-distance", token.place,
                        {fmt::format("la distance doit être de 1 à {} mots", longest_distance),
                         fmt::format("the distance must be 1 to {} words", longest_distance)});
    return static_cast<std::uint16_t>(std::clamp(given, 1, longest_distance));
}

void Parser::check_position(const Node& node, bool in_sentence) {
    if (positional(node, in_sentence)) return;
    problems_.error(
        "no-position", node.place,
        {"NEAR, THEN et SAME relient des mots et des expressions : ceci n’a pas de place dans le texte",
         "NEAR, THEN and SAME join words and phrases: this has no place in the text"},
        {"Écrivez des mots, des \"expressions\" ou (a OR b) des deux côtés ; les autres critères se "
         "joignent avec AND.",
         "Write words, \"phrases\" or (a OR b) on both sides; join other conditions with AND."});
}

void Parser::one_scope(Node& node) {
    const auto scope = first_leaf(node).scope;
    node.scope = scope;
    if (all_in(node.children.back(), scope) && (node.op != Op::same || all_in(node, scope))) return;
    problems_.error("two-places", node.place,
                    {"les deux côtés ne se trouvent pas au même endroit (texte, nom, bio)",
                     "the two sides are not in one place (text, name, bio)"},
                    {"Écrivez par exemple name:(a NEAR/5 b).", "Write for example name:(a NEAR/5 b)."});
}

std::optional<Node> Parser::unary() {
    const auto begin = peek().place.begin;
    bool negative = false;
    bool any = false;
    std::size_t last = at_;
    while (peek().kind == Kind::negate) {
        negative = !negative;
        any = true;
        last = at_++;
    }
    if (!any) return primary();
    if (!starts_operand()) {
        lonely(tokens_[last], false);
        return std::nullopt;
    }
    auto inner = primary();
    if (!inner || !negative) return inner;
    auto node = joined(Op::none, *std::move(inner));
    node.place.begin = begin;
    return counted(std::move(node));
}

std::optional<Node> Parser::primary() {
    const auto& token = peek();
    switch (token.kind) {
        case Kind::open: ++at_; return group(token);
        case Kind::field: ++at_; return field(token);
        case Kind::word:
        case Kind::quoted:
        case Kind::regex: ++at_; return operand(token);
        default: return missing();
    }
}

std::optional<Node> Parser::missing() {
    if (stops()) return std::nullopt;
    lonely(peek(), true);
    ++at_;
    return std::nullopt;
}

std::optional<Node> Parser::operand(const Token& token) {
    if (value_field_ != nullptr) {
        if (token.kind == Kind::regex) return std::nullopt;
        return counted(value_node(*value_field_, token, token.place, options_, problems_));
    }
    if (token.kind == Kind::quoted) return counted(quoted_node(token, scope_, problems_));
    if (token.kind == Kind::word) return counted(word_node(token, scope_, problems_));
    if (++regexes_ > most_regexes) {
        problems_.give_up("too-large", token.place,
                          {fmt::format("plus de {} expressions rationnelles", most_regexes),
                           fmt::format("more than {} regular expressions", most_regexes)},
                          {"Partagez-la en plusieurs veilles.", "Split it into several watches."});
        return std::nullopt;
    }
    return counted(regex_node(token, scope_, problems_));
}

std::optional<Node> Parser::counted(Found node) {
    if (!node) return node;
    nodes_ += 1 + node->children.size();
    if (nodes_ > most_nodes)
        problems_.give_up("too-large", node->place,
                          {fmt::format("la requête a plus de {} éléments", most_nodes),
                           fmt::format("the query has more than {} parts", most_nodes)},
                          {"Partagez-la en plusieurs veilles, ou mettez les valeurs dans une liste.",
                           "Split it into several watches, or put the values into a list."});
    return node;
}

std::optional<Node> Parser::group(const Token& open) {
    if (++depth_ > deepest) {
        problems_.give_up(
            "too-deep", open.place,
            {fmt::format("plus de {} parenthèses les unes dans les autres", deepest),
             fmt::format("more than {} parentheses within each other", deepest)},
            {"Retirez les parenthèses inutiles.", "Remove the parentheses that are of no use."});
        return std::nullopt;
    }
    const bool empty = peek().kind == Kind::close;
    auto inner = either();
    --depth_;
    if (problems_.gave_up()) return std::nullopt;
    if (peek().kind != Kind::close) {
        problems_.error("unclosed-parenthesis", open.place,
                        {"cette parenthèse n’est jamais fermée", "this parenthesis is never closed"},
                        {"Ajoutez ) à la fin du groupe.", "Add ) at the end of the group."});
        return inner;
    }
    const auto end = peek().place.end;
    ++at_;
    if (empty)
        problems_.error("empty-group", {open.place.begin, end}, {"ce groupe est vide", "this group is empty"},
                        {"Écrivez au moins un mot entre les parenthèses, ou retirez-les.",
                         "Write at least one word between the parentheses, or remove them."});
    return inner;
}

Parsed parse(std::string_view text, const ParseOptions& options) {
    Problems problems;
    Parsed out;
    if (text.size() > limits::query_bytes) {
        problems.give_up("too-large", {0, 0},
                         {fmt::format("la requête dépasse {} Kio", limits::query_bytes >> 10U),
                          fmt::format("the query is larger than {} KiB", limits::query_bytes >> 10U)},
                         {"Partagez-la en plusieurs veilles, ou mettez les valeurs dans une liste.",
                          "Split it into several watches, or put the values into a list."});
    } else if (!kit::valid_utf8(text)) {
        problems.give_up("encoding", {0, 0}, {"la requête n’est pas de l’UTF-8", "the query is no UTF-8"},
                         {"Enregistrez le fichier en UTF-8.", "Save the file as UTF-8."});
    } else {
        auto root = Parser(text, options, problems).run();
        if (root && !problems.failed()) {
            lint(*root, problems);
            out.root = std::move(root);
        }
    }
    out.problems = problems.take();
    return out;
}

}  // namespace vigie::query
