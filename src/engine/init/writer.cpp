#include "init/writer.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <array>

namespace vigie::engine {
namespace {

std::string one_line(std::string_view text) {
    std::string out;
    for (const char c : kit::sanitize_utf8(text, limits::name_bytes)) {
        const bool blank = (c >= 0 && c <= 0x20) || c == 0x7F;
        if (!blank) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

bool plain(std::string_view text) {
    constexpr std::array reserved{"null", "Null", "NULL", "true", "false", "yes", "no", "on", "off"};
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0xC3;
    };
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' ||
               c == '.' || c == '-' || c == '_' || c == '@' || c == '+' || c == '/' ||
               static_cast<unsigned char>(c) >= 0x80;
    };
    return !text.empty() && letter(text.front()) && std::ranges::all_of(text, allowed) &&
           std::ranges::find(reserved, text) == reserved.end();
}

}  // namespace

std::string scalar(std::string_view text) {
    const auto line = one_line(text);
    if (plain(line)) return line;
    std::string out = "\"";
    for (const char c : line) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

Writer& Writer::say(std::string_view french, std::string_view english, std::size_t indent) {
    auto text = pick(french, english);
    while (!text.empty()) {
        const auto end = text.find('\n');
        out_ += std::string(indent, ' ') + "# ";
        out_ += text.substr(0, end);
        out_ += '\n';
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return *this;
}

Writer& Writer::line(std::string_view text) {
    out_ += text;
    out_ += '\n';
    return *this;
}

}  // namespace vigie::engine
