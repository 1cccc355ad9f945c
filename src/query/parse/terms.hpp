// From one written word, quotation or regular expression to its node.
#pragma once

#include "parse/lexer.hpp"
#include "parse/problems.hpp"

#include <vigie/query/ast.hpp>

#include <optional>

namespace vigie::query {

// Nothing when it is wrong; then the problem has been told.
[[nodiscard]] std::optional<Node> word_node(const Token& token, Scope scope, Problems& problems);
[[nodiscard]] std::optional<Node> quoted_node(const Token& token, Scope scope, Problems& problems);
[[nodiscard]] std::optional<Node> regex_node(const Token& token, Scope scope, Problems& problems);

// "assets.names" and the like: the name of a list of the register.
[[nodiscard]] bool is_asset_list(std::string_view text) noexcept;

// Runs of '*' become one; "mot*" is a prefix, any other star a glob.
[[nodiscard]] std::string single_stars(std::string_view text);

inline constexpr int longest_distance = 200;  // of NEAR/n, THEN/n, "…"~n
inline constexpr int usual_distance = 10;     // of NEAR and THEN without a number

}  // namespace vigie::query
