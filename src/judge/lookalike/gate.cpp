#include "lookalike/gate.hpp"

#include <algorithm>

namespace vigie::judge {
namespace {

constexpr std::size_t gram_letters = 4;
constexpr std::size_t short_letters = 3;
constexpr std::size_t most_letters = 128;  // a label of 63 letters, each of which may be written as two

// Letters that kit::handle_skeleton reads as one, and digits as the letters that they may stand for, in five
// bits: coarser than the skeleton, so whatever is equal there is equal here.
constexpr std::uint8_t code_of(char c) noexcept {
    switch (c) {
        case '0': return 'o' - 'a';
        case '1':
        case 'i': return 'l' - 'a';
        case '3': return 'e' - 'a';
        case '4': return 'a' - 'a';
        case '5': return 's' - 'a';
        case '7': return 't' - 'a';
        case '2': return 26;
        case '6': return 27;
        case '8': return 28;
        case '9': return 29;
        default: return c >= 'a' && c <= 'z' ? static_cast<std::uint8_t>(c - 'a') : 30;
    }
}
constexpr std::array<std::uint8_t, 256> codes = [] {
    std::array<std::uint8_t, 256> t{};
    for (std::size_t i = 0; i < t.size(); ++i) t[i] = code_of(static_cast<char>(i));
    return t;
}();

// The letters of the gate, without separators: "m" is "rn", "w" is "vv".
struct Letters {
    std::array<char, most_letters> text;
    std::size_t size = 0;

    void add(char c) noexcept {
        if (size + 2 > text.size() || c == '-' || c == '_') return;
        if (c == 'm') {
            push('r');
            push('n');
        } else if (c == 'w') {
            push('v');
            push('v');
        } else {
            push(c);
        }
    }
    void push(char c) noexcept { text[size++] = static_cast<char>(codes[static_cast<unsigned char>(c)]); }
    [[nodiscard]] std::string_view view() const noexcept { return {text.data(), size}; }
};

std::uint32_t gram_at(std::string_view letters, std::size_t at, std::size_t length) noexcept {
    std::uint32_t gram = 0;
    for (std::size_t i = 0; i < length; ++i)
        gram = (gram << 5U) | static_cast<unsigned char>(letters[at + i]);
    return gram;
}

}  // namespace

Gate::Gate(const Bases& bases) : bases_(bases), grams_((std::size_t{1} << gram_bits) / 64) {
    const auto& all = bases.all();
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        Letters letters;
        for (const char c : all[i].skeleton) letters.add(c);
        written_.emplace_back(letters.view());
        const std::string_view w = written_.back();
        if (w.size() >= gram_letters) {
            const auto gram = gram_at(w, 0, gram_letters);
            grams_[gram >> 6U] |= std::uint64_t{1} << (gram & 63U);
            rows_.push_back({gram, i});
        } else if (w.size() == short_letters) {
            shorts_.set(gram_at(w, 0, short_letters));
        }
    }
    std::ranges::sort(rows_, {}, &Row::gram);
}

bool Gate::holds_a_base(std::string_view letters) const noexcept {
    if (letters.size() < gram_letters) return false;
    constexpr std::uint32_t mask = (1U << gram_bits) - 1;
    auto gram = gram_at(letters, 0, gram_letters - 1);
    for (std::size_t i = gram_letters - 1; i < letters.size(); ++i) {
        gram = ((gram << 5U) | static_cast<unsigned char>(letters[i])) & mask;
        if (((grams_[gram >> 6U] >> (gram & 63U)) & 1U) == 0) continue;
        const auto rest = letters.substr(i + 1 - gram_letters);
        for (auto it = std::ranges::lower_bound(rows_, gram, {}, &Row::gram);
             it != rows_.end() && it->gram == gram; ++it) {
            if (rest.starts_with(written_[it->base])) return true;
        }
    }
    return false;
}

bool Gate::ends_with_a_short_base(std::string_view letters) const noexcept {
    return letters.size() >= short_letters &&
           (shorts_.test(gram_at(letters, 0, short_letters)) ||
            shorts_.test(gram_at(letters, letters.size() - short_letters, short_letters)));
}

bool Gate::label_passes(std::string_view label) const noexcept {
    Letters letters;
    std::array<char, most_letters> plain;
    std::size_t size = 0;
    std::size_t piece = 0;  // where the piece between hyphens begins, in letters
    const auto short_piece = [&] {
        return letters.size - piece == short_letters &&
               shorts_.test(gram_at(letters.view(), piece, short_letters));
    };
    for (const char c : label) {
        if (c == '-' || c == '_') {
            if (short_piece()) return true;
            piece = letters.size;
            continue;
        }
        letters.add(c);
        if (size < plain.size()) plain[size++] = c;
    }
    return short_piece() || ends_with_a_short_base(letters.view()) || holds_a_base(letters.view()) ||
           bases_.may_be_near({plain.data(), size});
}

bool Gate::passes(std::string_view given) const noexcept {
    constexpr std::size_t longest = 253;
    if (given.size() > longest) return true;
    std::array<char, longest> lower;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const char c = given[i];
        // Foreign letters are rare, and worth a look in full.
        if (static_cast<unsigned char>(c) >= 0x80) return true;
        lower[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    const std::string_view host(lower.data(), given.size());
    if (host.find("xn--") != std::string_view::npos) return true;
    std::array<char, longest> glue;
    std::size_t glued = 0;
    std::string_view rest = host;
    for (bool first = true;; first = false) {
        const auto dot = rest.find('.');
        if (dot == std::string_view::npos) return first && label_passes(rest);
        const auto label = rest.substr(0, dot);
        if (label_passes(label)) return true;
        for (const char c : label)
            if (c != '-') glue[glued++] = c;
        // "meri.dien.fr": the name cut by a dot.
        if (!first && bases_.may_read_alike({glue.data(), glued})) return true;
        rest.remove_prefix(dot + 1);
    }
}

}  // namespace vigie::judge
