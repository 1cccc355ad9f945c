// Addresses (number, way, name; or number, name, way) and postal codes. A number alone is nothing: a code
// needs an address, a town or a cue beside it.
#include "scan.hpp"

#include <vigie/kit/ascii.hpp>

#include <algorithm>
#include <array>

namespace vigie::judge::leaks {
namespace {

using kit::ascii::alnum;
using kit::ascii::digit;
using kit::ascii::letter;
using kit::ascii::upper;
using enum IdentifierKind;

bool word_byte(char c) noexcept {
    return alnum(c) || static_cast<unsigned char>(c) >= 0xC3 ||
           (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}
bool capital(std::string_view word) noexcept {
    if (word.empty()) return false;
    if (word[0] >= 'A' && word[0] <= 'Z') return true;
    return word.size() > 1 && word[0] == '\xC3' && static_cast<unsigned char>(word[1]) <= 0x9E;
}

// One word after blanks (and, when told, commas), with inner hyphens and apostrophes left out; end in `end`.
std::string_view next_word(std::string_view text, std::size_t pos, std::size_t& end,
                           bool commas = false) noexcept {
    while (pos < text.size() && (blank_at(text, pos) > 0 || (commas && text[pos] == ',')))
        pos += std::max<std::size_t>(blank_at(text, pos), 1);
    end = pos;
    while (end < text.size() && word_byte(text[end]) && blank_at(text, end) == 0 && end - pos < 40) ++end;
    return text.substr(pos, end - pos);
}

struct Folded {
    std::array<char, 24> bytes{};
    std::size_t size = 0;
    explicit Folded(std::string_view word) : size(fold_word(word, bytes.data(), bytes.size())) {}
    [[nodiscard]] std::string_view view() const noexcept { return {bytes.data(), size}; }
};

template <std::size_t N>
bool one_of(const std::array<std::string_view, N>& list, std::string_view word) noexcept {
    return std::ranges::find(list, word) != list.end();
}

constexpr std::array<std::string_view, 47> ways_first{
    "rue",    "avenue",   "av",      "ave",   "bd",        "bld",         "blvd",    "boulevard",
    "bvd",    "place",    "pl",      "quai",  "allee",     "allees",      "all",     "chemin",
    "che",    "ch",       "impasse", "imp",   "cours",     "passage",     "route",   "rte",
    "square", "faubourg", "fbg",     "villa", "residence", "lotissement", "sentier", "voie",
    "rond",   "cite",     "hameau",  "clos",  "esplanade", "promenade",   "parvis",  "via",
    "calle",  "rua",      "plaza",   "viale", "piazza",    "avenida",     "ruelle"};
constexpr std::array<std::string_view, 39> ways_last{
    "street",  "st",    "avenue",    "ave",  "road",  "rd",       "lane",    "ln",     "drive", "dr",
    "court",   "ct",    "boulevard", "blvd", "way",   "place",    "pl",      "square", "sq",    "terrace",
    "parkway", "pkwy",  "highway",   "hwy",  "close", "crescent", "gardens", "grove",  "row",   "hill",
    "strasse", "trail", "circle",    "cir",  "walk",  "mews",     "plaza",   "loop",   "alley"};
constexpr std::array<std::string_view, 31> particles{
    "de",      "du",  "des",      "la",      "le",    "les",       "l",         "d",
    "et",      "en",  "sur",      "sous",    "saint", "sainte",    "st",        "ste",
    "general", "gal", "marechal", "docteur", "dr",    "president", "capitaine", "colonel",
    "au",      "aux", "di",       "del",     "da",    "do",        "dos"};

// "12 bis, rue de la Paix": after the number; where it ends, 0 when it is none.
std::size_t french_end(std::string_view text, std::size_t pos) noexcept {
    std::size_t end = 0;
    auto word = next_word(text, pos, end, true);
    const Folded suffix(word);
    if (suffix.view() == "bis" || suffix.view() == "ter" || suffix.view() == "quater" ||
        (word.size() == 1 && letter(word[0]) && word[0] != 'h'))
        word = next_word(text, end, end, true);
    const Folded way(word);
    if (!one_of(ways_first, way.view())) return 0;
    // "8 place we do", "58 square miles": words of English as well.
    constexpr std::array<std::string_view, 8> also_words{"place", "square", "cours", "passage",
                                                         "cite",  "via",    "route", "villa"};
    const bool short_way = (way.view().size() <= 3 && way.view() != "rue") || one_of(also_words, way.view());
    auto stop = end;
    if (byte_at(text, stop) == '.') ++stop;
    constexpr int most_words = 8;
    int named = 0;
    auto last = std::size_t{0};
    for (int n = 0; n < most_words; ++n) {
        auto from = stop;
        const char joint = byte_at(text, from);
        if (joint == '-' || joint == '\'' || joint == '.')
            ++from;
        else if (text.substr(from, 3) == "\u2019")
            from += 3;
        std::size_t after = 0;
        word = next_word(text, from, after);
        if (word.empty()) break;
        const Folded folded(word);
        const bool date_name = digit(word[0]) && word.size() <= 2;  // "rue du 8 mai 1945"
        const bool name = capital(word) || (named == 0 && !short_way && letter(word[0])) || joint == '-';
        if (digit(word[0]) && !date_name) break;
        if (one_of(particles, folded.view()) && !name) {
            stop = after;
            continue;
        }
        if (!name && !date_name) break;
        if (n > 0 && folded.view() == "tel") break;
        if (!date_name) {
            ++named;
            last = after;
        }
        stop = after;
    }
    return named > 0 ? last : 0;
}

// "6750 North Main Street Apt. 4": after the number.
std::size_t english_end(std::string_view text, std::size_t pos) noexcept {
    constexpr int most_words = 5;
    auto stop = pos;
    std::size_t end = 0;
    for (int n = 0; n < most_words; ++n) {
        const auto word = next_word(text, stop, end);
        if (!capital(word) && !(digit(byte_at(word, 0)) && n < 3)) break;
        const Folded folded(word);
        const auto view = folded.view();
        if (n > 0 && (one_of(ways_last, view) || view.ends_with("strasse") || view.ends_with("straat"))) {
            const bool short_way = view.size() <= 2;
            const auto after = byte_at(text, end);
            if (short_way && after == '\'') return 0;
            // Flat and suite belong to it.
            std::size_t flat_end = 0;
            const Folded flat(next_word(text, end + (after == '.' ? 1U : 0U), flat_end, true));
            if (flat.view() == "apt" || flat.view() == "suite" || flat.view() == "unit" ||
                flat.view() == "flat") {
                if (byte_at(text, flat_end) == '.') ++flat_end;
                std::size_t number_end = 0;
                const auto number = next_word(text, flat_end, number_end);
                if (!number.empty() && digit(number[0])) return number_end;
            }
            return end;
        }
        stop = end;
        if (byte_at(text, stop) == '.' || byte_at(text, stop) == '-') ++stop;
    }
    return 0;
}

// "Apt. 595", "Suite 12", "PSC 6293", "P.O. Box 211": where the mark before the number begins; with a street
// and its number before it on the same line ("2229 Wolmarans Apt. 5"), where these begin. `start` itself when
// there is no mark.
std::size_t marked_start(std::string_view text, std::size_t start) noexcept {
    auto end = start;
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '.' || text[end - 1] == '#')) --end;
    auto word = end;
    while (word > 0 && letter(text[word - 1])) --word;
    constexpr std::array<std::string_view, 7> marks{"apt", "suite", "psc",        "box",
                                                    "bp",  "appt",  "appartement"};
    if (end == start || !one_of(marks, Folded(text.substr(word, end - word)).view())) return start;
    constexpr std::size_t reach = 60;
    auto begin = word;
    for (auto pos = word; pos > 0 && word - pos < reach && text[pos - 1] != '\n' && text[pos - 1] != ':' &&
                          text[pos - 1] != '?';
         --pos)
        if (digit(text[pos - 1]) && (pos == 1 || !alnum(text[pos - 2]))) begin = pos - 1;
    return begin;
}

// Something found that ends at most `gap` bytes before `pos` on the same line.
bool address_before(const Scan& scan, std::size_t pos, std::size_t gap) noexcept {
    for (auto i = scan.found.size(); i-- > 0;) {
        const auto& one = scan.found[i];
        if (one.kind == address) return one.end <= pos && one.end + gap >= pos;
        if (one.end + gap < pos) break;
    }
    return false;
}

constexpr std::array<std::string_view, 60> towns{
    "paris",    "marseille",    "lyon",      "toulouse",  "nice",     "nantes",   "montpellier", "strasbourg",
    "bordeaux", "lille",        "rennes",    "reims",     "toulon",   "grenoble", "dijon",       "angers",
    "nimes",    "villeurbanne", "clermont",  "aix",       "brest",    "tours",    "amiens",      "limoges",
    "annecy",   "metz",         "besancon",  "perpignan", "orleans",  "caen",     "mulhouse",    "rouen",
    "nancy",    "argenteuil",   "montreuil", "avignon",   "creteil",  "poitiers", "pau",         "versailles",
    "bobigny",  "villejuif",    "bruxelles", "geneve",    "lausanne", "berlin",   "london",      "leipzig",
    "munich",   "madrid",       "rome",      "saint",     "bourges",  "nanterre", "levallois",   "courbevoie",
    "colombes", "bayonne",      "cedex",     "vincennes"};

}  // namespace

