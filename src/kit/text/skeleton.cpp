

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
        if (U_FAILURE(status) != 0) return text;
        out.resize(static_cast<std::size_t>(n));
        return out;
    }
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

// Capitals look like other letters than their small forms do (Greek Η like H, η like n), so the text is read
// as it stands first, then once more when folded.
std::string lower_prototype(std::string_view text) {
    auto folded = all_ascii(text) ? fold(text) : fold(confusable_prototype(std::string(text)));
    return all_ascii(folded) ? folded : fold(confusable_prototype(folded));
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
