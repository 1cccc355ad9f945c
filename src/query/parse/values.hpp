// From the value of a field to its node.
#pragma once

#include "parse/lexer.hpp"
#include "parse/problems.hpp"

#include <optional>

namespace vigie::query {

// `token` is a word or a quotation where a value of `field` stands; `place` covers the field's name, too.
// Nothing when it is wrong; then the problem has been told.
[[nodiscard]] std::optional<Node> value_node(const FieldInfo& field, const Token& token, Place place,
                                             const ParseOptions& options, Problems& problems);

// Its parts. `text` without surrounding blanks.
[[nodiscard]] std::optional<Node> number_node(const FieldInfo& field, std::string_view text, Place place,
                                              Problems& problems);
[[nodiscard]] std::optional<Node> score_node(std::string_view text, Place place, const ParseOptions& options,
                                             Problems& problems);
[[nodiscard]] std::optional<Node> geo_node(std::string_view text, Place place, Problems& problems);

// A decimal number without sign or exponent, "," read as "." when `comma`; nothing when `text` is none.
[[nodiscard]] std::optional<double> decimal(std::string_view text, bool comma);

[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

}  // namespace vigie::query
