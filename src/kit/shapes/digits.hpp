// Groups of digits as people write long numbers: "06 12-34", "+33 (0)6", "4111 1111". Shared by the
// recognisers; nothing allocates.
#pragma once

#include <vigie/kit/ascii.hpp>
#include <vigie/kit/shapes.hpp>

#include <cstddef>
#include <string_view>

namespace vigie::kit::shapes {

using ascii::alnum;
using ascii::digit;
using ascii::letter;
using ascii::upper;

// The byte before `pos`, or a blank at the beginning.
[[nodiscard]] constexpr char before(std::string_view text, std::size_t pos) noexcept {
    return pos == 0 ? ' ' : text[pos - 1];
}
[[nodiscard]] constexpr char at(std::string_view text, std::size_t pos) noexcept {
    return pos < text.size() ? text[pos] : ' ';
}

// What joins two groups of one number.
enum class Joint : unsigned char { none, blank, dot, hyphen, slash, zero };  // zero: "(0)"

struct Group {
    std::size_t start = 0;
    std::size_t end = 0;
    Joint joint = Joint::none;    // to the group before
    bool in_parentheses = false;  // "(555) 123-4567"
    [[nodiscard]] std::size_t size() const noexcept { return end - start; }
};

// The first digit at or after `pos`; text.size() when there is none.
[[nodiscard]] std::size_t next_digit(std::string_view text, std::size_t pos) noexcept;
// The digits that begin at `pos`.
[[nodiscard]] Group group_at(std::string_view text, std::size_t pos) noexcept;
// The group that `group` is joined to by at most a few separators; of size 0 when there is none.
[[nodiscard]] Group group_after(std::string_view text, const Group& group) noexcept;
// Bytes of a blank (also the no-break kinds) at `pos`; 0 when there is none.
[[nodiscard]] std::size_t blank_at(std::string_view text, std::size_t pos) noexcept;

}  // namespace vigie::kit::shapes
