#include <vigie/judge/phrase.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace vigie::judge {
namespace {

constexpr std::size_t most_disguises = 8;

bool unprintable(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0xFFFD;
}

model::Text script_of(char32_t c) {
    if (c < 0x80)
        return c >= '0' && c <= '9' ? model::Text{"chiffre", "digit"}
                                    : model::Text{"lettre latine", "Latin letter"};
    if (c < 0x250 || (c >= 0x1E00 && c < 0x1F00)) return {"latin", "Latin"};
    if (c < 0x2B0) return {"alphabet phonétique", "phonetic alphabet"};
    if (c >= 0x370 && c < 0x400) return {"grec", "Greek"};
    if (c >= 0x400 && c < 0x530) return {"cyrillique", "Cyrillic"};
    if (c >= 0x530 && c < 0x590) return {"arménien", "Armenian"};
    if (c >= 0x590 && c < 0x600) return {"hébreu", "Hebrew"};
    if (c >= 0x13A0 && c < 0x1400) return {"cherokee", "Cherokee"};
    if (c >= 0xFF00 && c < 0xFFF0) return {"pleine chasse", "full width"};
    if (c >= 0x1D400 && c < 0x1D800) return {"lettre mathématique", "mathematical letter"};
    if (c >= 0x2100 && c < 0x2200) return {"signe littéral", "letter-like sign"};
    return {"autre écriture", "another script"};
}

struct Letter {
    std::string folded;
    char32_t code_point = 0;
    std::size_t start = 0;
    std::size_t end = 0;
};

// Letters and digits, one by one, folded.
std::vector<Letter> letters(std::string_view text) {
    std::vector<Letter> out;
    for (std::size_t i = 0; i < text.size();) {
        const auto start = i;
        const auto c = kit::next_code_point(text, i);
        auto folded = kit::fold(text.substr(start, i - start));
        if (folded.empty() ||
            (folded.size() == 1 && std::isalnum(static_cast<unsigned char>(folded[0])) == 0))
            continue;
        out.push_back({std::move(folded), c, start, i});
    }
    return out;
}

bool ascii_word(std::string_view s) {
    return !s.empty() &&
           std::ranges::all_of(s, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; });
}

}  // namespace

std::string plain(std::string_view words, std::size_t most) {
    std::string out;
    std::size_t count = 0;
    for (std::size_t i = 0; i < words.size();) {
        const auto c = kit::next_code_point(words, i);
        if (c == '\n' || c == '\t' || c == '\r') {
            out += ' ';
        } else if (!unprintable(c)) {
            kit::append_utf8(out, c);
        } else {
            continue;
        }
        if (++count == most && i < words.size()) return out + "…";
    }
    return out;
}

std::string quote_fr(std::string_view words) {
    return "«\u00a0" + plain(words) + "\u00a0»";
}
std::string quote_en(std::string_view words) {
    return "“" + plain(words) + "”";
}

model::Text quoted_list(const std::vector<std::string>& words) {
    model::Text out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) {
            const bool last = i + 1 == words.size();
            out.fr += last ? " et " : ", ";
            out.en += last ? " and " : ", ";
        }
        out.fr += quote_fr(words[i]);
        out.en += quote_en(words[i]);
    }
    return out;
}

std::vector<Disguise> disguises(std::string_view text, std::string_view reference) {
    std::vector<Disguise> out;
    const auto written = letters(text);
    const auto meant = letters(reference);
    const bool aligned = written.size() == meant.size();
    for (std::size_t i = 0; i < written.size() && out.size() < most_disguises; ++i) {
        const auto& w = written[i];
        std::string reads_as;
        if (!ascii_word(w.folded)) {
            if (aligned && ascii_word(meant[i].folded)) {
                reads_as = meant[i].folded;
            } else if (auto shown = kit::fold(kit::skeleton(w.folded)); ascii_word(shown)) {
                reads_as = std::move(shown);
            }
        } else if (aligned && w.folded != meant[i].folded) {
            reads_as = meant[i].folded;
        } else if (w.code_point >= 0x250 && w.code_point < 0x1E00) {
            reads_as = w.folded;  // a styled letter that folds to a plain one
        }
        if (reads_as.empty() || reads_as == w.folded) continue;
        out.push_back({std::string(text.substr(w.start, w.end - w.start)), std::move(reads_as), w.code_point,
                       w.start, w.end});
    }
    return out;
}

model::Text describe(const std::vector<Disguise>& disguises) {
    model::Text out;
    for (const auto& d : disguises) {
        if (!out.fr.empty()) {
            out.fr += ", ";
            out.en += ", ";
        }
        const auto script = script_of(d.code_point);
        const auto code = static_cast<std::uint32_t>(d.code_point);
        out.fr += fmt::format("{} (U+{:04X}, {}) pour {}", quote_fr(d.written), code, script.fr,
                              quote_fr(d.reads_as));
        out.en += fmt::format("{} (U+{:04X}, {}) for {}", quote_en(d.written), code, script.en,
                              quote_en(d.reads_as));
    }
    return out;
}

model::Evidence evidence(std::string code, double weight, model::Text says, std::vector<model::Span> spans) {
    return {std::move(code), std::move(says), weight, std::move(spans)};
}

model::Span span_of(std::string field, std::string_view whole, std::string_view words, std::string kind) {
    auto start = whole.find(words);
    if (words.empty() || start == std::string_view::npos) {
        start = 0;
        words = whole;
    }
    return {std::move(field), start, start + words.size(), std::string(words), std::move(kind)};
}

}  // namespace vigie::judge
