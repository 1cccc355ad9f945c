#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>
#include <vigie/ports/search.hpp>

#include <algorithm>

namespace vigie::ports {
namespace {

bool asked_for(std::string_view word, const SearchTerms& terms) {
    for (std::size_t i = 0; i < terms.words.size(); ++i) {
        const auto& term = terms.words[i];
        const bool prefix = terms.last_is_prefix && i + 1 == terms.words.size();
        if (prefix ? word.starts_with(term) : word == term) return true;
    }
    return false;
}

// The nearest code point boundary at or before `at`.
std::size_t boundary(std::string_view text, std::size_t at) {
    while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
    return at;
}

constexpr bool ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}

// The words that kit::tokens() finds, without a string for each.
void add_words(std::string& out, std::string_view text) {
    bool open = false;
    const auto add = [&](std::string_view piece, bool letter) {
        if (letter && !open && !out.empty()) out += ' ';
        if (letter) out += piece;
        open = letter;
    };
    for (std::size_t i = 0; i < text.size();) {
        if (ascii(text[i])) {
            const char c = text[i++];
            const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
            add({&lower, 1}, (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9'));
            continue;
        }
        const auto folded = kit::fold_code_point(text, i);
        for (std::size_t k = 0; k < folded.size();) {
            const auto from = k;
            const auto c = kit::next_code_point(folded, k);
            add(folded.substr(from, k - from), kit::is_word_code_point(c));
        }
    }
}

}  // namespace

SearchTerms search_terms(std::string_view question) {
    SearchTerms terms;
    for (auto& word : kit::tokens(question)) {
        if (terms.words.size() == search_terms_max) return terms;
        terms.words.push_back(std::move(word.text));
    }
    terms.last_is_prefix = !question.empty() && question.back() != ' ';
    return terms;
}

std::string search_words(const model::Item& item) {
    std::string out;
    add_words(out, item.text);
    for (const auto& media : item.media) add_words(out, media.alt);
    add_words(out, item.author.name);
    add_words(out, item.author.handle);
    if (item.kind == model::ItemKind::account) add_words(out, item.author.bio);
    return out;
}

bool search_matches(std::string_view words, const SearchTerms& terms) {
    if (terms.empty()) return false;
    for (std::size_t i = 0; i < terms.words.size(); ++i) {
        const auto& term = terms.words[i];
        const bool prefix = terms.last_is_prefix && i + 1 == terms.words.size();
        bool found = false;
        for (auto at = words.find(term); at != std::string_view::npos && !found;
             at = words.find(term, at + 1)) {
            const auto end = at + term.size();
            found = (at == 0 || words[at - 1] == ' ') && (prefix || end == words.size() || words[end] == ' ');
        }
        if (!found) return false;
    }
    return true;
}

std::string search_snippet(const model::Item& item, const SearchTerms& terms) {
    constexpr std::size_t before = 60;
    constexpr std::size_t length = 200;
    const auto& author = item.author.name.empty() ? item.author.handle : item.author.name;
    const std::string_view text =
        item.text.empty() ? (item.author.bio.empty() ? author : item.author.bio) : item.text;
    std::size_t hit = 0;
    for (const auto& word : kit::tokens(text)) {
        if (asked_for(word.text, terms)) {
            hit = word.start;
            break;
        }
    }
    auto from = hit > before ? hit - before : 0;
    from = boundary(text, from);
    const auto part = text.substr(from, boundary(text, std::min(from + length, text.size())) - from);
    return fmt::format("{}{}{}", from > 0 ? "…" : "", part, from + part.size() < text.size() ? "…" : "");
}

std::string incident_words(const model::Incident& incident) {
    return kit::fold(fmt::format("{}\n{}\n{}\n{}\n{}", incident.id.value, incident.title.fr,
                                 incident.title.en, incident.culprit.handle, incident.culprit.display));
}

std::string fold_needle(std::string_view text) {
    return kit::fold(text);
}

}  // namespace vigie::ports
