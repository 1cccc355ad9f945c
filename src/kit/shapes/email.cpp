#include "shapes/digits.hpp"
#include "shapes/spans.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

namespace vigie::kit {
namespace {

using namespace shapes;

constexpr std::size_t longest_name = 64;  // RFC 5321
constexpr std::size_t longest_host = 253;

constexpr bool name_byte(char c) noexcept {
    return alnum(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-' || c == '\'';
}

std::size_t name_start(std::string_view text, std::size_t end) noexcept {
    auto start = end;
    while (start > 0 && end - start < longest_name && name_byte(text[start - 1])) --start;
    return start;
}

// "https://user:password@host": the part before '@' is no mailbox.
bool in_url(std::string_view text, std::size_t start) noexcept {
    if (before(text, start) == ':') start = name_start(text, start - 1);
    return text.substr(0, start).ends_with("//");
}

// Where the name that ends at `end` begins; `end` when there is none.
std::size_t name_before(std::string_view text, std::size_t end) noexcept {
    auto start = name_start(text, end);
    if (before(text, start) == '@' || in_url(text, start)) return end;
    while (start < end && !alnum(text[start]) && text[start] != '_') ++start;
    return start < end && text[end - 1] != '.' ? start : end;
}

struct Host {
    std::size_t end = 0;
    bool good = false;
};

// Labels with dots between them, the last of at least two letters.
Host host_at(std::string_view text, std::size_t start) noexcept {
    Host found{start, false};
    std::size_t label = 0;  // its code points so far
    bool digits = false;
    bool dotted = false;
    char last = '.';
    const auto close = [&](std::size_t pos) {
        if (dotted && label >= 2 && !digits && last != '-') found = {pos, true};
    };
    auto pos = start;
    while (pos < text.size() && pos - start < longest_host) {
        const char c = text[pos];
        const auto from = pos;
        if (c == '.') {
            if (label == 0 || last == '-') break;
            close(pos);
            dotted = true;
            label = 0;
            digits = false;
            ++pos;
        } else if (alnum(c) || (c == '-' && label > 0)) {
            digits = digits || digit(c);
            ++label;
            ++pos;
        } else if (static_cast<unsigned char>(c) >= 0x80 && is_word_code_point(next_code_point(text, pos))) {
            ++label;
        } else {
            pos = from;
            break;
        }
        last = c;
    }
    close(pos);
    return found;
}

// "logo@2x.png" names a picture.
bool picture(std::string_view host) noexcept {
    return host.size() > 3 && digit(host[0]) && host[1] == 'x' && host[2] == '.';
}

// Calls found(span) for each; stops when it answers false.
template <class Found>
void scan(std::string_view text, Found found) {
    std::size_t last = 0;
    for (auto sign = text.find('@'); sign != std::string_view::npos; sign = text.find('@', sign + 1)) {
        const auto start = name_before(text, sign);
        if (start == sign || start < last) continue;
        const auto host = host_at(text, sign + 1);
        if (!host.good || picture(text.substr(sign + 1, host.end - sign - 1))) continue;
        last = host.end;
        if (!found(Span{start, host.end})) return;
    }
}

}  // namespace

bool has_email(std::string_view text) noexcept {
    return shapes::has_any(text, [](auto t, auto found) { scan(t, found); });
}

std::vector<Span> find_emails(std::string_view text) {
    return shapes::find_all(text, [](auto t, auto found) { scan(t, found); });
}

}  // namespace vigie::kit
