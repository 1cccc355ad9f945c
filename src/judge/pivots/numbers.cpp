// Telephone numbers in running text. A run is a sequence of digits in any writing (ASCII, full width,
// keycaps, letters O, number words) with a few signs between them; a window of its groups is a number when
// its form is one of a country.
#include "pivots/number_words.hpp"
#include "pivots/scan.hpp"

#include <vigie/kit/phone_number.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace vigie::judge::pivots {
namespace {

constexpr std::size_t most_digits = 48;

// Digits that follow one another, with where each group of them stands.
struct Group {
    std::string digits;
    std::size_t start = 0;
    std::size_t end = 0;
    char joint = 0;      // the sign before it; 0 for the first, 'x' for an unusual one
    bool spelt = false;  // in words, keycaps, full width or with a letter O
};
struct Run {
    std::vector<Group> groups;
    bool plus = false;
    std::size_t digits = 0;
    bool zero_word = false;
};

class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    // The run that begins at `pos`, which it moves past; empty when none does.
    Run run(std::size_t& pos) {
        Run r;
        if (text_[pos] == '+' || text_.substr(pos).starts_with("\xef\xbc\x8b")) {
            r.plus = true;
            pos += text_[pos] == '+' ? std::size_t{1} : std::size_t{3};
            while (pos < text_.size() && text_[pos] == ' ') ++pos;
        }
        while (pos < text_.size() && r.digits < most_digits) {
            auto next = pos;
            char joint = 0;
            if (!r.groups.empty() && !separator(next, joint)) break;
            if (next >= text_.size()) break;
            auto group = group_at(next, !r.groups.empty());
            if (group.digits.empty()) break;
            group.joint = joint;
            r.digits += group.digits.size();
            r.groups.push_back(std::move(group));
            pos = next;
        }
        return r;
    }

private:
    // Moves past at most a few signs; joint tells which. False when something else stands there.
    bool separator(std::size_t& pos, char& joint) const {
        constexpr std::size_t most = 4;
        for (std::size_t n = 0; pos < text_.size() && n < most; ++n) {
            const auto before = pos;
            const auto c = kit::next_code_point(text_, pos);
            char sign = 0;
            switch (c) {
                case ' ':
                case 0xa0:
                case 0x202f:
                case 0x2009: sign = ' '; break;
                case '.': sign = '.'; break;
                case '-':
                case 0x2010:
                case 0x2011:
                case 0x2013: sign = '-'; break;
                case '/': sign = '/'; break;
                case '(':
                case ')': sign = '('; break;
                case '_':
                case '*':
                case '|':
                case '~':
                case 0xb7:
                case 0x2022: sign = 'x'; break;
                case 0x200b:
                case 0x200d:
                case 0xfe0f: sign = joint; break;
                default: pos = before; return true;
            }
            if (joint == 0 || joint == ' ') joint = sign;
        }
        return true;
    }

    Group group_at(std::size_t& pos, bool in_run) const {
        Group g;
        g.start = pos;
        const auto word = pos;
        bool latin_o = false;
        while (pos < text_.size() && g.digits.size() < most_digits) {
            if (digit(text_[pos])) {
                g.digits += text_[pos++];
                keycap(pos, g);
            } else if (lower(text_[pos]) == 'o' && zero_letter(pos, in_run)) {
                latin_o = true;
                g.digits += '0';
                ++pos;
            } else if (static_cast<unsigned char>(text_[pos]) >= 0x80) {
                auto after = pos;
                const auto folded = kit::fold_code_point(text_, after);
                if (folded.size() != 1 || !digit(folded[0])) break;
                g.digits += folded[0];
                g.spelt = true;
                pos = after;
            } else {
                break;
            }
        }
        g.spelt = g.spelt || latin_o;
        g.end = pos;
        if (g.digits.empty()) {
            pos = word;
            spelt_number(text_, pos, g.digits);
            g.spelt = !g.digits.empty();
            g.end = pos;
        } else if (pos < text_.size() && letter(text_[pos])) {
            g.digits.clear();  // "4G", "12h30", "3ème"
            pos = word;
        }
        return g;
    }

    // "8️⃣": the digit, an optional U+FE0F, U+20E3.
    void keycap(std::size_t& pos, Group& g) const {
        auto at = pos;
        if (text_.substr(at).starts_with("\xef\xb8\x8f")) at += 3;
        if (!text_.substr(at).starts_with("\xe2\x83\xa3")) return;
        pos = at + 3;
        g.spelt = true;
    }

    // The letter O for a zero: beside a digit or another such letter, in a word without other letters.
    [[nodiscard]] bool zero_letter(std::size_t pos, bool in_run) const {
        auto from = pos;
        while (from > 0 && (digit(text_[from - 1]) || lower(text_[from - 1]) == 'o')) --from;
        auto to = pos + 1;
        while (to < text_.size() && (digit(text_[to]) || lower(text_[to]) == 'o')) ++to;
        if (to - from < 2 || (from > 0 && alnum(text_[from - 1])) || (to < text_.size() && alnum(text_[to])))
            return false;
        const auto word = text_.substr(from, to - from);
        return in_run || std::ranges::any_of(word, digit);
    }

