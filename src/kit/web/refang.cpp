#include "web/refang.hpp"

#include <array>

namespace vigie::kit {
namespace {

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool starts_with_nocase(std::string_view text, std::string_view prefix) noexcept {
    if (text.size() < prefix.size()) return false;
    for (std::size_t i = 0; i < prefix.size(); ++i) {
        if (lower(text[i]) != prefix[i]) return false;
    }
    return true;
}

bool blank(char c) noexcept {
    return static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
}

}  // namespace

std::size_t dot_at(std::string_view text, std::size_t pos) noexcept {
    if (pos >= text.size()) return 0;
    if (text[pos] == '.') return 1;
    if (text[pos] != '[' && text[pos] != '(' && text[pos] != '{') return 0;
    static constexpr std::array<std::string_view, 9> forms{"[.]",   "(.)",     "{.}",     "[dot]", "(dot)",
                                                           "{dot}", "[point]", "(point)", "[.)"};
    for (const auto form : forms) {
        if (starts_with_nocase(text.substr(pos), form)) return form.size();
    }
    return 0;
}

std::size_t scheme_at(std::string_view text, std::size_t pos) noexcept {
    if (pos >= text.size() || lower(text[pos]) != 'h') return 0;
    const auto rest = text.substr(pos, 20);
    std::size_t n = 0;
    for (const std::string_view word : {"http", "hxxp", "h**p", "htxp"}) {
        if (starts_with_nocase(rest, word)) n = word.size();
    }
    if (n == 0) return 0;
    if (n < rest.size() && lower(rest[n]) == 's') ++n;
    if (rest.substr(n).starts_with("[:]")) {
        n += 3;
    } else if (rest.substr(n).starts_with(':')) {
        ++n;
    } else {
        return 0;
    }
    const auto slashes = n;
    while (n < rest.size() && (rest[n] == '/' || rest[n] == '\\')) ++n;
    return n - slashes >= 2 ? n : 0;
}

std::string refang(std::string_view text) {
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    std::string out;
    out.reserve(text.size());
    if (const auto n = scheme_at(text, 0); n > 0) {
        const auto head = text.substr(0, n);
        out = head.find_first_of("sS") == std::string_view::npos ? "http://" : "https://";
        text.remove_prefix(n);
    }
    bool in_host = true;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (c == '\t' || c == '\n' || c == '\r') {
            ++i;
            continue;
        }
        if (c == '/' || c == '?' || c == '#') in_host = false;
        if (const auto dot = in_host ? dot_at(text, i) : 0; dot > 1) {
            out += '.';
            i += dot;
        } else {
            out += c;
            ++i;
        }
    }
    return out;
}

}  // namespace vigie::kit
