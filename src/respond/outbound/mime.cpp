#include <vigie/respond/mime.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace vigie::respond::mime {
namespace {

constexpr std::size_t line_limit = 76;
constexpr std::string_view word_begin = "=?UTF-8?Q?";
constexpr std::string_view word_end = "?=";
constexpr std::size_t word_limit = 75;

bool is_control(char c) noexcept {
    const auto b = static_cast<unsigned char>(c);
    return b < 0x20 || b == 0x7f;
}
bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}
std::string hex_byte(char c) {
    return fmt::format("={:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
}

std::size_t code_point_bytes(std::string_view text, std::size_t at) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) ++end;
    return end - at;
}

std::string q_character(std::string_view bytes) {
    if (bytes == " ") return "_";
    const char c = bytes.front();
    const bool plain =
        bytes.size() == 1 && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                              std::string_view("!*+-/").find(c) != std::string_view::npos);
    if (plain) return std::string(bytes);
    std::string out;
    for (const char b : bytes) out += hex_byte(b);
    return out;
}

std::string fold_ascii(std::string_view text, std::size_t column) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        auto end = text.find(' ', at + 1);
        if (end == std::string_view::npos) end = text.size();
        const auto word = text.substr(at, end - at);  // keeps its leading blank
        if (column + word.size() > line_limit && word.starts_with(' ')) {
            out += "\r\n";
            column = 0;
        }
        out += word;
        column += word.size();
        at = end;
    }
    return out;
}

}  // namespace

bool header_safe(std::string_view value) noexcept {
    return std::ranges::none_of(value, is_control);
}

std::string header_text(std::string_view text, std::size_t column) {
    if (is_ascii(text)) return fold_ascii(text, column);
    std::string out(word_begin);
    std::size_t used = column + word_begin.size();
    std::size_t word = word_begin.size();
    for (std::size_t at = 0; at < text.size();) {
        const auto bytes = code_point_bytes(text, at);
        const auto coded = q_character(text.substr(at, bytes));
        if (word + coded.size() + word_end.size() > word_limit ||
            used + coded.size() + word_end.size() > line_limit) {
            out += word_end;
            out += "\r\n ";
            out += word_begin;
            word = word_begin.size();
            used = word + 1;
        }
        out += coded;
        word += coded.size();
        used += coded.size();
        at += bytes;
    }
    out += word_end;
    return out;
}

std::string quoted_printable(std::string_view text) {
    std::string out;
    std::size_t column = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\r') continue;
        if (c == '\n') {
            out += "\r\n";
            column = 0;
            continue;
        }
        const auto next = text.find_first_not_of('\r', i + 1);
        const bool line_ends = next == std::string_view::npos || text[next] == '\n';
        const auto b = static_cast<unsigned char>(c);
        const bool plain = (b >= 0x21 && b <= 0x7e && c != '=') || ((c == ' ' || c == '\t') && !line_ends);
        const auto coded = plain ? std::string(1, c) : hex_byte(c);
        if (column + coded.size() > line_limit - 1) {
            out += "=\r\n";
            column = 0;
        }
        out += coded;
        column += coded.size();
    }
    return out;
}

std::string date(Time t) {
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(t);
    const std::chrono::year_month_day ymd(day);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(t - day));
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000",
                       days.at(std::chrono::weekday(day).c_encoding()), static_cast<unsigned>(ymd.day()),
                       months.at(static_cast<unsigned>(ymd.month()) - 1), static_cast<int>(ymd.year()),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string html(std::string_view text) {
    std::string out =
        "<!doctype html><html><body style=\"font-family:sans-serif;font-size:15px;line-height:1.45\"><p>";
    const auto escape = [&out](std::string_view part) {
        for (const char c : part) {
            switch (c) {
                case '<': out += "&lt;"; break;
                case '>': out += "&gt;"; break;
                case '&': out += "&amp;"; break;
                case '"': out += "&quot;"; break;
                case '\n': out += "<br>\n"; break;
                case '\r': break;
                default: out += c;
            }
        }
    };
    while (!text.empty()) {
        const auto link = std::min(text.find("https://"), text.find("http://"));
        escape(text.substr(0, link));
        if (link == std::string_view::npos) break;
        text.remove_prefix(link);
        const auto url = text.substr(0, text.find_first_of(" \t\r\n<>\"'"));
        out += "<a href=\"";
        escape(url);
        out += "\">";
        escape(url);
        out += "</a>";
        text.remove_prefix(url.size());
    }
    return out + "</p></body></html>\n";
}

std::string Address::header(std::size_t column) const {
    if (name.empty()) return email;
    if (!is_ascii(name)) return header_text(name, column) + " <" + email + ">";
    std::string quoted = "\"";
    for (const char c : name) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + "\" <" + email + ">";
}

std::optional<Address> parse_address(std::string_view text) {
    const auto trim = [](std::string_view part) {
        while (part.starts_with(' ')) part.remove_prefix(1);
        while (part.ends_with(' ')) part.remove_suffix(1);
        return part;
    };
    Address out;
    auto email = trim(text);
    if (const auto open = email.rfind('<'); open != std::string_view::npos && email.ends_with('>')) {
        auto name = trim(email.substr(0, open));
        if (name.size() >= 2 && name.starts_with('"') && name.ends_with('"'))
            name = name.substr(1, name.size() - 2);
        out.name = std::string(name);
        email = trim(email.substr(open + 1, email.size() - open - 2));
    }
    const auto at = email.find('@');
    const bool one_at = at != std::string_view::npos && email.find('@', at + 1) == std::string_view::npos;
    constexpr std::size_t longest = 254;
    const bool clean = std::ranges::all_of(email, [](char c) {
        const auto b = static_cast<unsigned char>(c);
        return b > 0x20 && b < 0x7f && std::string_view("<>()[],;:\\\"").find(c) == std::string_view::npos;
    });
    if (!one_at || at == 0 || at + 1 == email.size() || !clean || email.size() > longest) return std::nullopt;
    if (!header_safe(out.name)) return std::nullopt;
    out.email = std::string(email);
    return out;
}

}  // namespace vigie::respond::mime
