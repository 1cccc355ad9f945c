// Names of people: a title and what follows it ("Dr M. Leroy", "Mme DUPONT Anne"), a known first name beside
// a capital word, an initial and a surname. One look at each capital word. O(bytes).
#include "gazetteer.hpp"
#include "scan.hpp"

#include <vigie/kit/ascii.hpp>
#include <vigie/query/lexicon.hpp>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace vigie::judge::leaks {
namespace {

using kit::ascii::digit;
using kit::ascii::letter;

constexpr std::size_t most_words = 4096;

struct Word {
    std::size_t start = 0;
    std::size_t end = 0;
    bool all_capitals = false;
    bool initial = false;  // "Z", "P.E"
    bool title = false;    // Mme, Dr
    bool role = false;     // patient, interne: a name follows if it is written as one
    bool first = false;    // a known first name
    bool surname = false;
    bool particle = false;  // de, van, El
    bool never = false;     // "Tel", "Paris"
    bool rare = false;      // no ordinary word
};

bool word_byte(char c) noexcept {
    const auto u = static_cast<unsigned char>(c);
    return letter(c) || (u >= 0xC3 && u <= 0xCA) || (u & 0xC0U) == 0x80U;
}
bool capital_at(std::string_view text, std::size_t pos) noexcept {
    const char c = text[pos];
    if (c >= 'A' && c <= 'Z') return true;
    return c == '\xC3' && pos + 1 < text.size() && static_cast<unsigned char>(text[pos + 1]) <= 0x9E;
}

constexpr std::array<std::string_view, 24> titles{
    "m",          "mr",        "mrs",          "ms",     "miss",    "mme",    "mlle", "mmes",
    "monsieur",   "madame",    "mademoiselle", "dr",     "docteur", "doctor", "pr",   "prof",
    "professeur", "professor", "me",           "maitre", "sir",     "dre",    "herr", "frau"};
constexpr std::array<std::string_view, 28> roles{
    "patient",     "patiente",   "interne",   "internes",     "externe",   "externes",   "assure",
    "assuree",     "nom",        "prenom",    "pere",         "mere",      "fils",       "fille",
    "psychologue", "infirmiere", "infirmier", "redacteur",    "signe",     "name",       "employee",
    "employe",     "client",     "cliente",   "beneficiaire", "titulaire", "secretaire", "chirurgien"};
constexpr std::array<std::string_view, 20> particles{"de",  "du",  "des", "la",  "le",    "el",  "al",
                                                     "ben", "bin", "ait", "van", "von",   "der", "den",
                                                     "di",  "da",  "dos", "mac", "saint", "abd"};
// Capital words that follow names and titles but are none.
constexpr std::array<std::string_view, 34> never{
    "tel",    "fax",     "ipp",  "nda",    "rdv",       "chu",  "chr",   "hopital", "clinique",
    "centre", "service", "rue",  "avenue", "boulevard", "bd",   "place", "cedex",   "paris",
    "le",     "la",      "les",  "un",     "une",       "en",   "et",    "the",     "and",
    "of",     "street",  "road", "ave",    "inc",       "rpps", "adeli"};

// The word that begins at `pos`; hyphens inside belong to it.
Word word_at(std::string_view text, std::size_t pos) noexcept {
    Word word{.start = pos, .end = pos};
    std::size_t letters = 0;
    bool small = false;
    while (word.end < text.size()) {
        const char c = text[word.end];
        if (word_byte(c)) {
            small = small || (c >= 'a' && c <= 'z') ||
                    (c == '\xC3' && word.end + 1 < text.size() &&
                     static_cast<unsigned char>(text[word.end + 1]) >= 0xA0);
            letters += (static_cast<unsigned char>(c) & 0xC0U) == 0x80U ? 0U : 1U;
            ++word.end;
            continue;
        }
        const bool inside =
            (c == '-' || c == '\'') && word.end + 1 < text.size() && capital_at(text, word.end + 1);
        if (!inside) break;
        ++word.end;
    }
    word.all_capitals = !small && letters > 1;
    const auto size = word.end - word.start;
    word.initial = letters <= 2 && !small &&
                   (byte_at(text, word.end) == '.' || letters == 1 ||
                    text.substr(word.start, size).find('-') != std::string_view::npos);
    return word;
}

enum Meaning : unsigned { title_word = 1, role_word = 2, particle_word = 4, never_word = 8 };

unsigned meaning_of(std::string_view folded) {
    using Table = std::unordered_map<std::string_view, unsigned>;
    static const Table table = [] {
        Table out;
        for (const auto word : titles) out[word] |= title_word;
        for (const auto word : roles) out[word] |= role_word;
        for (const auto word : particles) out[word] |= particle_word;
        for (const auto word : never) out[word] |= never_word;
        return out;
    }();
    const auto it = table.find(folded);
    return it == table.end() ? 0 : it->second;
}

void classify(std::string_view text, Word& word) {
    std::array<char, 40> folded{};
    const auto whole = text.substr(word.start, word.end - word.start);
    const auto size = fold_word(whole, folded.data(), folded.size());
    const std::string_view all{folded.data(), size};
    const auto meaning = meaning_of(all);
    word.title = (meaning & title_word) != 0 && (!word.all_capitals || all.size() > 1);
    word.role = (meaning & role_word) != 0;
    word.particle = (meaning & particle_word) != 0;
    word.never = (meaning & never_word) != 0;
    if (word.title || word.role || all.size() < 3) return;
    const auto part = all.substr(0, all.find('-'));
    word.first = is_first_name(all) || (part.size() > 2 && part.size() < all.size() && is_first_name(part));
    word.surname = is_surname(all);
    constexpr double ordinary = 3e-6;
    word.rare = !word.first && query::share_of(all) < ordinary;
}

// The capital words of the text, and small particles and titles ("docteur", "patient") among them.
std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> out;
    for (std::size_t pos = 0; pos < text.size() && out.size() < most_words;) {
        if (!word_byte(text[pos]) || (static_cast<unsigned char>(text[pos]) & 0xC0U) == 0x80U) {
            ++pos;
            continue;
        }
        const bool inside = pos > 0 && (digit(text[pos - 1]) || text[pos - 1] == '@' ||
                                        text[pos - 1] == '#' || text[pos - 1] == '_' || text[pos - 1] == '/');
        auto word = word_at(text, pos);
        pos = word.end;
        if (inside) continue;
        if (!capital_at(text, word.start)) {
            // "docteur Roux", "patient : Roux", "Anne de Roux": only before a capital.
            auto next = word.end;
            while (next < text.size() && next - word.end < 3 && (text[next] == ' ' || text[next] == ':'))
                ++next;
            if (next == word.end || next >= text.size() || !capital_at(text, next)) continue;
            classify(text, word);
            if (!word.title && !word.role && !word.particle) continue;
            word.first = word.surname = word.initial = false;
            if (word.title && word.end - word.start <= 2) continue;  // "me", "m"
        } else {
            classify(text, word);
        }
        out.push_back(word);
    }
    return out;
}

