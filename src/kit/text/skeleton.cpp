

#include "text/code_points.hpp"

#include <vigie/base/assert.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <unicode/uscript.h>
#include <unicode/uspoof.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

namespace vigie::kit {
namespace {

struct CloseChecker {
    void operator()(USpoofChecker* checker) const noexcept { uspoof_close(checker); }
};

const USpoofChecker* checker() {
    static const std::unique_ptr<USpoofChecker, CloseChecker> opened = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<USpoofChecker, CloseChecker> made(uspoof_open(&status));
        VIGIE_ASSERT(U_SUCCESS(status) != 0);
        return made;
    }();
    return opened.get();
}

std::string confusable_prototype(const std::string& text) {
    std::string out(text.size() * 3 + 16, '\0');
    for (;;) {
        UErrorCode status = U_ZERO_ERROR;
        const auto n =
            uspoof_getSkeletonUTF8(checker(), 0, text.data(), static_cast<std::int32_t>(text.size()),
                                   out.data(), static_cast<std::int32_t>(out.size()), &status);
        if (status == U_BUFFER_OVERFLOW_ERROR) {
            out.resize(static_cast<std::size_t>(n) + 1);
            continue;
        }
        VIGIE_ASSERT(U_SUCCESS(status) != 0);
        out.resize(static_cast<std::size_t>(n));
        return out;
    }
}

// Capitals look like other letters than their small forms do (Greek Η like H, η like n), so a text is read as
// it stands first, then once more when folded.
std::string prototype_by_icu(const std::string& text) {
    return fold(confusable_prototype(fold(confusable_prototype(text))));
}

// What names are written with. The prototype of a text is that of its code points, one after the other (UTS
// 39 §4), so a table answers; the others, rare letters of historic scripts, are asked of ICU one by one.
struct Range {
    char32_t first;
    char32_t last;
};
constexpr std::array<Range, 6> tabled{{{0x80, 0xABFF},
                                       {0xF900, 0xFFFD},
                                       {0x1D400, 0x1D7FF},
                                       {0x1F100, 0x1F2FF},
                                       {0x1F300, 0x1F9FF},
                                       {0x1FA70, 0x1FAFF}}};

CodePointTable make_prototypes() {
    CodePointTable table;
    for (const auto& range : tabled) {
        std::string lines;
        for (auto c = range.first; c <= range.last; ++c) {
            append_utf8(lines, c);
            lines += '\x01';
        }
        const auto prototypes = prototype_by_icu(lines);
        std::string_view rest = prototypes;
        for (auto c = range.first; c <= range.last; ++c) {
            const auto end = rest.find('\x01');
            VIGIE_ASSERT(end != std::string_view::npos);
            table.set(c, rest.substr(0, end));
            rest.remove_prefix(end + 1);
        }
    }
    return table;
}

const CodePointTable& prototypes() {
    static const CodePointTable table = make_prototypes();
    return table;
}

// ICU's prototypes keep letter case apart (0 → O, I → l): after folding, the rest of the look-alikes of lower
// case.
void append_ascii(std::string& out, char c) {
    switch (c) {
        case '0': out += 'o'; break;
        case '1':
        case 'i':
        case '|':
        case '!': out += 'l'; break;
        case 'm': out += "rn"; break;
        case 'v':
            if (!out.empty() && out.back() == 'v') {
                out.back() = 'w';
            } else {
                out += 'v';
            }
            break;
        default: out += c;
    }
}

bool all_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string lower_prototype(std::string_view text) {
    if (all_ascii(text)) return fold(text);
    const auto& table = prototypes();
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (static_cast<unsigned char>(text[i]) < 0x80) {
            out += fold_code_point(text, i);
            continue;
        }
        const auto start = i;
        const auto c = next_code_point(text, i);
        if (const auto known = table.find(c)) {
            out += *known;
        } else {
            out += prototype_by_icu(std::string(text.substr(start, i - start)));
        }
    }
    return out;
}

std::string skeleton_of_prototype(std::string_view prototype) {
    std::string out;
    out.reserve(prototype.size() + 8);
    for (const char c : prototype) append_ascii(out, c);
    return out;
}

bool digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
bool letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}
bool separator(char c) noexcept {
    return c == '.' || c == '_' || c == '-' || c == ' ';
}

char leet(char c) noexcept {
    switch (c) {
        case '3': return 'e';
        case '4':
        case '@': return 'a';
        case '5':
        case '$': return 's';
        case '7': return 't';
        default: return c;
    }
}

// A digit reads as a letter inside or before a word ("m3ridien", "4pple") and alone at its end ("orang3"),
// but a number stays one: "martin75", "2024", "canal_5".
bool reads_as_letter(std::string_view s, std::size_t first, std::size_t last) {
    const bool before = first > 0 && letter(s[first - 1]);
    const bool after = last < s.size() && letter(s[last]);
    const auto length = last - first;
    return (before && after && length <= 2) || ((before || after) && length == 1);
}

}  // namespace

std::string skeleton(std::string_view text) {
    return skeleton_of_prototype(lower_prototype(text));
}

std::string word_skeleton(std::string_view name) {
    const auto prototype = lower_prototype(name);
    std::string_view rest = prototype;
    if (rest.starts_with('@')) rest.remove_prefix(1);
    std::string plain;
    plain.reserve(rest.size());
    for (std::size_t i = 0; i < rest.size();) {
        const bool number = digit(rest[i]);
        auto end = i + 1;
        while (number && end < rest.size() && digit(rest[end])) ++end;
        const bool word = (number || rest[i] == '@' || rest[i] == '$') && reads_as_letter(rest, i, end);
        for (; i < end; ++i) plain += word ? leet(rest[i]) : rest[i];
    }
    return skeleton_of_prototype(plain);
}

std::string handle_skeleton(std::string_view handle) {
    auto out = word_skeleton(handle);
    std::erase_if(out, separator);
    return out;
}

namespace {

// Scripts that one word of a real language may hold together count as one.
enum class Writing : std::uint8_t { none, latin, east_asian, other };

Writing writing_of(UScriptCode script) {
    switch (script) {
        case USCRIPT_COMMON:
        case USCRIPT_INHERITED:
        case USCRIPT_UNKNOWN: return Writing::none;
        case USCRIPT_LATIN: return Writing::latin;
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
        case USCRIPT_HANGUL:
        case USCRIPT_BOPOMOFO: return Writing::east_asian;
        default: return Writing::other;
    }
}

}  // namespace

bool mixes_scripts(std::string_view text) {
    bool latin = false;
    bool east_asian = false;
    UScriptCode other = USCRIPT_COMMON;
    for (std::size_t i = 0; i < text.size();) {
        const auto c = next_code_point(text, i);
        if (!is_word_code_point(c)) {
            if (c == U'_') continue;
            latin = east_asian = false;
            other = USCRIPT_COMMON;
            continue;
        }
        UErrorCode status = U_ZERO_ERROR;
        const auto script = c < 0x80 ? (c >= 'A' ? USCRIPT_LATIN : USCRIPT_COMMON)
                                     : uscript_getScript(static_cast<UChar32>(c), &status);
        switch (writing_of(script)) {
            case Writing::none: continue;
            case Writing::latin: latin = true; break;
            case Writing::east_asian: east_asian = true; break;
            case Writing::other:
                if (other != USCRIPT_COMMON && other != script) return true;
                other = script;
        }
        if (other != USCRIPT_COMMON && (latin || east_asian)) return true;
    }
    return false;
}

}  // namespace vigie::kit
