#include "format/yaml_bytes.hpp"

#include <vigie/base/limits.hpp>

#include <fmt/core.h>

#include <algorithm>

namespace vigie::kit {
namespace {

constexpr std::string_view utf8_help =
    "save the file as UTF-8 (in Windows Notepad: Save as, then Encoding: UTF-8; in Excel: CSV UTF-8)";

// Length of the well-formed sequence at `pos` (Unicode 15, table 3-7), or 0.
std::size_t sequence_length(std::string_view s, std::size_t pos) {
    const auto at = [&](std::size_t i) -> unsigned {
        return i < s.size() ? static_cast<unsigned char>(s[i]) : 0U;
    };
    const auto tail = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
        return at(pos + i) >= low && at(pos + i) <= high;
    };
    const auto b = at(pos);
    if (b < 0x80) return 1;
    if (b >= 0xC2 && b <= 0xDF) return tail(1) ? 2 : 0;
    if (b >= 0xE0 && b <= 0xEF) {
        return tail(1, b == 0xE0 ? 0xA0 : 0x80, b == 0xED ? 0x9F : 0xBF) && tail(2) ? 3 : 0;
    }
    if (b >= 0xF0 && b <= 0xF4) {
        return tail(1, b == 0xF0 ? 0x90 : 0x80, b == 0xF4 ? 0x8F : 0xBF) && tail(2) && tail(3) ? 4 : 0;
    }
    return 0;
}

bool check_characters(YamlDocument& document) {
    const auto body = document.body;
    for (std::size_t pos = 0; pos < body.size();) {
        const auto length = sequence_length(body, pos);
        const auto byte = static_cast<unsigned char>(body[pos]);
        if (length == 0) {
            complain_at(document, pos, "encoding", fmt::format("this is not UTF-8 (byte 0x{:02X})", byte),
                        std::string(utf8_help));
            return false;
        }
        // U+0004 would end the file silently inside the parser; none of them has a meaning here.
        if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F) {
            complain_at(document, pos, "encoding", fmt::format("control character U+{:04X}", byte),
                        "remove it: it is invisible, so retype the text around this place");
            return false;
        }
        pos += length;
    }
    return true;
}

}  // namespace

void complain_at(YamlDocument& document, std::size_t pos, std::string_view code, std::string message,
                 std::string help) {
    const auto& starts = document.line_starts;
    const auto line = static_cast<std::size_t>(std::ranges::upper_bound(starts, pos) - starts.begin());
    document.complain(Diagnostic::Level::error, code, line, pos - starts[line - 1], std::move(message),
                      std::move(help));
}

bool check_yaml_bytes(YamlDocument& document) {
    const std::string_view content = document.content;
    document.line_starts = {0};
    if (content.size() > limits::yaml_bytes) {
        document.complain(Diagnostic::Level::error, "too-large", 0, 0,
                          fmt::format("the file is larger than {} MiB", limits::yaml_bytes >> 20U),
                          "split it into several files: they are read together");
        return false;
    }
    if (content.starts_with("\xFF\xFE") || content.starts_with("\xFE\xFF")) {
        document.complain(Diagnostic::Level::error, "encoding", 0, 0, "the file is UTF-16, not UTF-8",
                          std::string(utf8_help));
        return false;
    }
    document.body = content.starts_with("\xEF\xBB\xBF") ? content.substr(3) : content;
    for (std::size_t pos = document.body.find('\n'); pos != std::string_view::npos;
         pos = document.body.find('\n', pos + 1)) {
        document.line_starts.push_back(pos + 1);
    }
    return check_characters(document);
}

std::size_t closing_quote(std::string_view body, std::size_t open) {
    const char quote = body[open];
    for (auto pos = open + 1; pos < body.size(); ++pos) {
        if (quote == '"' && body[pos] == '\\') {
            ++pos;
        } else if (body[pos] == quote) {
            if (quote == '"' || pos + 1 >= body.size() || body[pos + 1] != quote) return pos;
            ++pos;  // '' is an apostrophe
        }
    }
    return std::string_view::npos;
}

std::size_t opening_quote(std::string_view body, std::size_t from) {
    for (auto pos = body.find_first_of("'\"", from); pos != std::string_view::npos;
         pos = body.find_first_of("'\"", pos + 1)) {
        if (pos == 0 || std::string_view(" \t\n,:[{").find(body[pos - 1]) != std::string_view::npos)
            return pos;
    }
    return std::string_view::npos;
}

bool indented_with_tab(std::string_view line) {
    const auto end = line.find_first_not_of(" \t");
    return line.substr(0, end).find('\t') != std::string_view::npos && end != std::string_view::npos &&
           line[end] != '#' && line[end] != '\r';
}

}  // namespace vigie::kit
