// Recursive descent over the tokens of one query. Goes on after an error, so that all of them are told at
// once; gives up on what is too deep or too large. O(bytes).
#pragma once

#include "parse/lexer.hpp"
#include "parse/problems.hpp"

#include <vigie/query/ast.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace vigie::query {

class Parser {
public:
    Parser(std::string_view text, const ParseOptions& options, Problems& problems)
        : text_(text), tokens_(lex(text, problems)), options_(options), problems_(problems) {}

    // Nothing when there is an error, which the problems then hold.
    [[nodiscard]] std::optional<Node> run();

private:
    using Found = std::optional<Node>;

    [[nodiscard]] const Token& peek() const { return tokens_[at_]; }
    [[nodiscard]] std::string_view written(const Token& token) const;
    [[nodiscard]] bool starts_operand() const;
    [[nodiscard]] bool stops() const;
    // An operator at peek() lacks the operand on one side.
    void lonely(const Token& op, bool left);
    // Each level of precedence, from the loosest; nothing when there is nothing, or nothing right.
    Found either();
    Found both();
    Found same();
    Found close();
    std::uint16_t distance_of(const Token& token);
    void check_position(const Node& node, bool in_sentence);
    // NEAR between the name and the text means nothing.
    void one_scope(Node& node);
    Found unary();
    Found primary();
    // An operator where an operand is needed, or the end of a group.
    Found missing();
    Found operand(const Token& token);
    Found counted(Found node);
    Found group(const Token& open);
    Found field(const Token& token);
    Found field_value(const Token& token, const Token& next);
    // followers:10 000
    void hint_thousands(const Token& value);
    void skip_value();
    void unknown_field(const Token& token);
    // "a or b": a word between two others that was probably meant as an operator.
    void hint_lower_case();

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

}  // namespace vigie::query