    std::string_view text_;
};

// The ways to group a number, by country; a digit per group size.
constexpr auto french =
    std::to_array<std::string_view>({"a", "22222", "4222", "433", "1333", "244", "334", "46", "28", "2224",
                                     "2323", "2332", "1234", "19", "424", "2422", "442", "55"});
constexpr auto british =
    std::to_array<std::string_view>({"b", "56", "434", "344", "533", "443", "47", "38", "524", "5222"});
constexpr auto american = std::to_array<std::string_view>({"334", "1334", "37", "137", "1a"});

struct Window {
    std::string digits;
    std::string sizes;  // one character a group: '2', 'a' for ten…
    std::size_t start = 0;
    std::size_t end = 0;
    bool disguised = false;
    bool singles = true;
    bool slashed = false;
    bool joints_agree = true;
};

void grow(Window& w, const Group& g, bool first) {
    if (first) w.start = g.start;
    if (!first && g.joint == '/') w.slashed = true;
    if (!first && g.joint == 'x') w.disguised = true;
    w.digits += g.digits;
    w.sizes += g.digits.size() < 10 ? static_cast<char>('0' + g.digits.size())
                                    : static_cast<char>('a' + (g.digits.size() - 10));
    w.end = g.end;
    w.disguised = w.disguised || g.spelt;
    w.singles = w.singles && g.digits.size() == 1;
}

template <std::size_t N>
bool among(const std::array<std::string_view, N>& list, std::string_view sizes) {
    return std::ranges::find(list, sizes) != list.end();
}

// 08 numbers that cost more than a call: 089 premium, 081 and 082 shared cost.
bool french_premium(std::string_view national) {
    return national.starts_with("089") || national.starts_with("081") || national.starts_with("082");
}

std::optional<Pivot> national(const Window& w, std::string_view text) {
    std::optional<kit::PhoneNumber> number;
    Pivot p{PivotKind::phone, {}, w.start, w.end, std::string(text.substr(w.start, w.end - w.start))};
    p.disguised = w.disguised;
    const auto& d = w.digits;
    if (d.size() == 10 && d[0] == '0' && d[1] != '0' &&
        (among(french, w.sizes) || w.singles || w.disguised)) {
        if (w.slashed && w.sizes != "22222") return std::nullopt;
        p.value = "+33" + d.substr(1);
        p.premium = french_premium(d);
        p.disguised = p.disguised || w.singles;
        return p;
    }
    if (w.slashed) return std::nullopt;
    if (d.size() == 11 && d[0] == '0' && d[1] != '0' && (among(british, w.sizes) || w.singles)) {
        number = kit::read_phone(d, "GB");
    } else if ((d.size() == 10 || (d.size() == 11 && d[0] == '1')) && among(american, w.sizes) &&
               w.sizes != "a") {
        number = kit::read_phone(d, "US");
    }
    if (!number || !number->valid) return std::nullopt;
    p.value = number->e164;
    p.premium = number->type == kit::PhoneType::premium || number->type == kit::PhoneType::shared_cost;
    return p;
}

std::optional<Pivot> international(const Window& w, std::string_view digits, std::string_view text) {
    constexpr std::size_t least = 8;
    constexpr std::size_t most = 15;
    if (digits.size() < least || digits.size() > most || digits[0] == '0') return std::nullopt;
    const auto number = kit::read_phone("+" + std::string(digits), "FR");
    if (!number) return std::nullopt;
    Pivot p{PivotKind::phone, number->e164, w.start, w.end,
            std::string(text.substr(w.start, w.end - w.start))};
    p.premium = number->type == kit::PhoneType::premium || p.value.starts_with("+3389");
    p.disguised = w.disguised || w.singles;
    return p;
}

// Short numbers mean nothing without a word that asks to call or to text them.
bool asked_to_call(std::string_view text, std::size_t start, bool text_message) {
    constexpr std::size_t reach = 40;
    constexpr auto calls = std::to_array<std::string_view>(
        {"appel", "compos", "t\xc3\xa9l", "tel", "num\xc3\xa9ro", "numero", "joign", "contact", "call",
         "dial", "phone", "ring", "\xf0\x9f\x93\x9e", "\xe2\x98\x8e", "\xf0\x9f\x93\xb2",
         "\xf0\x9f\x93\xb1"});
    constexpr auto texts = std::to_array<std::string_view>(
        {"sms", "txt", "text", "envoy", "send", "reply", "repond", "r\xc3\xa9pond"});
    const auto from = start > reach ? start - reach : 0;
    const auto before = text.substr(from, start - from);
    const auto has = [&](std::string_view word) {
        for (std::size_t i = 0; i + word.size() <= before.size(); ++i)
            if (stands_at(before, i, word)) return true;
        return false;
    };
    return std::ranges::any_of(calls, has) || (text_message && std::ranges::any_of(texts, has));
}

