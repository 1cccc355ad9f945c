#include "pivots/number_words.hpp"

#include "pivots/scan.hpp"

#include <vigie/kit/text.hpp>

#include <array>

namespace vigie::judge::pivots {
namespace {

struct Word {
    std::string_view folded;
    int value;
};
constexpr auto words = std::to_array<Word>({
    {"zero", 0},      {"un", 1},       {"une", 1},      {"deux", 2},      {"trois", 3},      {"quatre", 4},
    {"cinq", 5},      {"six", 6},      {"sept", 7},     {"huit", 8},      {"neuf", 9},       {"dix", 10},
    {"onze", 11},     {"douze", 12},   {"treize", 13},  {"quatorze", 14}, {"quinze", 15},    {"seize", 16},
    {"vingt", 20},    {"vingts", 20},  {"trente", 30},  {"quarante", 40}, {"cinquante", 50}, {"soixante", 60},
    {"septante", 70}, {"octante", 80}, {"nonante", 90}, {"one", 1},       {"two", 2},        {"three", 3},
    {"four", 4},      {"five", 5},     {"seven", 7},    {"eight", 8},     {"nine", 9},       {"oh", 0},
});

// The value of the word at `pos`, which it moves past; -1 when it is no number.
int word_at(std::string_view text, std::size_t& pos) {
    std::array<char, 12> folded{};
    std::size_t size = 0;
    auto at = pos;
    while (at < text.size() && size < folded.size()) {
        const auto before = at;
        const auto c = kit::fold_code_point(text, at);
        if (c.size() != 1 || !letter(c[0])) {
            at = before;
            break;
        }
        folded[size++] = c[0];
    }
    const std::string_view word(folded.data(), size);
    for (const auto& w : words) {
        if (w.folded != word) continue;
        pos = at;
        return w.value;
    }
    return -1;
}

// Past one blank or hyphen, and "et" of "vingt et un".
void past_joint(std::string_view text, std::size_t& pos) {
    const auto step = [&] {
        if (pos < text.size() && (text[pos] == ' ' || text[pos] == '-')) ++pos;
    };
    step();
    if (stands_at(text, pos, "et") && pos + 2 < text.size() &&
        (text[pos + 2] == ' ' || text[pos + 2] == '-')) {
        pos += 2;
        step();
    }
}

}  // namespace

void spelt_number(std::string_view text, std::size_t& pos, std::string& digits) {
    int value = word_at(text, pos);
    if (value < 0) return;
    for (int part = 0; part < 3; ++part) {
        auto next = pos;
        past_joint(text, next);
        if (next == pos || next >= text.size()) break;
        const auto more = word_at(text, next);
        if (value == 4 && more == 20) {
            value = 80;
        } else if (value >= 20 && value % 10 == 0 && more > 0 &&
                   (more < 10 || (more < 17 && (value == 60 || value == 80)))) {
            value += more;
        } else if ((value == 10 || value == 70 || value == 90) && more >= 7 && more <= 9) {
            value += more;
        } else {
            break;
        }
        pos = next;
    }
    if (value >= 10) digits += static_cast<char>('0' + value / 10);
    digits += static_cast<char>('0' + value % 10);
}

}  // namespace vigie::judge::pivots
