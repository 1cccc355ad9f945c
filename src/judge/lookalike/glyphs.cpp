#include "lookalike/glyphs.hpp"

#include <vigie/judge/phrase.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace vigie::judge {
namespace {

using namespace std::string_view_literals;

// Letters that case folding and the removal of accents leave outside ASCII, by what they are read as.
struct Drawn {
    char as;
    std::u32string_view letters;
};
constexpr std::array drawn{
    Drawn{'a', U"ɑəаαɐᴀƛ"},    Drawn{'b', U"ʙɓƅƀьвβƃъ"}, Drawn{'c', U"ƈᴄсϲȼↄ"},   Drawn{'d', U"ɗđɖԁƌðᴅ"},
    Drawn{'e', U"ɇеєεᴇǝɛ"},    Drawn{'f', U"ƒꜰғ"},       Drawn{'g', U"ɢɡǥɠԍ"},    Drawn{'h', U"ħɦⱨһнʜћ"},
    Drawn{'i', U"ıɩɨɪіιɭ"},    Drawn{'j', U"ʝɉјϳᴊ"},     Drawn{'k', U"ⱪᴋƙкκĸқ"},  Drawn{'l', U"ɫłӏƚʟɬ"},
    Drawn{'m', U"ᴍɱмꮇ"}, Drawn{'n', U"ꞑŋɴɲпηƞиռ"}, Drawn{'o', U"ᴏøоοσɵօө"}, Drawn{'p', U"ƿƥрρᴘ"},
    Drawn{'q', U"ʠԛɋզ"},       Drawn{'r', U"ʀɼɽɍɾгᴦя"},  Drawn{'s', U"ʂꜱѕƨȿ"},    Drawn{'t', U"ŧƫтτᴛƭţ"},
    Drawn{'u', U"ᴜʉυцսμ"},     Drawn{'v', U"ⱱᶌⱴᴠѵν"},    Drawn{'w', U"ⱳᴡԝωшѡ"},   Drawn{'x', U"хχ"},
    Drawn{'y', U"ʏƴɏỿуγүყ"},   Drawn{'z', U"ʐᴢƶⱬʒ"},     Drawn{'2', U"ƻ"},        Drawn{'5', U"ƽ"},
};

char read_as(char32_t c) {
    static const auto table = [] {
        std::vector<std::pair<char32_t, char>> rows;
        for (const auto& d : drawn)
            for (const char32_t letter : d.letters) rows.emplace_back(letter, d.as);
        std::ranges::sort(rows);
        return rows;
    }();
    const auto it = std::ranges::lower_bound(table, c, {}, &std::pair<char32_t, char>::first);
    return it != table.end() && it->first == c ? it->second : '?';
}

// Written by the languages around: says little alone ("société", "müller", "niño").
constexpr std::u32string_view at_home = U"àâäáãåæçèéêëíìîïñóòôöõøœùúûüÿßł";

// Letters of one class are mistaken for one another.
constexpr std::array<char, 128> classes = [] {
    std::array<char, 128> c{};
    for (std::size_t i = 0; i < c.size(); ++i) c[i] = static_cast<char>(i);
    for (const auto members :
         {"li1"sv, "ce"sv, "bd"sv, "nmr"sv, "gq"sv, "o0"sv, "vu"sv, "s5"sv, "a4"sv, "t7"sv}) {
        for (const char m : members) c[static_cast<std::size_t>(m)] = members[0];
    }
    return c;
}();
char class_of(char c) noexcept {
    return static_cast<unsigned char>(c) < classes.size() ? classes[static_cast<std::size_t>(c)] : c;
}
bool alike(char own, char shown) noexcept {
    if (class_of(own) == class_of(shown)) return true;
    // 8 reads as 3, 9 as 6, g as 9, but not all as one another.
    constexpr std::array pairs{"38"sv, "83"sv, "69"sv, "96"sv, "g9"sv, "q9"sv,
                               "e3"sv, "b8"sv, "b6"sv, "z2"sv, "y4"sv};
    return std::ranges::any_of(pairs, [&](std::string_view p) { return p[0] == own && p[1] == shown; });
}

// One letter of ours for two that are shown (classes).
constexpr std::array wider{std::pair{'b', "lb"sv}, std::pair{'b', "cl"sv}, std::pair{'b', "bl"sv},
                           std::pair{'h', "lh"sv}, std::pair{'k', "lk"sv}, std::pair{'k', "lc"sv},
                           std::pair{'n', "nn"sv}, std::pair{'w', "vv"sv}};
// Two letters of ours for one that is shown, as written.
constexpr std::array narrower{std::pair{"rn"sv, 'm'}, std::pair{"nn"sv, 'm'}, std::pair{"cl"sv, 'd'},
                              std::pair{"vv"sv, 'w'}};

bool shows_wide(char own, std::string_view shown) {
    const std::array pair{class_of(shown[0]), class_of(shown[1])};
    const std::string_view seen(pair.data(), pair.size());
    return std::ranges::any_of(wider,
                               [&](const auto& w) { return w.first == class_of(own) && w.second == seen; });
}

}  // namespace

