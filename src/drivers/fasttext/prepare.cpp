#include <vigie/drivers/fasttext.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <cstddef>

namespace vigie::drivers {
namespace {

constexpr std::size_t enough_bytes = 512;

constexpr bool blank(char c) noexcept {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

// What names things instead of saying something.
bool reference(std::string_view chunk) noexcept {
    return chunk.starts_with('@') || chunk.starts_with("http://") || chunk.starts_with("https://") ||
           chunk.starts_with("www.") || chunk.find("://") != std::string_view::npos;
}

struct Prepared {
    std::string text;
    std::size_t upper = 0;
    std::size_t letters = 0;
};

// Letters as they stand, apostrophes and hyphens inside words; all else separates.
void append_words(Prepared& out, std::string_view chunk) {
    bool pause = true;
    for (std::size_t pos = 0; pos < chunk.size();) {
        const auto start = pos;
        const auto code_point = kit::next_code_point(chunk, pos);
        const bool digit = code_point >= U'0' && code_point <= U'9';
        if (kit::is_word_code_point(code_point) && !digit) {
            if (pause && !out.text.empty() && out.text.back() != ' ') out.text += ' ';
            pause = false;
            out.text.append(chunk, start, pos - start);
            ++out.letters;
            if (kit::is_upper_code_point(code_point)) ++out.upper;
        } else if (code_point == U'\'' || code_point == U'’') {
            if (!pause) out.text += '\'';
        } else if (code_point == U'-' && !pause) {
            out.text += '-';
        } else {
            pause = true;
        }
    }
}

std::string lower(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t pos = 0; pos < text.size();) {
        auto code_point = kit::next_code_point(text, pos);
        // Latin-1, Greek and Cyrillic: where people shout.
        const bool simple = (code_point >= U'A' && code_point <= U'Z') ||
                            (code_point >= 0xC0 && code_point <= 0xDE && code_point != 0xD7) ||
                            (code_point >= 0x391 && code_point <= 0x3A9) ||
                            (code_point >= 0x410 && code_point <= 0x42F);
        if (simple) code_point += 0x20;
        kit::append_utf8(out, code_point == 0x152 ? char32_t{0x153} : code_point);
    }
    return out;
}

}  // namespace

std::string prepare_for_language_id(std::string_view text) {
    Prepared out;
    for (std::size_t pos = 0; pos < text.size() && out.text.size() < enough_bytes;) {
        auto end = pos;
        while (end < text.size() && !blank(text[end]) && end - pos < enough_bytes) ++end;
        if (end == pos) {
            ++pos;
            continue;
        }
        const auto chunk = text.substr(pos, end - pos);
        if (!reference(chunk)) append_words(out, chunk);
        pos = end;
    }
    const bool shouting = out.letters >= 4 && out.upper * 2 > out.letters;
    return shouting ? lower(out.text) : out.text;
}

}  // namespace vigie::drivers
