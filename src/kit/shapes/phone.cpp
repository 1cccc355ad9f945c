#include "shapes/digits.hpp"
#include "shapes/spans.hpp"

#include <array>
#include <cstdint>
#include <initializer_list>

namespace vigie::kit {
namespace {

using namespace shapes;

constexpr std::size_t most_groups = 7;

// A few groups that stand together, the first at `groups[0]`.
struct Run {
    std::array<Group, most_groups> groups;
    std::size_t count = 0;
};

Run run_at(std::string_view text, const Group& first) noexcept {
    Run run;
    for (auto group = first; group.size() > 0 && run.count < most_groups; group = group_after(text, group))
        run.groups[run.count++] = group;
    return run;
}

constexpr bool two_digit_country(int code) noexcept {
    switch (code) {
        case 20:
        case 27:
        case 30:
        case 31:
        case 32:
        case 33:
        case 34:
        case 36:
        case 39:
        case 40:
        case 41:
        case 43:
        case 44:
        case 45:
        case 46:
        case 47:
        case 48:
        case 49:
        case 51:
        case 52:
        case 53:
        case 54:
        case 55:
        case 56:
        case 57:
        case 58:
        case 60:
        case 61:
        case 62:
        case 63:
        case 64:
        case 65:
        case 66:
        case 81:
        case 82:
        case 84:
        case 86:
        case 90:
        case 91:
        case 92:
        case 93:
        case 94:
        case 95:
        case 98: return true;
        default: return false;
    }
}

// Zones with codes of three digits: 21x, 22x… (ITU E.164).
constexpr bool three_digit_zone(int first_two) noexcept {
    switch (first_two) {
        case 21:
        case 22:
        case 23:
        case 24:
        case 25:
        case 26:
        case 29:
        case 35:
        case 37:
        case 38:
        case 42:
        case 50:
        case 59:
        case 67:
        case 68:
        case 69:
        case 80:
        case 85:
        case 87:
        case 88:
        case 96:
        case 97:
        case 99: return true;
        default: return false;
    }
}

// The digits after '+' or "00", without "(0)".
class International {
public:
    static constexpr std::size_t longest = 15;
    bool add(char c) noexcept {
        if (count_ == longest) return false;
        digits_[count_++] = c;
        return true;
    }
    [[nodiscard]] bool good() const noexcept {
        constexpr std::size_t shortest = 8;
        if (count_ < shortest) return false;
        const int two = number(2);
        if (digits_[0] == '1') return count_ == 11 && digits_[1] >= '2' && digits_[4] >= '2';
        if (digits_[0] == '7') return count_ == 11 && digits_[1] >= '3';
        if (two_digit_country(two)) return national(two, 2);
        return three_digit_zone(two) && national(number(3), 3);
    }

private:
    [[nodiscard]] int number(std::size_t size) const noexcept {
        int n = 0;
        for (std::size_t i = 0; i < size; ++i) n = n * 10 + (digits_[i] - '0');
        return n;
    }
    [[nodiscard]] bool national(int country, std::size_t size) const noexcept {
        const auto length = count_ - size;
        const bool keeps_zero = country == 39 || country == 225 || country == 241 || country == 242;
        if (digits_[size] == '0' && !keeps_zero) return false;
        switch (country) {
            case 33:
            case 34:
            case 41: return length == 9;
            case 32: return length == 8 || length == 9;
            case 44: return length == 9 || length == 10;
            default: return length >= (size == 2 ? 7U : 6U) && length <= 12;
        }
    }