PlainLabel plain_label(std::string_view shown) {
    PlainLabel out;
    out.text.reserve(shown.size());
    for (std::size_t i = 0; i < shown.size();) {
        const auto byte = static_cast<unsigned char>(shown[i]);
        if (byte < 0x80) {
            const char c = shown[i++];
            if (c != '-' && c != '_') out.text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            continue;
        }
        auto at = i;
        const auto letter = kit::next_code_point(shown, at);
        ++out.foreign;
        if (at_home.find(letter) == at_home.npos) ++out.exotic;
        if (const char as = read_as(letter); as != '?') {
            out.text += as;
            i = at;
            continue;
        }
        const auto folded = kit::fold_code_point(shown, i);
        for (std::size_t f = 0; f < folded.size();) {
            if (static_cast<unsigned char>(folded[f]) < 0x80) {
                if (folded[f] != '-') out.text += folded[f];
                ++f;
            } else {
                out.text += read_as(kit::next_code_point(folded, f));
            }
        }
    }
    return out;
}

std::uint64_t glyph_key(std::string_view plain) noexcept {
    // The classes, with all that `wider` and `narrower` join made equal: "l" goes (it is half of "cl", "lb",
    // "lh"), b, c, d, e, k are one, runs of n and of v are one letter. Hashed as it goes (FNV-1a).
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    char last = 0;
    for (const char c : plain) {
        char k = class_of(c);
        if (k == 'l') continue;
        if (k == 'b' || k == 'k' || c == '3' || c == '8' || c == '6' || c == '9' || k == 'g') k = 'c';
        if (k == 'w') k = 'v';
        if (c == '2') k = 'z';
        if (k == 'y') k = 'a';
        if ((k == 'n' || k == 'v' || k == 'c') && last == k) continue;
        last = k;
        hash = (hash ^ static_cast<unsigned char>(k)) * 0x100000001b3ULL;
    }
    // FNV leaves its upper bits poor for short keys, and the index sorts by them.
    hash ^= hash >> 32U;
    hash *= 0x9e3779b97f4a7c15ULL;
    return hash ^ (hash >> 29U);
}

std::optional<std::vector<GlyphSwap>> glyph_swaps(std::string_view own, std::string_view plain,
                                                  std::size_t most) {
    constexpr std::size_t longest = 48;
    const auto n = own.size();
    const auto m = plain.size();
    most = std::min(most, most_glyph_swaps);
    if (n > longest || m > longest || m > n + most || n > m + most) return std::nullopt;
    // cost[i][j]: swaps for the first i letters of ours and the first j shown; one row more than is read
    // back.
    constexpr std::uint8_t never = 255;
    std::array<std::array<std::uint8_t, longest + 1>, longest + 1> cost;
    const auto from = [&](std::size_t i, std::size_t j, bool swap) -> std::uint8_t {
        const auto c = cost[i][j];
        return c == never ? never : static_cast<std::uint8_t>(c + (swap ? 1 : 0));
    };
    for (std::size_t i = 0; i <= n; ++i) {
        for (std::size_t j = 0; j <= m; ++j) {
            auto& here = cost[i][j];
            here = i == 0 && j == 0 ? 0 : never;
            if (i == 0 || j == 0 || i > j + most || j > i + most) continue;
            if (alike(own[i - 1], plain[j - 1])) here = from(i - 1, j - 1, own[i - 1] != plain[j - 1]);
            if (j > 1 && shows_wide(own[i - 1], plain.substr(j - 2, 2)))
                here = std::min(here, from(i - 1, j - 2, true));
            if (i > 1 && std::ranges::any_of(narrower, [&](const auto& x) {
                    return x.first == own.substr(i - 2, 2) && x.second == plain[j - 1];
                }))
                here = std::min(here, from(i - 2, j - 1, true));
        }
    }
    if (cost[n][m] > most) return std::nullopt;
    std::vector<GlyphSwap> swaps;
    for (std::size_t i = n, j = m; i > 0;) {
        const auto here = cost[i][j];
        if (alike(own[i - 1], plain[j - 1]) && from(i - 1, j - 1, own[i - 1] != plain[j - 1]) == here) {
            if (own[i - 1] != plain[j - 1]) swaps.push_back({own.substr(i - 1, 1), plain.substr(j - 1, 1)});
            --i, --j;
        } else if (j > 1 && shows_wide(own[i - 1], plain.substr(j - 2, 2)) &&
                   from(i - 1, j - 2, true) == here) {
            swaps.push_back({own.substr(i - 1, 1), plain.substr(j - 2, 2)});
            --i, j -= 2;
        } else {
            swaps.push_back({own.substr(i - 2, 2), plain.substr(j - 1, 1)});
            i -= 2, --j;
        }
    }
    std::ranges::reverse(swaps);
    return swaps;
}

model::Text describe(const std::vector<GlyphSwap>& swaps) {
    model::Text out;
    for (const auto& s : swaps) {
        const auto* comma = out.fr.empty() ? "" : ", ";
        out.fr += fmt::format("{}{} pour {}", comma, quote_fr(s.shown), quote_fr(s.own));
        out.en += fmt::format("{}{} for {}", comma, quote_en(s.shown), quote_en(s.own));
    }
    return out;
}

}  // namespace vigie::judge