// May `next` go on where `word` ends? A blank, a dot and a blank; after a title also a colon; inside one
// line.
bool joined(std::string_view text, const Word& word, const Word& next, bool after_title) noexcept {
    if (next.start < word.end || next.start - word.end > 4) return false;
    for (auto i = word.end; i < next.start; ++i) {
        const char c = text[i];
        const bool dot = c == '.' && (word.initial || word.title);
        const bool comma = c == ',' && word.all_capitals;
        if (c != ' ' && !dot && !comma && !(after_title && (c == ':' || c == '(')) &&
            static_cast<unsigned char>(c) != 0xC2 && static_cast<unsigned char>(c) != 0xA0)
            return false;
    }
    return true;
}

bool covered(const Scan& scan, std::size_t start, std::size_t end) noexcept {
    const auto it = std::ranges::lower_bound(scan.found, start, {}, &Identifier::end);
    return it != scan.found.end() && it->start < end && it->end > start;
}

}  // namespace

void scan_names(Scan& scan) {
    const auto text = scan.text;
    const auto words = words_of(text);
    std::vector<Identifier> names;
    for (std::size_t i = 0; i < words.size();) {
        const auto& word = words[i];
        const bool opens = word.title || word.role;
        auto from = i;
        if (opens) {
            from = i + 1;
            if (from >= words.size() || !joined(text, word, words[from], true)) {
                ++i;
                continue;
            }
        }
        // The row of capital words from here.
        auto last = from;
        int known = 0;
        int surnames = 0;
        int others = 0;
        int initials = 0;
        int rare = 0;
        std::size_t n = from;
        for (; n < words.size() && n - from < 6; ++n) {
            const auto& one = words[n];
            if (n > from && !joined(text, words[n - 1], one, false)) break;
            if (one.title || one.role) break;
            if (!capital_at(text, one.start) && !(one.particle && n > from)) break;
            if (one.never && !one.first) break;
            if (one.particle && !one.first && !one.surname) continue;
            known += one.first ? 1 : 0;
            surnames += !one.first && one.surname ? 1 : 0;
            initials += one.initial ? 1 : 0;
            rare += one.rare && !one.all_capitals ? 1 : 0;
            others += !one.first && !one.surname && !one.initial ? 1 : 0;
            last = n;
        }
        const int proper = known + surnames + others;
        const auto count = proper + initials;
        double weight = -1;
        if (word.title && proper > 0)
            weight = 3;
        else if (word.role && count > 0 && (known + surnames > 0 || (initials > 0 && proper > 0)))
            weight = 1.5;
        else if (known > 0 && proper + initials > 1)
            weight = surnames > 0 ? 3 : 1.5;
        else if (initials > 0 && surnames > 0)
            weight = 1.5;
        else if (initials > 0 && proper == 1 && byte_at(text, words[from].end) == '.' && words[from].initial)
            weight = 0.3;
        else if (known == 1 && count == 1 && !words[from].all_capitals)
            weight = 0.2;
        else if (rare == 2 && count == 2)
            weight = 0.1;
        if (weight >= 0 && count > 0 && last >= from) {
            auto end = words[last].end;
            if (!covered(scan, words[from].start, end))
                names.push_back({IdentifierKind::name, words[from].start, end, weight, false, opens});
            i = last + 1;
        } else {
            i = std::max(n, i + 1);
        }
    }
    if (names.empty()) return;
    const auto room = most_identifiers - std::min(most_identifiers, scan.found.size());
    if (names.size() > room) names.resize(room);
    const auto middle = scan.found.insert(scan.found.end(), names.begin(), names.end());
    std::inplace_merge(scan.found.begin(), middle, scan.found.end(),
                       [](const Identifier& a, const Identifier& b) { return a.start < b.start; });
}

}  // namespace vigie::judge::leaks
