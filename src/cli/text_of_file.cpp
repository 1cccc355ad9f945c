// From a file that an operator registers to its text.
#include "commands/vault.hpp"
#include "common.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <array>
#include <charconv>
#include <filesystem>
#include <utility>

namespace vigie::cli {
namespace {

// "&eacute;" by its first letter: accents do not count where this text goes.
void add_entity(std::string& out, std::string_view name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> named{{{"amp", "&"},
                                                                                  {"lt", "<"},
                                                                                  {"gt", ">"},
                                                                                  {"quot", "\""},
                                                                                  {"apos", "'"},
                                                                                  {"nbsp", " "},
                                                                                  {"oelig", "oe"}}};
    for (const auto& [key, value] : named) {
        if (name != key) continue;
        out += value;
        return;
    }
    if (name.starts_with('#')) {
        const bool hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        const auto digits = name.substr(hex ? 2 : 1);
        std::uint32_t code = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
        if (read.ec == std::errc{} && code > 0 && code < 0x110000 && (code < 0xD800 || code > 0xDFFF))
            kit::append_utf8(out, code);
        return;
    }
    constexpr std::array<std::string_view, 6> accents{"acute", "grave", "circ", "uml", "cedil", "tilde"};
    for (const auto accent : accents)
        if (name.size() == accent.size() + 1 && name.ends_with(accent)) {
            out += name[0];
            return;
        }
    out += ' ';
}

std::string without_tags(std::string_view html) {
    std::string out;
    for (std::size_t pos = 0; pos < html.size();) {
        if (html[pos] == '<') {
            const auto after = html.substr(pos + 1, 6);
            const auto folded = kit::fold(after);
            std::string_view end = ">";
            if (folded.starts_with("script")) end = "</script>";
            if (folded.starts_with("style")) end = "</style>";
            if (after.starts_with("!--")) end = "-->";
            const auto close = html.find(end, pos);
            if (close == std::string_view::npos) break;
            pos = close + end.size();
            out += ' ';
            continue;
        }
        constexpr std::size_t longest = 10;
        if (const auto semicolon = html.substr(pos, longest).find(';');
            html[pos] == '&' && semicolon != std::string_view::npos) {
            add_entity(out, html.substr(pos + 1, semicolon - 1));
            pos += semicolon + 1;
            continue;
        }
        out += html[pos++];
    }
    return out;
}

}  // namespace

Result<std::string> text_of_file(const std::string& path) {
    VIGIE_TRY_ASSIGN(auto bytes, read_file(path));
    constexpr std::size_t looked_at = 4096;
    const auto head = std::string_view(bytes).substr(0, looked_at);
    if (head.find('\0') != std::string_view::npos || head.starts_with("%PDF") ||
        head.starts_with("PK\x03\x04"))
        return fail(Errc::invalid_argument,
                    "{} is no text: register its text (pdftotext, or save as plain text), or its picture",
                    path);
    const auto text = kit::sanitize_utf8(bytes, bytes.size());
    const auto kind = kit::fold(std::filesystem::path(path).extension().string());
    return kind == ".html" || kind == ".htm" ? without_tags(text) : text;
}

}  // namespace vigie::cli
