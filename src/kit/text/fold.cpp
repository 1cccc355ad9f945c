#include "text/fold_table.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <cstdint>

namespace vigie::kit {
namespace {

constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

constexpr bool ascii(char c) noexcept {
    return static_cast<unsigned char>(c) < 0x80;
}

// Folds one code point at `pos`, moves past it. ASCII that stays ASCII never gets here.
void fold_next(std::string_view text, std::size_t& pos, const FoldTable& table, std::string& out) {
    const auto start = pos;
    const auto c = next_code_point(text, pos);
    if (const auto mapped = table.find(c)) {
        out += *mapped;
    } else if (c == 0xFFFD) {
        append_utf8(out, c);
    } else {
        out.append(text, start, pos - start);
    }
}

}  // namespace

std::string fold(std::string_view text) {
    std::string out(text.size(), '\0');
    unsigned seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        seen |= static_cast<unsigned char>(text[i]);
        out[i] = lower(text[i]);
    }
    if (seen < 0x80) return out;
    const auto& table = FoldTable::get();
    out.clear();
    for (std::size_t i = 0; i < text.size();) {
        if (ascii(text[i])) {
            out += lower(text[i++]);
        } else {
            fold_next(text, i, table, out);
        }
    }
    return out;
}

Folded fold_with_offsets(std::string_view text) {
    const auto& table = FoldTable::get();
    Folded out;
    out.text.reserve(text.size());
    out.offsets.reserve(text.size() + 1);
    for (std::size_t i = 0; i < text.size();) {
        const auto start = i;
        if (ascii(text[i])) {
            out.text += lower(text[i++]);
        } else {
            fold_next(text, i, table, out.text);
        }
        out.offsets.resize(out.text.size(), start);
    }
    out.offsets.push_back(text.size());
    return out;
}

std::vector<Token> tokens(std::string_view text) {
    const auto& table = FoldTable::get();
    std::vector<Token> out;
    bool open = false;
    std::string piece;
    for (std::size_t i = 0; i < text.size();) {
        const auto start = i;
        piece.clear();
        if (ascii(text[i])) {
            piece += lower(text[i++]);
        } else {
            fold_next(text, i, table, piece);
        }
        for (std::size_t k = 0; k < piece.size();) {
            const auto from = k;
            if (!is_word_code_point(next_code_point(piece, k))) {
                open = false;
                continue;
            }
            if (!open) out.push_back({{}, start, start});
            open = true;
            out.back().text.append(piece, from, k - from);
            out.back().end = i;
        }
    }
    return out;
}

}  // namespace vigie::kit
