// Cuts the text of a query into tokens, all at once; O(bytes). After "field:" a value runs to the next blank,
// parenthesis, quote or '|', and so do the values inside "field:( … )".
#pragma once

#include "parse/names.hpp"
#include "parse/problems.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace vigie::query {

enum class TokenKind : std::uint8_t {
    end,
    open,
    close,
    both,
    either,
    negate,
    near,
    then,
    same,
    word,
    quoted,
    regex,
    field
};

struct Token {
    TokenKind kind = TokenKind::end;
    Place place;
    std::string text;   // word as written; quoted without its quotes; regex without slashes; name of a field
    char mark = 0;      // '=' or '~' in front of a quoted
    int distance = -1;  // of near, then, "…"~n; -1 = not given
    bool caseless = false;
    bool value = false;                // written where values stand
    const FieldInfo* field = nullptr;  // null: no such field
};

// The blank at the beginning of `text`, in bytes: ASCII or any Unicode space; 0 when there is none.
[[nodiscard]] std::size_t blank_bytes(std::string_view text) noexcept;

[[nodiscard]] std::vector<Token> lex(std::string_view text, Problems& problems);

}  // namespace vigie::query
