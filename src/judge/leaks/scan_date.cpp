// Dates as people and forms write them: 18/02/2019, 12.1.2023, 21|05|1956, 13 / 03, 2020-01-31, 3 juin 2013,
// April 5, 2019, avril 2019, "en 2003".
#include "scan.hpp"

#include <vigie/kit/ascii.hpp>

#include <algorithm>
#include <array>

namespace vigie::judge::leaks {
namespace {

using kit::ascii::alnum;
using kit::ascii::digit;
using kit::ascii::letter;
using enum IdentifierKind;

int number_of(std::string_view text, const DigitGroup& group) noexcept {
    int n = 0;
    for (const char c : text.substr(group.start, group.size())) n = n * 10 + (digit(c) ? c - '0' : 0);
    return n;
}

bool year(int n, std::size_t size) noexcept {
    return size == 4 ? n >= 1850 && n <= 2099 : size == 2;
}
bool day_month(int day, int month) noexcept {
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

// The word that begins at `pos`, after blanks; its end in `end`.
std::string_view word_after(std::string_view text, std::size_t pos, std::size_t& end) noexcept {
    while (blank_at(text, pos) > 0) pos += blank_at(text, pos);
    end = pos;
    while (end < text.size() && (letter(text[end]) || static_cast<unsigned char>(text[end]) >= 0x80) &&
           end - pos < 24 && blank_at(text, end) == 0)
        ++end;
    return text.substr(pos, end - pos);
}

std::string_view word_before(std::string_view text, std::size_t pos) noexcept {
    while (pos > 0 && (text[pos - 1] == ' ' || text[pos - 1] == ',')) --pos;
    auto start = pos;
    while (start > 0 && (letter(text[start - 1]) || static_cast<unsigned char>(text[start - 1]) >= 0x80) &&
           pos - start < 24)
        --start;
    return text.substr(start, pos - start);
}

int month(std::string_view word) noexcept {
    std::array<char, 16> folded{};
    const auto size = fold_word(word, folded.data(), folded.size());
    return size == 0 ? 0 : month_of({folded.data(), size});
}

bool after_year_word(std::string_view text, std::size_t pos) noexcept {
    constexpr std::array<std::string_view, 20> words{
        "annee", "année", "avant", "debut", "depuis", "during", "début", "en",  "fin",   "for",
        "from",  "in",    "of",    "since", "until",  "de",     "dès",   "été", "hiver", "of"};
    std::array<char, 16> lower{};
    const auto word = word_before(text, pos);
    if (word.empty() || word.size() > lower.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i) lower[i] = kit::ascii::lower(word[i]);
    return std::ranges::find(words, std::string_view(lower.data(), word.size())) != words.end();
}

void add(Scan& scan, std::size_t start, std::size_t end, double weight, int born) {
    const auto cues = cues_around(scan.text, start, end);
    // What is near decides: "né le 3 mai 1956, vu le 4 juin" has one birth.
    const bool birth = (cues.before & cue_birth) != 0 && born > 0 && born < 2100;
    scan.add({birth ? birth_date : date, start, end, weight + (birth ? 1.0 : 0.0), false, birth});
}

std::size_t numeric(Scan& scan, const Run& run, std::size_t from) {
    const auto& a = run.groups[from];
    if (run.count < from + 2) return 0;
    const auto& b = run.groups[from + 1];
    const auto joint = b.joint;
    if (joint == '(' || joint == ')' || joint == '+') return 0;
    const int first = number_of(scan.text, a);
    const int second = number_of(scan.text, b);
    const bool three =
        run.count > from + 2 && run.groups[from + 2].joint != '(' && run.groups[from + 2].joint != ')';
    const char before = byte_before(scan.text, a.start);
    if (alnum(before) || before == '/' || before == '.' || before == '+' || before == '$' || before == '#')
        return 0;
    if (three) {
        const auto& c = run.groups[from + 2];
        const int third = number_of(scan.text, c);
        const char after = byte_at(scan.text, c.end);
        const bool ends = run.count == from + 3 || run.groups[from + 3].joint != joint || joint == ' ';
        if (ends && !letter(after) && after != '%') {
            const bool same =
                c.joint == joint || (joint == '/' && c.joint == '|') || (joint == '|' && c.joint == '/');
            const bool mark = joint != ' ' && same;
            const bool dmy = a.size() <= 2 && b.size() <= 2 && (c.size() == 4 || c.size() == 2) &&
                             year(third, c.size()) && (day_month(first, second) || day_month(second, first));
            const bool ymd =
                a.size() == 4 && b.size() <= 2 && c.size() <= 2 && year(first, 4) && day_month(third, second);
            const bool blanks = joint == ' ' && c.joint == ' ' && a.size() == 2 && b.size() == 2 &&
                                c.size() == 4 && dmy && run.count == from + 3 && from == 0;
            const bool short_year_dots = joint == '.' && c.size() == 2 && (a.size() != 2 || b.size() != 2);
            if ((mark && (dmy || ymd) && !short_year_dots) || blanks) {
                add(scan, a.start, c.end, c.size() == 4 || ymd ? 5 : 2, ymd ? first : third);
                return 3;
            }
        }
    }
    // Day and month, month and year.
    if (joint == '/' && (run.count == from + 2 || run.groups[from + 2].joint != '/') &&
        !letter(byte_at(scan.text, b.end))) {
        if (a.size() <= 2 && b.size() == 4 && first >= 1 && first <= 12 && year(second, 4)) {
            add(scan, a.start, b.end, 2.5, second);
            return 2;
        }
        if (a.size() <= 2 && b.size() == 2 && day_month(first, second) &&
            (a.size() == 2 || scan.text[b.start] == '0')) {
            add(scan, a.start, b.end, 1, 0);
            return 2;
        }
    }
    return 0;
}

// With a month in words: after the day, or before the day or the year.
std::size_t worded(Scan& scan, const Run& run, std::size_t from) {
    const auto& a = run.groups[from];
    const int first = number_of(scan.text, a);
    if (alnum(byte_before(scan.text, a.start))) return 0;
    if (a.size() <= 2 && first >= 1 && first <= 31) {
        auto pos = a.end;
        const auto rest = scan.text.substr(pos, 2);
        if (rest == "er" || rest == "st" || rest == "nd" || rest == "rd" || rest == "th") pos += 2;
        std::size_t end = 0;
        auto word = word_after(scan.text, pos, end);
        if (word == "of") word = word_after(scan.text, end, end);
        if (month(word) > 0) {
            if (byte_at(scan.text, end) == '.') ++end;
            std::size_t year_end = end;
            auto next = end;
            if (byte_at(scan.text, next) == ',') ++next;
            while (blank_at(scan.text, next) > 0) next += blank_at(scan.text, next);
            int n = 0;
            std::size_t size = 0;
            while (digit(byte_at(scan.text, next + size)) && size < 5)
                n = n * 10 + (scan.text[next + size++] - '0');
            if (size == 4 && year(n, 4)) year_end = next + size;
            add(scan, a.start, year_end, year_end > end ? 5 : 2, year_end > end ? n : 0);
            return 1;
        }
    }
    const auto before = word_before(scan.text, a.start);
    if (!before.empty() && month(before) > 0 && before.data() >= scan.text.data()) {
        const auto start = static_cast<std::size_t>(before.data() - scan.text.data());
        if (!scan.found.empty() && scan.found.back().end > start && scan.found.back().kind != date &&
            scan.found.back().kind != birth_date)
            return 0;
        if (a.size() == 4 && year(first, 4)) {
            // "3 juin 2013" was taken from its day on.
            if (!scan.found.empty() && scan.found.back().end >= a.end && scan.found.back().start <= a.start)
                return 1;
            add(scan, start, a.end, 3, first);
            return 1;
        }
        if (a.size() <= 2 && first >= 1 && first <= 31) {
            auto end = a.end;
            if (byte_at(scan.text, end) == ',') ++end;
            while (blank_at(scan.text, end) > 0) end += blank_at(scan.text, end);
            std::size_t size = 0;
            while (digit(byte_at(scan.text, end + size)) && size < 5) ++size;
            add(scan, start, size == 4 ? end + 4 : a.end, size == 4 ? 5 : 1, 0);
            return 1;
        }
    }
    if (a.size() == 4 && run.count == 1 && year(first, 4) && after_year_word(scan.text, a.start)) {
        const auto cues = cues_around(scan.text, a.start, a.end);
        const bool born = (cues.before & cue_birth) != 0;
        scan.add({born ? birth_date : date, a.start, a.end, born ? 1.0 : 0.5, false, born});
        return 1;
    }
    return 0;
}

}  // namespace

int month_of(std::string_view folded) noexcept {
    struct Month {
        std::string_view word;
        int number;
    };
    constexpr std::array months{
        Month{"janvier", 1},   Month{"january", 1},   Month{"janv", 1},      Month{"jan", 1},
        Month{"fevrier", 2},   Month{"february", 2},  Month{"fevr", 2},      Month{"fev", 2},
        Month{"feb", 2},       Month{"mars", 3},      Month{"march", 3},     Month{"avril", 4},
        Month{"april", 4},     Month{"avr", 4},       Month{"apr", 4},       Month{"mai", 5},
        Month{"may", 5},       Month{"juin", 6},      Month{"june", 6},      Month{"jun", 6},
        Month{"juillet", 7},   Month{"july", 7},      Month{"juil", 7},      Month{"jul", 7},
        Month{"aout", 8},      Month{"august", 8},    Month{"aug", 8},       Month{"septembre", 9},
        Month{"september", 9}, Month{"sept", 9},      Month{"sep", 9},       Month{"octobre", 10},
        Month{"october", 10},  Month{"oct", 10},      Month{"novembre", 11}, Month{"november", 11},
        Month{"nov", 11},      Month{"decembre", 12}, Month{"december", 12}, Month{"dec", 12}};
    const auto* it = std::ranges::find(months, folded, &Month::word);
    return it == months.end() ? 0 : it->number;
}

std::size_t scan_date(Scan& scan, const Run& run, std::size_t from) {
    if (run.groups[from].size() > 4) return 0;
    const auto used = numeric(scan, run, from);
    return used > 0 ? used : worded(scan, run, from);
}

}  // namespace vigie::judge::leaks
