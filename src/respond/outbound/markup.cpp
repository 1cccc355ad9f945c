#include <vigie/kit/utf8.hpp>
#include <vigie/respond/markup.hpp>

#include <algorithm>
#include <array>

namespace vigie::respond::markup {
namespace {

constexpr std::string_view ellipsis = "…";
constexpr std::string_view joiner = "\u200d";  // zero width: what it stands in is no mention any more

bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80U;
}

bool reserved(std::string_view after_at) {
    constexpr std::array<std::string_view, 4> names{"channel", "everyone", "here", "all"};
    return std::ranges::any_of(names, [&](std::string_view name) {
        if (after_at.size() < name.size()) return false;
        return std::equal(name.begin(), name.end(), after_at.begin(),
                          [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); });
    });
}

bool hidden(char32_t c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f;
}

template <class Each>
std::string each_byte(std::string_view text, Each&& each) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (std::size_t i = 0; i < text.size(); ++i) each(out, text[i], i);
    return out;
}

}  // namespace

std::string cut(std::string_view text, std::size_t limit) {
    std::size_t at = 0;
    std::size_t last = 0;
    for (std::size_t n = 0; at < text.size(); ++n) {
        if (n == limit) return std::string(text.substr(0, last)) + std::string(ellipsis);
        last = at;
        (void)kit::next_code_point(text, at);
    }
    return std::string(text);
}

std::string cut_bytes(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return std::string(text);
    if (limit < ellipsis.size()) return std::string(kit::prefix_utf8(text, limit));
    return std::string(kit::prefix_utf8(text, limit - ellipsis.size())) + std::string(ellipsis);
}

std::string clean(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto c = kit::next_code_point(text, at);
        if (hidden(c)) continue;
        const bool separator = c == 0x2028 || c == 0x2029 || c == 0x85;
        if (c == '\n') {
            out += '\n';
        } else if (c < 0x20 || c == 0x7f || separator || (c > 0x7f && c < 0xa0)) {
            if (c != '\r') out += ' ';
        } else {
            kit::append_utf8(out, c);
        }
    }
    return out;
}

std::string slack(std::string_view raw) {
    const auto text = clean(raw);
    return each_byte(text, [&](std::string& out, char c, std::size_t i) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            default: out += c;
        }
        if (c == '@' && reserved(std::string_view(text).substr(i + 1))) out += joiner;
    });
}

std::string markdown(std::string_view raw) {
    const auto text = clean(raw);
    constexpr std::string_view special = "\\`*_~|<>#[]()!";
    return each_byte(text, [&](std::string& out, char c, std::size_t i) {
        if (special.find(c) != std::string_view::npos) out += '\\';
        out += c;
        if (c == '@' && i + 1 < text.size() && letter(text[i + 1])) out += joiner;
    });
}

std::string card(std::string_view raw) {
    const auto text = clean(raw);
    return each_byte(text, [&](std::string& out, char c, std::size_t i) {
        if (c == '<') {
            out += "‹";
        } else if (c == '>') {
            out += "›";
        } else {
            out += c;
        }
        if (c == ']' && i + 1 < text.size() && (text[i + 1] == '(' || text[i + 1] == '[')) out += joiner;
    });
}

std::string cef_header(std::string_view raw) {
    return each_byte(clean(raw), [](std::string& out, char c, std::size_t) {
        if (c == '\\' || c == '|') out += '\\';
        out += c == '\n' ? ' ' : c;
    });
}

std::string cef_value(std::string_view raw) {
    return each_byte(clean(raw), [](std::string& out, char c, std::size_t) {
        if (c == '\n') {
            out += "\\n";
            return;
        }
        if (c == '\\' || c == '=') out += '\\';
        out += c;
    });
}

std::string sd_value(std::string_view raw) {
    return each_byte(clean(raw), [](std::string& out, char c, std::size_t) {
        if (c == '"' || c == '\\' || c == ']') out += '\\';
        out += c == '\n' ? ' ' : c;
    });
}

}  // namespace vigie::respond::markup
