// Recursive descent over the tokens. Goes on after an error, so that all of them are told at once.
#include "parse/lexer.hpp"
#include "parse/lint.hpp"
#include "parse/problems.hpp"
#include "parse/terms.hpp"
#include "parse/values.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace vigie::query {
namespace {

constexpr int deepest = 200;
constexpr std::size_t most_nodes = 20'000;
constexpr std::size_t most_regexes = 100;

using Kind = TokenKind;
using Found = std::optional<Node>;

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
    void add(Found operand) {
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
    [[nodiscard]] Found take() { return std::move(node_); }

private:
    Op op_;
    Found node_;
    bool grown_ = false;
};

class Parser {
public:
    Parser(std::string_view text, const ParseOptions& options, Problems& problems)
        : text_(text), tokens_(lex(text, problems)), options_(options), problems_(problems) {}

    Found run() {
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

private:
    [[nodiscard]] const Token& peek() const { return tokens_[at_]; }
    [[nodiscard]] std::string_view written(const Token& token) const {
        return text_.substr(token.place.begin, token.place.end - token.place.begin);
    }

    [[nodiscard]] bool starts_operand() const {
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
    [[nodiscard]] bool stops() const {
        return peek().kind == Kind::end || peek().kind == Kind::close || problems_.gave_up();
    }

    // An operator at peek() lacks the operand on one side.
    void lonely(const Token& op, bool left) {
        const auto shown = written(op);
        problems_.error(
            left ? "nothing-before" : "nothing-after", op.place,
            {fmt::format("il manque quelque chose {} {}", left ? "avant" : "après", shown),
             fmt::format("something is missing {} {}", left ? "before" : "after", shown)},
            {fmt::format("Pour chercher le mot lui-même, écrivez-le entre guillemets : \"{}\".", shown),
             fmt::format("To search for the word itself, write it in quotes: \"{}\".", shown)});
    }

    // Reads operands until none follows; `separator` tells what may stand between them.
    Found either() {
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

    Found both() {
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

    static bool joins(const Token& token) {
        return token.kind == Kind::near || token.kind == Kind::then || token.kind == Kind::same;
    }

    Found same() {
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

    Found close() {
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

    std::uint16_t distance_of(const Token& token) {
        const int given = token.distance < 0 ? usual_distance : token.distance;
        if (given < 1 || given > longest_distance)
            problems_.error("bad-distance", token.place,
                            {fmt::format("la distance doit être de 1 à {} mots", longest_distance),
                             fmt::format("the distance must be 1 to {} words", longest_distance)});
        return static_cast<std::uint16_t>(std::clamp(given, 1, longest_distance));
    }

    static bool positional(const Node& node, bool in_sentence) {
        switch (node.op) {
            case Op::term: return node.form != Form::regex;
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

    void check_position(const Node& node, bool in_sentence) {
        if (positional(node, in_sentence)) return;
        problems_.error(
            "no-position", node.place,
            {"NEAR, THEN et SAME relient des mots et des expressions : ceci n’a pas de place dans le texte",
             "NEAR, THEN and SAME join words and phrases: this has no place in the text"},
            {"Écrivez des mots, des \"expressions\" ou (a OR b) des deux côtés ; les autres critères se "
             "joignent avec AND.",
             "Write words, \"phrases\" or (a OR b) on both sides; join other conditions with AND."});
    }

    static const Node& first_leaf(const Node& node) {
        const auto* at = &node;
        while (!at->children.empty()) at = &at->children[0];
        return *at;
    }
    static bool all_in(const Node& node, Scope scope) {
        if (node.children.empty()) return node.scope == scope;
        return std::ranges::all_of(node.children, [&](const Node& child) { return all_in(child, scope); });
    }

    // NEAR between the name and the text means nothing.
    void one_scope(Node& node) {
        const auto scope = first_leaf(node).scope;
        node.scope = scope;
        if (all_in(node.children.back(), scope) && (node.op != Op::same || all_in(node, scope))) return;
        problems_.error("two-places", node.place,
                        {"les deux côtés ne se trouvent pas au même endroit (texte, nom, bio)",
                         "the two sides are not in one place (text, name, bio)"},
                        {"Écrivez par exemple name:(a NEAR/5 b).", "Write for example name:(a NEAR/5 b)."});
    }

    Found unary() {
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

    Found primary() {
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

    // An operator where an operand is needed, or the end of a group.
    Found missing() {
        if (stops()) return std::nullopt;
        lonely(peek(), true);
        ++at_;
        return std::nullopt;
    }

    Found operand(const Token& token) {
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

    Found counted(Found node) {
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

    Found group(const Token& open) {
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
            problems_.error("empty-group", {open.place.begin, end},
                            {"ce groupe est vide", "this group is empty"},
                            {"Écrivez au moins un mot entre les parenthèses, ou retirez-les.",
                             "Write at least one word between the parentheses, or remove them."});
        return inner;
    }

    Found field(const Token& token) {
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
                {fmt::format("{}: attend une valeur", token.text),
                 fmt::format("{}: wants a value", token.text)},
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

    Found field_value(const Token& token, const Token& next) {
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

    // followers:10 000
    void hint_thousands(const Token& value) {
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

    void skip_value() {
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

    void unknown_field(const Token& token) {
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

    // "a or b": a word between two others that was probably meant as an operator.
    void hint_lower_case() {
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
        if (token.text.starts_with("NEAR") &&
            token.text.find_first_not_of("0123456789", 4) == std::string::npos)
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

    std::string_view text_;
    std::vector<Token> tokens_;
    const ParseOptions& options_;
    Problems& problems_;
    std::size_t at_ = 0;
    int depth_ = 0;
    std::size_t nodes_ = 0;
    std::size_t regexes_ = 0;
    Scope scope_ = Scope::text;
    const FieldInfo* value_field_ = nullptr;  // inside "field:( … )"
};

}  // namespace

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
