#include "text/code_points.hpp"

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

}  // namespace

std::string_view fold_code_point(std::string_view text, std::size_t& pos) noexcept {
    static constexpr std::string_view small = "abcdefghijklmnopqrstuvwxyz";
    if (const char c = text[pos]; ascii(c)) {
        ++pos;
        return c >= 'A' && c <= 'Z' ? small.substr(static_cast<std::size_t>(c - 'A'), 1)
                                    : text.substr(pos - 1, 1);
    }
    const auto start = pos;
    const auto c = next_code_point(text, pos);
    if (const auto mapped = fold_table().find(c)) return *mapped;
    return c == 0xFFFD ? std::string_view("\uFFFD") : text.substr(start, pos - start);
}

std::string fold(std::string_view text) {
    std::string out(text.size(), '\0');
    unsigned seen = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        seen |= static_cast<unsigned char>(text[i]);
        out[i] = lower(text[i]);
    }
    if (seen < 0x80) return out;
    out.clear();
    for (std::size_t i = 0; i < text.size();) {
        if (ascii(text[i])) {
            out += lower(text[i++]);
        } else {
            out += fold_code_point(text, i);
        }
    }
    return out;
}

Folded fold_with_offsets(std::string_view text) {
    Folded out;
    out.text.reserve(text.size());
    out.offsets.reserve(text.size() + 1);
    for (std::size_t i = 0; i < text.size();) {
        const auto start = i;
        if (ascii(text[i])) {
            out.text += lower(text[i++]);
        } else {
            out.text += fold_code_point(text, i);
        }
        out.offsets.resize(out.text.size(), start);
    }
    out.offsets.push_back(text.size());
    return out;
}

std::vector<Token> tokens(std::string_view text) {
    std::vector<Token> out;
    bool open = false;
    for (std::size_t i = 0; i < text.size();) {
        const auto start = i;
        const auto piece = fold_code_point(text, i);
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