    std::array<char, longest> digits_{};
    std::size_t count_ = 0;
};

// The end of the number whose country code begins at groups[0].start + `skip`; 0 when it is none.
std::size_t international_end(std::string_view text, const Run& run, std::size_t skip) noexcept {
    International number;
    std::size_t end = 0;
    for (std::size_t i = 0; i < run.count; ++i) {
        const auto& group = run.groups[i];
        for (auto pos = group.start + (i == 0 ? skip : 0); pos < group.end; ++pos)
            if (!number.add(text[pos])) return end;
        const char after = at(text, group.end);
        if (number.good() && !letter(after) && after != '_') end = group.end;
    }
    return end;
}

bool lengths_are(const Run& run, std::initializer_list<std::size_t> lengths) noexcept {
    if (run.count < lengths.size()) return false;
    std::size_t i = 0;
    for (const auto length : lengths)
        if (run.groups[i++].size() != length) return false;
    return true;
}

bool zero_then_digit(std::string_view text, const Group& group) noexcept {
    return text[group.start] == '0' && (group.size() == 1 || text[group.start + 1] != '0');
}

// Five pairs, and no more than five unless another number follows: longer rows of pairs are lottery draws and
// dates.
std::size_t pairs_end(std::string_view text, const Run& run) noexcept {
    if (!lengths_are(run, {2, 2, 2, 2, 2})) return 0;
    for (std::size_t i = 2; i < 5; ++i)
        if (run.groups[i].joint != run.groups[1].joint) return 0;
    if (run.count > 5) {
        const auto& next = run.groups[5];
        const char after = at(text, next.end);
        const bool goes_on = next.size() <= 2 && next.joint == run.groups[1].joint && !letter(after) &&
                             after != '/' && after != ':' && after != '%';
        if (goes_on && !zero_then_digit(text, next)) return 0;
    }
    return run.groups[4].end;
}

// France, Belgium, Switzerland, Britain: a zero first.
std::size_t trunk_end(std::string_view text, const Run& run) noexcept {
    const auto& first = run.groups[0];
    if (!zero_then_digit(text, first)) return 0;
    if (const auto end = pairs_end(text, run); end > 0) return end;
    const auto end_of = [&](std::initializer_list<std::size_t> lengths) {
        return lengths_are(run, lengths) ? run.groups[lengths.size() - 1].end : 0;
    };
    if (first.size() == 10) return first.end;
    if (first.size() == 11) {  // British numbers only: 01, 02, 03, 07
        const char second = text[first.start + 1];
        return second <= '3' || second == '7' ? first.end : 0;
    }
    if (first.size() == 1) {  // "(0)6 12 34 56 78", "0 800 123 456"
        if (before(text, first.start) == '(' && at(text, first.end) == ')') {
            const auto end = end_of({1, 1, 2, 2, 2, 2});
            return end > 0 ? end : end_of({1, 9});
        }
        if (run.count < 2 || text[run.groups[1].start] != '8') return 0;
        const auto end = end_of({1, 3, 3, 3});
        return end > 0 ? end : end_of({1, 3, 2, 2, 2});
    }
    // The longer forms first: what begins like a shorter one may go on.
    for (const auto end : {end_of({4, 2, 2, 2}), end_of({4, 3, 4}), end_of({4, 3, 3}), end_of({3, 4, 4}),
                           end_of({3, 3, 2, 2}), end_of({2, 3, 2, 2}), end_of({5, 3, 3}), end_of({5, 6}),
                           end_of({4, 6}), end_of({2, 8}), end_of({2, 2, 6})})
        if (end > 0) return end;
    return 0;
}

// (555) 123-4567, 555-123-4567, 555.123.4567, 1-800-123-4567; with blanks alone it could be any count.
std::size_t american_end(std::string_view text, const Run& run) noexcept {
    std::size_t area = 0;
    if (lengths_are(run, {1, 3, 3, 4}) && text[run.groups[0].start] == '1') {
        area = 1;
    } else if (!lengths_are(run, {3, 3, 4})) {
        return 0;
    }
    const auto& last = run.groups[area + 2];
    if (text[run.groups[area].start] < '2' || text[run.groups[area + 1].start] < '2') return 0;
    if (last.joint != Joint::hyphen && last.joint != Joint::dot) return 0;
    const auto& code = run.groups[area];
    const bool parentheses = before(text, code.start) == '(' && at(text, code.end) == ')';
    return parentheses || run.groups[area + 1].joint == last.joint ? last.end : 0;
}

// May a number at home begin here? Not inside a word, a path, a decimal or a longer number.
bool may_begin(std::string_view text, std::size_t start) noexcept {
    const char c = before(text, start);
    if (alnum(c) || c == '_' || c == '/' || c == '#' || c == '@' || c == '+') return false;
    const bool tight = c == '.' || c == '-' || c == ',';
    return !tight || start < 2 || !alnum(text[start - 2]);
}

struct Found {
    Span span;
    bool good = false;
};

// With the parenthesis that stands before: "(555) 123-4567", "(+33) 6…".
Found found_at(std::string_view text, std::size_t start, std::size_t end) noexcept {
    const auto closing = text.substr(start, end > start ? end - start : 0).find(')');
    if (before(text, start) == '(' && closing != std::string_view::npos) --start;
    return {{start, end}, end > 0};
}

Found number_at(std::string_view text, const Group& group, bool in_pairs) noexcept {
    const auto start = group.start;
    if (before(text, start) == '+') {
        const char c = before(text, start - 1);
        if (alnum(c) || c == '+' || text[start] == '0') return {};
        const auto end = international_end(text, run_at(text, group), 0);
        return found_at(text, start - 1, end);
    }
    if (!may_begin(text, start)) return {};
    const char first = text[start];
    if (first == '0' && group.size() >= 2 && text[start + 1] == '0') {
        const auto end = international_end(text, run_at(text, group), 2);
        return found_at(text, start, end);
    }
    const bool american = (group.size() == 3 && first >= '2') || (group.size() == 1 && first == '1');
    if (first != '0' && !american) return {};
    if (in_pairs && group.size() == 2) return {};
    const auto run = run_at(text, group);
    auto end = first == '0' ? trunk_end(text, run) : american_end(text, run);
    if (end > 0 && (letter(at(text, end)) || at(text, end) == '_')) end = 0;
    return found_at(text, start, end);
}

template <class Take>
void scan(std::string_view text, Take take) {
    constexpr std::size_t shortest = 9;
    if (text.size() < shortest) return;
    Group last;        // the group before, and whether it was one pair of a row
    bool row = false;  // of pairs with the same joint
    auto pos = next_digit(text, 0);
    while (pos < text.size()) {
        auto group = group_at(text, pos);
        const auto joined = last.end > 0 ? group_after(text, last) : Group{};
        row = joined.size() > 0 && joined.start == group.start && last.size() <= 2 && group.size() <= 2;
        const auto found = number_at(text, group, row);
        if (found.good && !take(found.span)) return;
        last = found.good ? Group{} : group;
        pos = next_digit(text, found.good ? found.span.end : group.end);
    }
}

}  // namespace

bool has_phone(std::string_view text) noexcept {
    return shapes::has_any(text, [](auto t, auto found) { scan(t, found); });
}

std::vector<Span> find_phones(std::string_view text) {
    return shapes::find_all(text, [](auto t, auto found) { scan(t, found); });
}

}  // namespace vigie::kit
