// What a word announces: a handle or a number after the name of a messenger, a code after "code promo".
#include "pivots/scan.hpp"

#include <vigie/kit/phone_number.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace vigie::judge::pivots {
namespace {

struct Keyword {
    std::string_view written;  // lower-case ASCII
    std::string_view means;
};
constexpr auto messengers = std::to_array<Keyword>({
    {"whatsapp", "whatsapp"},
    {"whats app", "whatsapp"},
    {"whatsap", "whatsapp"},
    {"watsapp", "whatsapp"},
    {"watsap", "whatsapp"},
    {"whatapp", "whatsapp"},
    {"wsp", "whatsapp"},
    {"telegramme", "telegram"},
    {"telegram", "telegram"},
    {"signal", "signal"},
    {"snapchat", "snapchat"},
    {"snap", "snapchat"},
    {"discord", "discord"},
});
constexpr std::array<std::string_view, 3> code_words{"code", "coupon", "voucher"};
// What may stand between "code" and the code.
constexpr auto code_fillers = std::to_array<std::string_view>({
    "promotionnel",
    "promotion",
    "promo",
    "de reduction",
    "de r\xc3\xa9"
    "duction",
    "reduction",
    "r\xc3\xa9"
    "duction",
    "avantage",
    "cadeau",
    "exclusif",
    "vip",
    "de parrainage",
    "parrainage",
    "parrain",
    "discount",
    "coupon",
    "code",
    "is",
    "est",
    "suivant",
    "le",
    "the",
    "with",
    "secret",
    "unique",
});

bool blank(char c) noexcept {
    return c == ' ' || c == '\n' || c == '\t' || c == ':' || c == '=' || c == '"' || c == '*' || c == '-' ||
           c == '>' || c == '(' || c == '\'' || c == '|';
}

// Past blanks and the signs that people put between a word and what it announces (also « : ➡ 👉, any non-ASCII
// byte).
std::size_t past_signs(std::string_view text, std::size_t pos) noexcept {
    constexpr std::size_t most = 12;
    const auto last = std::min(text.size(), pos + most);
    while (pos < last && (blank(text[pos]) || (static_cast<unsigned char>(text[pos]) >= 0x80 &&
                                               static_cast<unsigned char>(text[pos]) != 0xc3)))
        ++pos;
    return pos;
}

void messenger_at(std::string_view text, std::size_t after, std::string_view means, Pivots& out) {
    constexpr std::size_t reach = 40;
    // A number found nearby belongs to the messenger.
    for (const auto& p : out) {
        if (p.kind != PivotKind::phone || p.value.starts_with("FR:") || p.start < after ||
            p.start > after + reach)
            continue;
        if (text.substr(after, p.start - after).find_first_of(".!?\n") < p.start - after && means == "signal")
            continue;
        if (means == "whatsapp" || means == "telegram" || means == "signal") {
            auto m = p;
            m.kind = PivotKind::messenger;
            m.value = std::string(means) + ":" + p.value;
            out.push_back(std::move(m));
            return;
        }
    }
    auto pos = past_signs(text, after);
    const bool announced = text.substr(after, pos - after).find(':') != std::string_view::npos;
    bool at = pos < text.size() && text[pos] == '@';
    if (!at && !announced) {
        // "sur Telegram, écris à @nom": the next '@' in the same sentence.
        const auto rest = text.substr(after, reach);
        const auto found = rest.find('@');
        if (found == std::string_view::npos ||
            rest.substr(0, found).find_first_of("!?\n") != std::string_view::npos)
            return;
        pos = after + found;
        at = true;
    }
    const auto start = pos;
    if (at) ++pos;
    std::string handle = "@";
    bool marked = at;
    for (; pos < text.size() && (alnum(text[pos]) || text[pos] == '_' || text[pos] == '.'); ++pos) {
        marked = marked || digit(text[pos]) || text[pos] == '_';
        handle += lower(text[pos]);
    }
    while (handle.ends_with('.')) {
        handle.pop_back();
        --pos;
    }
    if (!marked || handle.size() < 5 || handle.size() > 40) return;
    if (std::all_of(handle.begin() + 1, handle.end(), digit)) return;
    out.push_back({PivotKind::messenger, std::string(means) + ":" + handle, start, pos,
                   std::string(text.substr(start, pos - start))});
}

// A code is short, has a letter, and is in capitals or mixes letters and digits.
void code_at(std::string_view text, std::size_t keyword, std::size_t after, Pivots& out) {
    constexpr std::size_t least = 4;
    constexpr std::size_t most = 20;
    auto pos = past_signs(text, after);
    for (bool again = true; again;) {
        again = false;
        for (const auto filler : code_fillers) {
            const auto end = pos + filler.size();
            if (pos < text.size() && stands_at(text, pos, filler) &&
                (end >= text.size() || !alnum(text[end]))) {
                pos = past_signs(text, end);
                again = true;
                break;
            }
        }
    }
    if (pos == after) return;
    const auto start = pos;
    bool any_digit = false;
    bool any_upper = false;
    bool any_lower = false;
    while (pos < text.size() && (alnum(text[pos]) || text[pos] == '-' || text[pos] == '_')) {
        any_digit = any_digit || digit(text[pos]);
        any_upper = any_upper || (text[pos] >= 'A' && text[pos] <= 'Z');
        any_lower = any_lower || (text[pos] >= 'a' && text[pos] <= 'z');
        ++pos;
    }
    if (pos < text.size() && static_cast<unsigned char>(text[pos]) >= 0xc3) return;  // a word with an accent
    while (pos > start && !alnum(text[pos - 1])) --pos;
    const auto size = pos - start;
    const bool shouted =
        text[keyword] >= 'A' && text[keyword] <= 'Z' && text[keyword + 1] >= 'A' && text[keyword + 1] <= 'Z';
    const bool good = any_upper && !any_lower ? any_digit || !shouted : any_digit && (any_upper || any_lower);
    if (size < least || size > most || !good) return;
    std::string value;
    for (const char c : text.substr(start, size))
        value += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    out.push_back({PivotKind::coupon, std::move(value), start, pos, std::string(text.substr(start, size))});
}

// The second letter already tells most words from the names of messengers.
bool may_be_messenger(char first, char second) noexcept {
    switch (first) {
        case 'w': return second == 'h' || second == 'a' || second == 's';
        case 't': return second == 'e';
        case 's': return second == 'i' || second == 'n';
        default: return second == 'i';
    }
}

}  // namespace

void find_named(std::string_view text, Pivots& out) {
    for (std::size_t i = 0; i < text.size() && out.size() < most_pivots; ++i) {
        if (!letter(text[i]) || (i > 0 && (alnum(text[i - 1]) || text[i - 1] == '@'))) continue;
        const char first = lower(text[i]);
        const char second = i + 1 < text.size() ? lower(text[i + 1]) : ' ';
        switch (first) {
            case 'w':
            case 't':
            case 's':
            case 'd':
                if (!may_be_messenger(first, second)) break;
                for (const auto& m : messengers) {
                    if (!stands_at(text, i, m.written)) continue;
                    const auto after = i + m.written.size();
                    if (after < text.size() && (alnum(text[after]) || text[after] == '.')) continue;
                    messenger_at(text, after, m.means, out);
                    break;
                }
                break;
            case 'c':
            case 'v':
                if (second != 'o') break;
                for (const auto word : code_words)
                    if (stands_at(text, i, word) && i + word.size() < text.size() &&
                        !alnum(text[i + word.size()]))
                        code_at(text, i, i + word.size(), out);
                break;
            default: break;
        }
    }
}

}  // namespace vigie::judge::pivots
