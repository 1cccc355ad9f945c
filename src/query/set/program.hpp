// A query as it is verified: its tree laid flat, a node before its children. Numbers refer to the tables of
// the set.
#pragma once

#include "set/terms.hpp"

#include <vigie/query/ast.hpp>

#include <re2/re2.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace vigie::query {

enum class Code : std::uint8_t {
    all,
    any,
    none,
    word,     // a: term
    exact,    // a: term of the folded word, b: text as written
    pattern,  // a: pattern
    phrase,
    near,
    then,
    same,
    named,   // a value that is a term: a
    value,   // a field compared with text b; a: 1 when it holds '*'
    number,  // a: range
    flag,
    geo,  // a: range (of latitude and longitude), b: range (0, km)
    nothing
};

struct Step {
    Code code = Code::nothing;
    Scope scope = Scope::text;
    Field field = Field::from;
    Flag flag = Flag::has_link;
    std::uint16_t distance = 0;
    std::uint32_t end = 0;  // of its children, exclusive; children begin at the next step
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    Place place;
};

struct Range {
    double low = 0;
    double high = 0;
    std::string name;
};

// A term that is no fixed word.
struct Pattern {
    Form form = Form::prefix;
    Scope scope = Scope::text;
    Sigil sigil = Sigil::none;
    std::string text;                 // folded, without the stars of a prefix
    std::vector<std::string> pieces;  // glob: what stands between its stars
    bool open_begin = false;
    bool open_end = false;
    std::unique_ptr<re2::RE2> regex;
};

// Fits this folded word?
[[nodiscard]] bool fits(const Pattern& pattern, std::string_view word) noexcept;

// `text` with '*' for any run. O(bytes).
[[nodiscard]] bool glob_fits(std::string_view pattern, std::string_view text) noexcept;

}  // namespace vigie::query
