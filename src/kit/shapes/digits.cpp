#include "shapes/digits.hpp"

namespace vigie::kit::shapes {
namespace {

// A separator that is more than a blank; `size` bytes.
Joint mark_at(std::string_view text, std::size_t pos, std::size_t& size) noexcept {
    size = 1;
    switch (at(text, pos)) {
        case '.': return Joint::dot;
        case '-': return Joint::hyphen;
        case '/': return Joint::slash;
        default: break;
    }
    const auto rest = text.substr(pos < text.size() ? pos : text.size(), 3);
    if (rest == "\u2010" || rest == "\u2011" || rest == "\u2013") {
        size = 3;
        return Joint::hyphen;
    }
    return Joint::none;
}

}  // namespace

std::size_t next_digit(std::string_view text, std::size_t pos) noexcept {
    while (pos < text.size() && !digit(text[pos])) ++pos;
    return pos;
}

Group group_at(std::string_view text, std::size_t pos) noexcept {
    Group group{.start = pos, .end = pos};
    while (group.end < text.size() && digit(text[group.end])) ++group.end;
    return group;
}

std::size_t blank_at(std::string_view text, std::size_t pos) noexcept {
    if (pos >= text.size()) return 0;
    if (text[pos] == ' ') return 1;
    if (text.substr(pos, 2) == "\u00A0") return 2;
    const auto three = text.substr(pos, 3);
    return three == "\u202F" || three == "\u2009" ? 3 : 0;
}

Group group_after(std::string_view text, const Group& group) noexcept {
    auto pos = group.end;
    auto joint = Joint::none;
    if (at(text, pos) == ')') ++pos;
    const auto blank = blank_at(text, pos);
    if (blank > 0) joint = Joint::blank;
    pos += blank;
    std::size_t size = 0;
    if (const auto mark = mark_at(text, pos, size); mark != Joint::none) {
        joint = mark;
        pos += size;
        pos += blank_at(text, pos);
    }
    bool in_parentheses = false;
    if (text.substr(pos < text.size() ? pos : text.size(), 3) == "(0)") {
        joint = Joint::zero;
        pos += 3;
        pos += blank_at(text, pos);
    } else if (at(text, pos) == '(') {
        in_parentheses = true;
        ++pos;
    }
    auto next = group_at(text, pos < text.size() ? pos : text.size());
    if (pos == group.end) next.end = next.start;  // nothing between: not another group
    next.joint = joint;
    next.in_parentheses = in_parentheses;
    return next;
}

}  // namespace vigie::kit::shapes
