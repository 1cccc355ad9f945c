// What each code point is to a reader of words: one look-up gives its class and its folded text. Computed
// once from ICU and kit::fold, 40 ms; immutable.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::query {

enum class Char : std::uint8_t {
    separator,
    word,      // letter or digit of a script with blanks
    mark,      // belongs to whatever stands before it
    alone,     // a word of its own: Han, kana, Thai…
    emoji,     // the same
    regional,  // two make a flag
    ignored,   // as if it were not there: variation selectors, joiners, skin tones, accents
    mixed      // its folded text holds words and separators: "½", "㏂"
};

class CharTable {
public:
    struct Entry {
        Char kind = Char::separator;
        bool same = true;         // the folded text is the code point itself
        std::string_view folded;  // when not `same`
    };
    [[nodiscard]] static const CharTable& get();
    [[nodiscard]] Entry find(char32_t c) const noexcept;

private:
    CharTable();
    [[nodiscard]] static Char classify(char32_t c);

    using Page = std::array<std::uint32_t, 256>;  // kind | size << 4 (63 = same) | offset << 10
    static constexpr char32_t covered = 0x20000;
    std::array<std::uint16_t, covered / 256> page_of_{};
    std::vector<Page> pages_;
    std::string pool_;
};

}  // namespace vigie::query
