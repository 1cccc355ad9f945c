#include "content.hpp"

#include <vigie/kit/ascii.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <array>

namespace vigie::vault {
namespace {

constexpr char32_t greek = 0x370;
constexpr char32_t after_cyrillic = 0x530;

// Greek and Cyrillic letters that look like a Latin one; 0: none.
const std::array<char, after_cyrillic - greek>& lookalikes() {
    static const auto table = [] {
        std::array<char, after_cyrillic - greek> out{};
        for (char32_t c = greek; c < after_cyrillic; ++c) {
            std::string letter;
            kit::append_utf8(letter, c);
            const auto twin = kit::fold(kit::skeleton(letter));
            if (twin.size() == 1 && kit::ascii::alnum(twin[0])) out[c - greek] = twin[0];
        }
        return out;
    }();
    return table;
}

bool left_out(char32_t c) noexcept {
    if (c < 0x80) return !kit::ascii::alnum(static_cast<char>(c));
    return c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c < 0x2070) || (c >= 0x3000 && c < 0x3040) ||
           (c >= 0xFE00 && c < 0xFE10) || c >= 0xFFF0;
}

}  // namespace

std::size_t Content::source_end(std::size_t end) const {
    std::size_t pos = from[end - 1];
    (void)kit::next_code_point(source, pos);
    return pos;
}

Content content_of(std::string_view text) {
    Content out;
    out.source = text;
    out.text.reserve(text.size());
    out.from.reserve(text.size());
    bool apart = true;
    const auto put = [&](char c, std::size_t from) {
        if (apart) out.words.push_back(static_cast<std::uint32_t>(out.text.size()));
        apart = false;
        out.text += c;
        out.from.push_back(static_cast<std::uint32_t>(from));
    };
    for (std::size_t pos = 0; pos < text.size();) {
        const auto from = pos;
        const char c = text[pos];
        if (static_cast<unsigned char>(c) < 0x80) {
            ++pos;
            if (kit::ascii::alnum(c))
                put(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c, from);
            else
                apart = true;
            continue;
        }
        auto after = pos;
        const auto point = kit::next_code_point(text, after);
        if (point >= greek && point < after_cyrillic && lookalikes()[point - greek] != 0) {
            put(lookalikes()[point - greek], from);
            pos = after;
            continue;
        }
        const auto folded = kit::fold_code_point(text, pos);
        for (std::size_t i = 0; i < folded.size();) {
            const auto start = i;
            if (left_out(kit::next_code_point(folded, i))) {
                apart = true;
                continue;
            }
            for (auto b = start; b < i; ++b) put(folded[b], from);
        }
    }
    return out;
}

}  // namespace vigie::vault
