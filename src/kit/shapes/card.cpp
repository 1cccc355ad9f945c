#include "shapes/digits.hpp"
#include "shapes/spans.hpp"

#include <array>
#include <cstdint>

namespace vigie::kit {
namespace {

using namespace shapes;

// Ranges of first digits (ISO/IEC 7812) and the lengths that are issued in them.
struct Range {
    std::uint32_t low;  // first four digits
    std::uint32_t high;
    std::uint32_t lengths;  // bit n: n digits
};
constexpr std::uint32_t of(int length) {
    return std::uint32_t{1} << static_cast<unsigned>(length);
}
constexpr std::uint32_t from_16 = of(16) | of(19);  // 17 and 18 are numbers of posts, not of cards
constexpr std::uint32_t maestro = of(13) | of(14) | of(15) | of(18) | from_16;
constexpr std::array<Range, 25> ranges{{
    {1000, 1999, of(15)},                                                          // UATP
    {2200, 2204, from_16},                                                         // Mir
    {2221, 2720, of(16)},                                                          // Mastercard
    {3000, 3059, of(14) | from_16},                                                // Diners Club
    {3095, 3095, of(14) | from_16},                                                //
    {3400, 3499, of(15)},                                                          // American Express
    {3528, 3589, from_16},                                                         // JCB
    {3600, 3699, of(14) | from_16},                                                // Diners Club
    {3700, 3799, of(15)},                                                          // American Express
    {3800, 3999, of(14) | from_16},                                                // Diners Club
    {4000, 4999, of(13) | from_16},                                                // Visa
    {5018, 5018, maestro},          {5019, 5019, of(16)},                          // Dankort
    {5020, 5020, maestro},          {5038, 5038, maestro}, {5100, 5599, of(16)},   // Mastercard
    {5893, 5893, maestro},          {6011, 6011, from_16},                         // Discover
    {6200, 6299, from_16},                                                         // UnionPay
    {6304, 6304, maestro},          {6390, 6390, maestro}, {6440, 6599, from_16},  // Discover, RuPay
    {6759, 6759, maestro},          {6761, 6763, maestro}, {8100, 8171, from_16},  // UnionPay
}};

bool issued(std::uint32_t first_four, int length) noexcept {
    for (const auto& range : ranges)
        if (first_four >= range.low && first_four <= range.high) return (range.lengths & of(length)) != 0;
    return false;
}

constexpr int shortest = 13;
constexpr int longest = 19;

// Digits read from the left, so that each end of a group can be tried: Luhn counts from the right.
class Digits {
public:
    void add(char c) noexcept {
        const int d = c - '0';
        const int doubled = d * 2 > 9 ? d * 2 - 9 : d * 2;
        const int other = doubled_last_;
        doubled_last_ = plain_last_ + doubled;
        plain_last_ = other + d;
        if (count_ < 4) first_four_ = first_four_ * 10 + static_cast<std::uint32_t>(d);
        same_ = same_ && (count_ == 0 || c == last_);
        last_ = c;
        ++count_;
    }
    [[nodiscard]] int count() const noexcept { return count_; }
    [[nodiscard]] bool good() const noexcept {
        return count_ >= shortest && count_ <= longest && plain_last_ % 10 == 0 && !same_ &&
               issued(first_four_, count_);
    }

private:
    int plain_last_ = 0;    // sum when the last digit counts once
    int doubled_last_ = 0;  // sum when it counts twice
    int count_ = 0;
    std::uint32_t first_four_ = 0;
    bool same_ = true;
    char last_ = ' ';
};

bool may_join(const Group& group) noexcept {
    return group.size() > 0 && !group.in_parentheses &&
           (group.joint == Joint::blank || group.joint == Joint::hyphen);
}

// Groups of a card have 3 to 8 digits (4-4-4-4, 4-6-5, 8-8), the last at least 1; a card in one piece has
// all.
std::size_t card_end(std::string_view text, Group group) noexcept {
    Digits digits;
    std::size_t end = 0;
    bool first = true;
    const auto joint = group_after(text, group).joint;
    for (;;) {
        if (group.size() > static_cast<std::size_t>(longest - digits.count())) break;
        for (auto i = group.start; i < group.end; ++i) digits.add(text[i]);
        const char after = at(text, group.end);
        if (digits.good() && !letter(after) && after != '_') end = group.end;
        if (group.size() < 3 || group.size() > 8 || (first && group.size() < 4)) break;
        first = false;
        group = group_after(text, group);
        if (!may_join(group) || group.joint != joint) break;
    }
    return end;
}

bool may_begin(std::string_view text, std::size_t pos) noexcept {
    const char c = before(text, pos);
    if (letter(c) || c == '_' || c == '/' || c == '+' || c == '#' || c == '@') return false;
    return !((c == '.' || c == ',') && digit(before(text, pos - 1)));
}

template <class Found>
void scan(std::string_view text, Found found) {
    if (text.size() < static_cast<std::size_t>(shortest)) return;
    for (auto pos = next_digit(text, 0); pos < text.size(); pos = next_digit(text, pos)) {
        const auto group = group_at(text, pos);
        pos = group.end;
        if (group.size() < 4 || group.size() > static_cast<std::size_t>(longest) ||
            !may_begin(text, group.start))
            continue;
        const auto end = card_end(text, group);
        if (end == 0) continue;
        pos = end;
        if (!found(Span{group.start, end})) return;
    }
}

}  // namespace

bool has_card(std::string_view text) noexcept {
    return shapes::has_any(text, [](auto t, auto found) { scan(t, found); });
}

std::vector<Span> find_cards(std::string_view text) {
    return shapes::find_all(text, [](auto t, auto found) { scan(t, found); });
}

}  // namespace vigie::kit
