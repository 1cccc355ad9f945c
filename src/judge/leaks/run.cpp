#include "run.hpp"

#include <vigie/kit/ascii.hpp>

namespace vigie::judge::leaks {
namespace {

using kit::ascii::alnum;
using kit::ascii::digit;

char at(std::string_view text, std::size_t pos) noexcept {
    return pos < text.size() ? text[pos] : ' ';
}

// "O1.42", "10.O2": a typist's zero.
bool zero_letter(std::string_view text, std::size_t pos) noexcept {
    const char c = at(text, pos);
    if (c != 'O' && c != 'o') return false;
    const char before = pos == 0 ? ' ' : text[pos - 1];
    const char after = at(text, pos + 1);
    return (digit(before) && !alnum(after)) || (digit(after) && !alnum(before));
}

// 2A and 2B in the sixth and seventh place of a NIR.
bool corsica(std::string_view text, std::size_t pos, std::size_t digits) noexcept {
    const char c = at(text, pos);
    if ((c != 'A' && c != 'B' && c != 'a' && c != 'b') || digits != 6 || text[pos - 1] != '2') return false;
    const auto next = pos + 1 + blank_at(text, pos + 1);
    return digit(at(text, next)) || digit(at(text, next + 1));
}

}  // namespace

std::size_t blank_at(std::string_view text, std::size_t pos) noexcept {
    if (pos >= text.size()) return 0;
    if (text[pos] == ' ') return 1;
    if (static_cast<unsigned char>(text[pos]) < 0x80) return 0;
    if (text.substr(pos, 2) == "\u00A0") return 2;
    const auto three = text.substr(pos, 3);
    return three == "\u202F" || three == "\u2009" ? 3 : 0;
}

Run run_at(std::string_view text, std::size_t pos) noexcept {
    Run run;
    std::size_t digits = 0;
    char joint = 0;
    while (run.count < Run::most_groups) {
        DigitGroup group{pos, pos, joint};
        while (digit(at(text, group.end)) || zero_letter(text, group.end) ||
               corsica(text, group.end, digits)) {
            ++group.end;
            ++digits;
        }
        if (group.size() == 0) break;
        run.groups[run.count++] = group;
        pos = group.end;
        joint = 0;
        if (const auto blank = blank_at(text, pos); blank > 0) {
            joint = ' ';
            pos += blank;
        }
        const char c = at(text, pos);
        if (c == '.' || c == '-' || c == '/' || c == '|' || c == '(' || c == ')' || c == '_') {
            joint = c;
            ++pos;
            if (c == ')' && at(text, pos) == '-') ++pos;
            pos += blank_at(text, pos);
        } else if (text.substr(pos < text.size() ? pos : text.size(), 3) == "\u2013") {
            joint = '-';
            pos += 3;
            pos += blank_at(text, pos);
        }
        if (joint == 0 || pos >= text.size()) break;
    }
    return run;
}

}  // namespace vigie::judge::leaks
