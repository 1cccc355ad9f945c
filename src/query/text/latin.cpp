#include "text/latin.hpp"

#include "text/unmask.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <array>

namespace vigie::query {
namespace {

struct LookAlike {
    char32_t code_point;
    char latin;
};
// Letters of Greek and Cyrillic that are taken for Latin ones, and the small capitals of the phonetic
// alphabets, which Unicode does not fold. By code point.
constexpr auto look_alikes = std::to_array<LookAlike>({
    {0x0262, 'g'}, {0x026A, 'i'}, {0x0274, 'n'}, {0x0280, 'r'}, {0x028F, 'y'}, {0x0299, 'b'}, {0x029C, 'h'},
    {0x029F, 'l'}, {0x0391, 'a'}, {0x0392, 'b'}, {0x0395, 'e'}, {0x0396, 'z'}, {0x0397, 'h'}, {0x0399, 'i'},
    {0x039A, 'k'}, {0x039C, 'm'}, {0x039D, 'n'}, {0x039F, 'o'}, {0x03A1, 'p'}, {0x03A4, 't'}, {0x03A5, 'y'},
    {0x03A7, 'x'}, {0x03AC, 'a'}, {0x03AD, 'e'}, {0x03AF, 'i'}, {0x03B1, 'a'}, {0x03B3, 'y'}, {0x03B5, 'e'},
    {0x03B7, 'n'}, {0x03B9, 'i'}, {0x03BA, 'k'}, {0x03BD, 'v'}, {0x03BF, 'o'}, {0x03C1, 'p'}, {0x03C4, 't'},
    {0x03C5, 'u'}, {0x03C7, 'x'}, {0x03C9, 'w'}, {0x03CC, 'o'}, {0x03CD, 'u'}, {0x03F2, 'c'}, {0x03F3, 'j'},
    {0x03F9, 'c'}, {0x0401, 'e'}, {0x0405, 's'}, {0x0406, 'i'}, {0x0407, 'i'}, {0x0408, 'j'}, {0x0410, 'a'},
    {0x0412, 'b'}, {0x0415, 'e'}, {0x041A, 'k'}, {0x041C, 'm'}, {0x041D, 'h'}, {0x041E, 'o'}, {0x0420, 'p'},
    {0x0421, 'c'}, {0x0422, 't'}, {0x0423, 'y'}, {0x0425, 'x'}, {0x0430, 'a'}, {0x0432, 'b'}, {0x0433, 'r'},
    {0x0435, 'e'}, {0x043A, 'k'}, {0x043C, 'm'}, {0x043D, 'h'}, {0x043E, 'o'}, {0x043F, 'n'}, {0x0440, 'p'},
    {0x0441, 'c'}, {0x0442, 't'}, {0x0443, 'y'}, {0x0445, 'x'}, {0x044C, 'b'}, {0x0451, 'e'}, {0x0455, 's'},
    {0x0456, 'i'}, {0x0457, 'i'}, {0x0458, 'j'}, {0x0474, 'v'}, {0x0475, 'v'}, {0x0492, 'f'}, {0x0493, 'f'},
    {0x049B, 'k'}, {0x04AE, 'y'}, {0x04AF, 'y'}, {0x04BA, 'h'}, {0x04BB, 'h'}, {0x0500, 'd'}, {0x0501, 'd'},
    {0x050D, 'g'}, {0x051A, 'q'}, {0x051B, 'q'}, {0x051C, 'w'}, {0x051D, 'w'}, {0x1D00, 'a'}, {0x1D04, 'c'},
    {0x1D05, 'd'}, {0x1D07, 'e'}, {0x1D0A, 'j'}, {0x1D0B, 'k'}, {0x1D0D, 'm'}, {0x1D0F, 'o'}, {0x1D18, 'p'},
    {0x1D1B, 't'}, {0x1D1C, 'u'}, {0x1D20, 'v'}, {0x1D21, 'w'}, {0x1D22, 'z'}, {0xA730, 'f'}, {0xA731, 's'},
    {0xA7AF, 'q'},
});
static_assert(std::is_sorted(look_alikes.begin(), look_alikes.end(),
                             [](const LookAlike& a, const LookAlike& b) {
                                 return a.code_point < b.code_point;
                             }));

constexpr bool greek_or_cyrillic(char32_t c) noexcept {
    return (c >= 0x370 && c <= 0x52F) || (c >= 0x1C80 && c <= 0x1C8F) || (c >= 0x1F00 && c <= 0x1FFF) ||
           (c >= 0x2DE0 && c <= 0x2DFF) || (c >= 0xA640 && c <= 0xA69F);
}

}  // namespace

std::optional<char> latin_look_alike(char32_t code_point) noexcept {
    const auto found = std::lower_bound(look_alikes.begin(), look_alikes.end(), code_point,
                                        [](const LookAlike& a, char32_t b) { return a.code_point < b; });
    if (found == look_alikes.end() || found->code_point != code_point) return std::nullopt;
    return found->latin;
}

bool reads_as_latin(std::string_view token, std::string& out) {
    // Bytes that begin what is neither ASCII nor an accented Latin letter of U+0080 to U+023F.
    if (std::all_of(token.begin(), token.end(), [](char c) { return static_cast<unsigned char>(c) < 0xC9; }))
        return false;
    out.clear();
    bool borrowed = false;
    bool latin = false;
    for (std::size_t pos = 0; pos < token.size();) {
        auto after = pos;
        const auto code_point = kit::next_code_point(token, after);
        if (const auto letter = latin_look_alike(code_point)) {
            borrowed = true;
            latin = latin || !greek_or_cyrillic(code_point);
            out += *letter;
            pos = after;
            continue;
        }
        if (greek_or_cyrillic(code_point)) return false;
        for (const char c : kit::fold_code_point(token, pos)) {
            if (static_cast<unsigned char>(c) >= 0x80) return false;
            latin = latin || (c >= 'a' && c <= 'z');
            out += c;
        }
    }
    return borrowed && latin;
}

}  // namespace vigie::query