std::size_t scan_address(Scan& scan, const Run& run, std::size_t from) {
    const auto& number = run.groups[from];
    const char before_number = byte_before(scan.text, number.start);
    if (number.size() > 5 || alnum(before_number) || before_number == ':' || before_number == '$' ||
        before_number == '#')
        return 0;
    std::size_t used = 1;
    auto pos = number.end;
    auto start = number.start;
    // "47-83 boulevard", "12/14 rue"
    if (run.count > from + 1 && (run.groups[from + 1].joint == '-' || run.groups[from + 1].joint == '/') &&
        run.groups[from + 1].size() <= 4) {
        pos = run.groups[from + 1].end;
        used = 2;
    } else if (run.count > from + 1) {
        return 0;
    }
    if (number.size() <= 4) {
        if (const auto end = french_end(scan.text, pos); end > 0) {
            scan.add({address, start, end, 3.5, false, false});
            return used;
        }
    }
    if (const auto end = english_end(scan.text, pos); end > 0) {
        scan.add({address, start, end, 2, false, false});
        return used;
    }
    if (const auto begin = marked_start(scan.text, start); begin < start) {
        scan.add({address, begin, number.end, 1.5, false, false});
        return used;
    }
    // "SchlussStrasse 13", "Straße des 17. Juni 135": the way before its number.
    auto back = start;
    while (back > 0 && start - back < 40 && (word_byte(scan.text[back - 1]) || scan.text[back - 1] == ' '))
        --back;
    const auto before = scan.text.substr(back, start - back);
    for (const std::string_view way : {"strasse ", "straße ", "Strasse ", "Straße ", "straat ", "plein "}) {
        if (!before.ends_with(way)) continue;
        auto first = before.size() - way.size();
        while (first > 0 && before[first - 1] != ' ') --first;
        scan.add({address, back + first, number.end, 2.5, false, false});
        return 1;
    }
    return 0;
}

