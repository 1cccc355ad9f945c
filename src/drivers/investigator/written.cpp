#include "written.hpp"

#include "script_cursor.hpp"

#include <array>
#include <cstdint>

namespace vigie::drivers {
namespace {

constexpr std::size_t most_bytes = std::size_t{256} << 10U;

// What comes between the name and the HTML.
enum class Form : std::uint8_t { call, assignment, second_argument };
struct Way {
    std::string_view name;
    Form form;
};
constexpr std::array ways{
    Way{"document.write", Form::call},
    Way{"document.writeln", Form::call},
    Way{".innerHTML", Form::assignment},
    Way{".outerHTML", Form::assignment},
    Way{".srcdoc", Form::assignment},
    Way{".insertAdjacentHTML", Form::second_argument},
    Way{".html", Form::call},
    Way{".append", Form::call},
    Way{".prepend", Form::call},
};

std::string of_base64(std::string_view text) {
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        std::uint32_t value = 0;
        if (c >= 'A' && c <= 'Z')
            value = static_cast<std::uint32_t>(c - 'A');
        else if (c >= 'a' && c <= 'z')
            value = static_cast<std::uint32_t>(c - 'a' + 26);
        else if (c >= '0' && c <= '9')
            value = static_cast<std::uint32_t>(c - '0' + 52);
        else if (c == '+')
            value = 62;
        else if (c == '/')
            value = 63;
        else
            continue;
        bits = (bits << 6U | value) & 0xffffffU;
        if ((count = (count + 1) % 4) == 1) continue;
        const unsigned left = count == 2 ? 4 : count == 3 ? 2 : 0;
        out += static_cast<char>(bits >> left & 0xffU);
    }
    return out;
}

std::string of_percent(std::string_view text) {
    const auto digit = [](char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        if (c >= 'A' && c <= 'F') return c - 'A' + 10;
        return -1;
    };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
            out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

bool one(ScriptCursor& at, std::string& out) {
    std::string text;
    for (const auto* wrapper : {"window.atob(", "atob("}) {
        if (!at.take(wrapper)) continue;
        if (!at.literal(text, most_bytes)) return false;
        out += of_base64(text);
        return at.take(")");
    }
    for (const auto* wrapper : {"unescape(", "decodeURIComponent(", "decodeURI("}) {
        if (!at.take(wrapper)) continue;
        if (!at.literal(text, most_bytes)) return false;
        out += of_percent(text);
        return at.take(")");
    }
    return at.literal(out, most_bytes);
}

// A literal, or several added up; a variable between two of them is stepped over.
void sum(ScriptCursor& at, std::string& out) {
    constexpr int most_terms = 2000;
    for (int i = 0; i < most_terms && out.size() < most_bytes; ++i) {
        if (!one(at, out)) {
            auto rest = at.rest();
            std::size_t n = 0;
            while (n < rest.size() && (is_script_name(rest[n]) || rest[n] == '.')) ++n;
            if (n == 0) return;
            at = ScriptCursor(rest.substr(n));
        }
        if (!at.take("+")) return;
    }
}

bool leads_to_html(ScriptCursor& at, Form form) {
    if (form == Form::assignment) return (at.take("+=") || at.take("=")) && !at.at('=');
    if (!at.take("(")) return false;
    if (form == Form::call) return true;
    std::string place;
    return at.literal(place, 64) && at.take(",");
}

}  // namespace

std::string html_written_by(std::string_view script) {
    std::string out;
    for (std::size_t i = 0; i < script.size() && out.size() < most_bytes; ++i) {
        if (script[i] != '.' && script[i] != 'd') continue;
        for (const auto& way : ways) {
            if (!script.substr(i).starts_with(way.name)) continue;
            const auto end = i + way.name.size();
            if (end < script.size() && is_script_name(script[end])) continue;  // ".appendChild"
            ScriptCursor at(script.substr(end));
            if (!leads_to_html(at, way.form)) continue;
            sum(at, out);
            out += '\n';
            i = script.size() - at.rest().size() - 1;  // what was read is not read again
            break;
        }
    }
    if (out.size() > most_bytes) out.resize(most_bytes);
    return out.find('<') == std::string::npos ? std::string() : out;
}

}  // namespace vigie::drivers
