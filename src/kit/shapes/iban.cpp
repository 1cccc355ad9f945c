#include "shapes/digits.hpp"
#include "shapes/spans.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace vigie::kit {
namespace {

using namespace shapes;

// The registry of ISO 13616 (and the francophone countries that use IBANs without being in it): what follows
// the check digits. n: digits, a: letters, c: either.
struct Country {
    std::string_view code;
    std::string_view form;
};
constexpr auto countries = std::to_array<Country>({
    {"AD", "8n 12c"},    {"AE", "19n"},        {"AL", "8n 16c"},    {"AT", "16n"},
    {"AZ", "4a 20c"},    {"BA", "16n"},        {"BE", "12n"},       {"BG", "4a 6n 8c"},
    {"BH", "4a 14c"},    {"BI", "23n"},        {"BR", "23n 1a 1c"}, {"BY", "4c 4n 16c"},
    {"CH", "5n 12c"},    {"CI", "2a 22n"},     {"CM", "23n"},       {"CR", "18n"},
    {"CY", "8n 16c"},    {"CZ", "20n"},        {"DE", "18n"},       {"DJ", "23n"},
    {"DK", "14n"},       {"DO", "4c 20n"},     {"DZ", "22n"},       {"EE", "16n"},
    {"EG", "25n"},       {"ES", "20n"},        {"FI", "14n"},       {"FK", "2a 12n"},
    {"FO", "14n"},       {"FR", "10n 11c 2n"}, {"GB", "4a 14n"},    {"GE", "2a 16n"},
    {"GI", "4a 15c"},    {"GL", "14n"},        {"GR", "7n 16c"},    {"GT", "24c"},
    {"HN", "4a 20n"},    {"HR", "17n"},        {"HU", "24n"},       {"IE", "4a 14n"},
    {"IL", "19n"},       {"IQ", "4a 15n"},     {"IS", "22n"},       {"IT", "1a 10n 12c"},
    {"JO", "4a 4n 18c"}, {"KW", "4a 22c"},     {"KZ", "3n 13c"},    {"LB", "4n 20c"},
    {"LC", "4a 24c"},    {"LI", "5n 12c"},     {"LT", "16n"},       {"LU", "3n 13c"},
    {"LV", "4a 13c"},    {"LY", "21n"},        {"MA", "24n"},       {"MC", "10n 11c 2n"},
    {"MD", "20c"},       {"ME", "18n"},        {"MK", "3n 10c 2n"}, {"MN", "16n"},
    {"MR", "23n"},       {"MT", "4a 5n 18c"},  {"MU", "4a 19n 3a"}, {"NI", "4a 20n"},
    {"NL", "4a 10n"},    {"NO", "11n"},        {"OM", "3n 16c"},    {"PK", "4a 16c"},
    {"PL", "24n"},       {"PS", "4a 21c"},     {"PT", "21n"},       {"QA", "4a 21c"},
    {"RO", "4a 16c"},    {"RS", "18n"},        {"RU", "14n 15c"},   {"SA", "2n 18c"},
    {"SC", "4a 20n 3a"}, {"SD", "14n"},        {"SE", "20n"},       {"SI", "15n"},
    {"SK", "20n"},       {"SM", "1a 10n 12c"}, {"SN", "2a 22n"},    {"SO", "19n"},
    {"ST", "21n"},       {"SV", "4a 20n"},     {"TL", "19n"},       {"TN", "20n"},
    {"TR", "6n 16c"},    {"UA", "6n 19c"},     {"VA", "18n"},       {"VG", "4a 16n"},
    {"XK", "16n"},       {"YE", "4a 4n 18c"},
});
static_assert(std::is_sorted(countries.begin(), countries.end(),
                             [](const Country& a, const Country& b) { return a.code < b.code; }));

constexpr bool allowed(char kind, char c) noexcept {
    return kind == 'n' ? digit(c) : kind == 'a' ? letter(c) : alnum(c);
}

// mod 97 over characters that come one by one.
class Check {
public:
    void add(char c) noexcept {
        const auto value =
            digit(c) ? static_cast<std::uint32_t>(c - '0') : static_cast<std::uint32_t>(upper(c) - 'A') + 10;
        rest_ = (rest_ * (value < 10 ? 10 : 100) + value) % 97;
    }
    [[nodiscard]] std::uint32_t rest() const noexcept { return rest_; }

private:
    std::uint32_t rest_ = 0;
};

// Moves past one separator, if one stands between two characters of the number.
std::size_t past_separator(std::string_view text, std::size_t pos) noexcept {
    if (const auto blank = blank_at(text, pos); blank > 0) return pos + blank;
    const char c = at(text, pos);
    return pos < text.size() && (c == '-' || c == '.') ? pos + 1 : pos;
}

// The end of the IBAN that begins at `start` (a country's two letters), 0 when it is none.
std::size_t iban_end(std::string_view text, std::size_t start) noexcept {
    const std::array<char, 2> code{upper(text[start]), upper(text[start + 1])};
    const std::string_view wanted(code.data(), code.size());
    const auto country = std::lower_bound(countries.begin(), countries.end(), wanted,
                                          [](const Country& a, std::string_view b) { return a.code < b; });
    if (country == countries.end() || country->code != wanted) return 0;
    Check check;
    auto pos = start + 4;
    for (std::size_t i = 0; i < country->form.size();) {
        std::size_t count = 0;
        for (; digit(country->form[i]); ++i)
            count = count * 10 + static_cast<std::size_t>(country->form[i] - '0');
        const char kind = country->form[i];
        i += 2;  // the letter and the blank
        for (; count > 0; --count) {
            pos = past_separator(text, pos);
            if (pos >= text.size() || !allowed(kind, text[pos])) return 0;
            check.add(text[pos++]);
        }
    }
    if (alnum(at(text, pos)) || at(text, pos) == '_') return 0;
    for (std::size_t i = start; i < start + 4; ++i) check.add(text[i]);
    return check.rest() == 1 ? pos : 0;
}

template <class Found>
void scan(std::string_view text, Found found) {
    constexpr std::size_t shortest = 15;
    if (text.size() < shortest) return;
    for (auto pos = next_digit(text, 2); pos + 1 < text.size(); pos = next_digit(text, pos + 1)) {
        if (!digit(text[pos + 1]) || !letter(text[pos - 1]) || !letter(text[pos - 2])) continue;
        const auto start = pos - 2;
        const char c = before(text, start);
        if (alnum(c) || c == '_' || c == '/') continue;
        const auto end = iban_end(text, start);
        if (end == 0) continue;
        pos = end - 1;
        if (!found(Span{start, end})) return;
    }
}

}  // namespace

bool has_iban(std::string_view text) noexcept {
    return shapes::has_any(text, [](auto t, auto found) { scan(t, found); });
}

std::vector<Span> find_ibans(std::string_view text) {
    return shapes::find_all(text, [](auto t, auto found) { scan(t, found); });
}

}  // namespace vigie::kit