std::size_t scan_zip(Scan& scan, const Run& run, std::size_t from) {
    const auto& group = run.groups[from];
    std::size_t used = 1;
    auto end = group.end;
    std::size_t digits = group.size();
    if (digits == 2 && run.count > from + 1 && run.groups[from + 1].joint == ' ' &&
        run.groups[from + 1].size() == 3) {
        end = run.groups[from + 1].end;
        digits = 5;
        used = 2;
    }
    const char before = byte_before(scan.text, group.start);
    if (digits < 3 || digits > 6 || alnum(before) || before == '#' || before == '@' || before == '/' ||
        before == '_' || before == '$' || before == '.' || before == '=')
        return 0;
    const char after = byte_at(scan.text, end);
    if (alnum(after) || after == '%' || after == '_' ||
        (after == '.' && digit(byte_at(scan.text, end + 1))) ||
        (after == ',' && digit(byte_at(scan.text, end + 1))))
        return 0;
    const auto cues = cues_around(scan.text, group.start, end);
    const bool cued = (cues.before & cue_zip) != 0;
    if (digits != 5 && !cued && !(digits == 4 && address_before(scan, group.start, 4))) return 0;
    double weight = -2.5;
    if (cued) weight += 4;
    if (address_before(scan, group.start, 48)) weight += 4;
    std::size_t word_end = 0;
    auto pos = end;
    while (pos < scan.text.size() &&
           (scan.text[pos] == ',' || scan.text[pos] == ' ' || scan.text[pos] == '-'))
        ++pos;
    const auto next = next_word(scan.text, pos, word_end);
    const Folded town(next);
    if (pos > end && one_of(towns, town.view()))
        weight += capital(next) ? 3 : 1.5;
    else if (pos > end && capital(next) && next.size() > 2)
        weight += 0.8;
    // The town before it: "à Marseille, 13006", "Paris 75015", "Vincennes dans le 94300".
    auto back = group.start;
    while (back > 0 &&
           (scan.text[back - 1] == ' ' || scan.text[back - 1] == ',' || scan.text[back - 1] == '('))
        --back;
    auto word_start = back;
    while (word_start > 0 && word_byte(scan.text[word_start - 1]) && back - word_start < 40) --word_start;
    auto previous = scan.text.substr(word_start, back - word_start);
    if (previous == "le" || previous == "CEDEX" || previous == "cedex") weight += 1;
    if (one_of(towns, Folded(previous).view()))
        weight += 2.6;
    else if (capital(previous) && previous.size() > 3 && before == ' ' &&
             byte_before(scan.text, group.start - 1) == ',')
        weight += 1;
    if (previous == "le") {
        auto town_end = word_start;
        while (town_end > 0 && scan.text[town_end - 1] == ' ') --town_end;
        if (scan.text.substr(0, town_end).ends_with("dans")) weight += 1.6;
    }
    if ((cues.after & cue_zip) != 0) weight += 3;  // "93000 … CEDEX"
    const auto code = scan.text.substr(group.start, 5);
    if (digits == 5 && (code.starts_with("750") || code == "75116") && (capital(previous) || capital(next)))
        weight += 2.6;
    if (cues.has(cue_order)) weight -= 2;
    scan.add({zip, group.start, end, weight, false, cued});
    return weight >= 0 ? used : 0;
}

}  // namespace vigie::judge::leaks