// Public and free services among the short numbers: no sign of a fraud by themselves.
constexpr auto harmless = std::to_array<std::string_view>(
    {"3018", "3020", "3114", "3117", "3179", "3200", "3233", "3237", "3624", "3631", "3635", "3639", "3646",
     "3677", "3900", "3901", "3903", "3919", "3939", "3949", "3960", "3961", "3966", "3970", "3977", "3995"});

std::optional<Pivot> short_number(const Window& w, std::string_view text) {
    const auto& d = w.digits;
    const bool four = d.size() == 4 && d[0] == '3' && (w.sizes == "4" || w.sizes == "22" || w.singles);
    const bool enquiry =
        d.size() == 6 && d.starts_with("118") &&
        (w.sizes == "6" || w.sizes == "33" || w.sizes == "321" || w.sizes == "312" || w.singles);
    const bool code =
        d.size() == 5 && (d[0] == '8' || d[0] == '7' || d[0] == '6' || d[0] == '3') && w.sizes == "5";
    if (!four && !enquiry && !code) return std::nullopt;
    if (!asked_to_call(text, w.start, code)) return std::nullopt;
    Pivot p{PivotKind::phone, "FR:" + d, w.start, w.end, std::string(text.substr(w.start, w.end - w.start))};
    p.premium = std::ranges::find(harmless, d) == harmless.end();
    p.disguised = w.disguised || (w.singles && d.size() > 1);
    return p;
}

// The longest windows first, from each group on.
void numbers_of(const Run& run, std::string_view text, Pivots& out) {
    for (std::size_t first = 0; first < run.groups.size() && out.size() < most_pivots;) {
        Window w;
        std::optional<Pivot> best;
        std::size_t after = first + 1;
        bool zero_in_parentheses = false;
        std::string inter;  // the digits without the "(0)" of "+33 (0)6"
        for (std::size_t last = first; last < run.groups.size() && w.digits.size() < 20; ++last) {
            const auto& g = run.groups[last];
            grow(w, g, last == first);
            const bool skip =
                run.plus && first == 0 && !zero_in_parentheses && g.digits == "0" && g.joint == '(';
            zero_in_parentheses = zero_in_parentheses || skip;
            if (!skip) inter += g.digits;
            std::optional<Pivot> p;
            if (run.plus && first == 0) {
                p = international(w, inter, text);
            } else if (inter.starts_with("00") && inter.size() >= 11) {
                p = international(w, std::string_view(inter).substr(2), text);
            } else {
                p = national(w, text);
                if (!p && first == 0 && last + 1 == run.groups.size()) p = short_number(w, text);
            }
            if (p) {
                best = std::move(p);
                after = last + 1;
                if (!(run.plus && first == 0)) break;
            }
        }
        if (best) {
            if (run.plus && first == 0 && best->start > 0) {
                auto from = best->start;
                while (from > 0 && text[from - 1] == ' ') --from;
                if (from > 0 && text[from - 1] == '+') best->start = from - 1;
                best->words = text.substr(best->start, best->end - best->start);
            }
            out.push_back(std::move(*best));
        }
        first = after;
    }
}

bool starts_run(std::string_view text, std::size_t pos) {
    const char c = text[pos];
    if (pos > 0 &&
        (alnum(text[pos - 1]) || text[pos - 1] == ',' || text[pos - 1] == '$' || text[pos - 1] == '#'))
        return false;
    if (digit(c)) return true;
    if (c == '+') return pos + 1 < text.size() && (digit(text[pos + 1]) || text[pos + 1] == ' ');
    if (lower(c) == 'o') return pos + 1 < text.size() && digit(text[pos + 1]);
    if (lower(c) == 'z')
        return stands_at(text, pos, "zero") || stands_at(text, pos, "z\xc3\xa9ro") ||
               stands_at(text, pos, "z\xc3\x89ro");
    return c == '\xef' && pos + 2 < text.size() && text[pos + 1] == '\xbc' &&
           static_cast<unsigned char>(text[pos + 2]) >= 0x8b &&
           static_cast<unsigned char>(text[pos + 2]) <= 0x99;
}

}  // namespace

void find_numbers(std::string_view text, Pivots& out) {
    Reader reader(text);
    for (std::size_t pos = 0; pos < text.size() && out.size() < most_pivots;) {
        if (!starts_run(text, pos)) {
            ++pos;
            continue;
        }
        const auto start = pos;
        const auto run = reader.run(pos);
        if (run.digits >= 4) numbers_of(run, text, out);
        pos = std::max(pos, start + 1);
        while (pos < text.size() && alnum(text[pos]) && pos > 0 && alnum(text[pos - 1])) ++pos;
    }
}

}  // namespace vigie::judge::pivots
