#include "script_cursor.hpp"

#include <cstdint>

namespace vigie::drivers {
namespace {

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// The number in `digits`; -1 when one of them is none.
std::int32_t number(std::string_view digits) {
    std::int32_t out = 0;
    for (const char c : digits) {
        if (digit(c) < 0) return -1;
        out = out * 16 + digit(c);
    }
    return digits.empty() ? -1 : out;
}

// Of the Basic Multilingual Plane; halves of surrogate pairs become U+FFFD each.
void append_utf8(std::int32_t code_point, std::string& out) {
    auto c = static_cast<std::uint32_t>(code_point);
    if (c >= 0xd800U && c < 0xe000U) c = 0xfffdU;
    const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80U) return put(c);
    if (c < 0x800U) {
        put(0xc0U | c >> 6U);
        return put(0x80U | (c & 0x3fU));
    }
    put(0xe0U | c >> 12U);
    put(0x80U | (c >> 6U & 0x3fU));
    put(0x80U | (c & 0x3fU));
}

}  // namespace

bool is_script_name(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}

void ScriptCursor::blanks() {
    while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\t' || rest_[0] == '\n' || rest_[0] == '\r'))
        rest_.remove_prefix(1);
}

bool ScriptCursor::take(std::string_view word) {
    blanks();
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
}

bool ScriptCursor::at(char c) {
    blanks();
    return !rest_.empty() && rest_[0] == c;
}

bool ScriptCursor::literal(std::string& out, std::size_t most) {
    blanks();
    if (rest_.empty()) return false;
    const char quote = rest_[0];
    if (quote != '"' && quote != '\'' && quote != '`') return false;
    for (std::size_t i = 1; i < rest_.size() && out.size() < most; ++i) {
        const char c = rest_[i];
        if (c == quote) {
            rest_.remove_prefix(i + 1);
            return true;
        }
        if (c == '\n' && quote != '`') return false;
        if (quote == '`' && c == '$' && i + 1 < rest_.size() && rest_[i + 1] == '{') {
            constexpr std::size_t longest = 1024;  // of what is left out: each byte is looked at a few times
            const auto end = rest_.substr(i, longest).find('}');
            if (end == std::string_view::npos) return false;
            i += end;
        } else if (c == '\\' && i + 1 < rest_.size()) {
            escape(++i, out);
        } else {
            out += c;
        }
    }
    return false;
}

// `i`: at what follows the backslash; left at its last byte.
void ScriptCursor::escape(std::size_t& i, std::string& out) const {
    const char c = rest_[i];
    const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : 0;
    if (digits > 0) {
        const auto value = i + digits < rest_.size() ? number(rest_.substr(i + 1, digits)) : -1;
        if (value >= 0) {
            append_utf8(value, out);
            i += digits;
            return;
        }
    }
    if (c == 'n' || c == 't' || c == 'r' || c == '\n') {
        if (c != '\n') out += ' ';  // a broken line goes on
        return;
    }
    out += c;
}

}  // namespace vigie::drivers
