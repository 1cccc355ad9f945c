// Numbers of a fixed length: each rule has a length, a check, the words that speak for it and the grouping
// people write. Weights are log-odds set by hand from the chance that a random number passes (Luhn 1/10, mod
// 97 1/97, mod 511 1/511).
#include "checks.hpp"
#include "scan.hpp"

#include <vigie/kit/ascii.hpp>

#include <algorithm>
#include <array>

namespace vigie::judge::leaks {
namespace {

using kit::ascii::alnum;
using kit::ascii::digit;
using kit::ascii::upper;
using enum IdentifierKind;

struct Rule {
    IdentifierKind kind;
    std::size_t length;
    bool (*check)(std::string_view);  // null: none is known
    double prior;                     // when the check passes
    std::uint64_t cues;
    double cue;  // gained beside one of them
    std::string_view
        pattern;  // how people group it, with its joints: "3-2-4"; ' ' any blank; empty: no usual one
    double pattern_gain;
};

constexpr std::array rules{
    Rule{siren, 9, check::siren, -2.2, cue_firm, 4, "3 3 3", 0.7},
    Rule{adeli, 9, nullptr, -4, cue_adeli, 5, "", 0},
    Rule{finess, 9, check::finess, -2.2, cue_finess, 5, "", 0},
    Rule{us_ssn, 9, check::ssn, -4, cue_ssn, 5, "3-2-4", 3},
    Rule{us_itin, 9, check::itin, -3.5, cue_itin, 5, "3-2-4", 2},
    Rule{us_bank, 9, check::us_routing, -3, cue_bank, 4, "", 0},
    Rule{ca_sin, 9, check::luhn, -2.5, cue_sin, 4, "3 3 3", 0.5},
    Rule{nl_bsn, 9, check::nl_bsn, -2.5, cue_bsn, 5, "", 0},
    Rule{pt_nif, 9, check::pt_nif, -3.5, cue_nif, 4, "3 3 3", 0},
    Rule{au_acn, 9, check::au_acn, -2.5, cue_acn, 5, "3 3 3", 0.5},
    Rule{au_tfn, 9, check::au_tfn, -3.5, cue_tfn, 5, "3 3 3", 0.5},
    Rule{nhs, 10, check::nhs, -2.8, cue_nhs, 4, "3 3 4", 1},
    Rule{us_npi, 10, check::us_npi, -3, cue_npi, 4, "", 0},
    Rule{se_pnr, 10, check::se_pnr, -2.5, cue_pnr, 5, "6-4", 2},
    Rule{au_medicare, 10, check::au_medicare, -3, cue_medicare, 5, "4 5 1", 2},
    Rule{rpps, 11, check::luhn, -2.5, cue_rpps, 5, "", 0},
    Rule{de_tax, 11, check::de_tax, -2.5, cue_steuer, 5, "2 3 3 3", 1},
    Rule{be_nrn, 11, check::be_nrn, -2, cue_nrn, 5, "2.2.2-3.2", 4},
    Rule{pl_pesel, 11, check::pl_pesel, -1.8, cue_pesel, 5, "", 0},
    Rule{au_abn, 11, check::au_abn, -1.5, cue_abn, 5, "2 3 3 3", 1},
    Rule{br_cpf, 11, check::br_cpf, -1.5, cue_cpf, 5, "3.3.3-2", 4},
    Rule{se_pnr, 12, nullptr, -6, cue_pnr, 5, "8-4", 1.5},
    Rule{in_aadhaar, 12, check::in_aadhaar, -2, cue_aadhaar, 5, "4 4 4", 1.2},
    Rule{tax_number, 13, check::spi, -1, cue_tax, 4, "2 2 3 3 3", 1.5},
    Rule{ch_ahv, 13, check::ch_ahv, 0.5, cue_ahv, 4, "3.4.4.2", 4},
    Rule{kr_rrn, 13, check::kr_rrn, -1.5, cue_rrn, 5, "6-7", 3},
    Rule{th_tnin, 13, check::th_tnin, -3, cue_thai, 5, "1-4-5-2-1", 4},
};

constexpr double against_order = 2.5;  // "order no", "tracking": it is theirs

// The digits of groups [from, last] of a run, joined.
struct Digits {
    std::array<char, 32> bytes{};
    std::size_t size = 0;
    [[nodiscard]] std::string_view view() const noexcept { return {bytes.data(), size}; }
    bool add(std::string_view group) noexcept {
        if (size + group.size() > bytes.size()) return false;
        for (const char c : group) bytes[size++] = c == 'O' || c == 'o' ? '0' : upper(c);
        return true;
    }
};

bool written_as(const Run& run, std::size_t from, std::size_t last, std::string_view pattern) noexcept {
    std::size_t at = 0;
    for (auto i = from; i <= last; ++i) {
        if (i > from) {
            if (at >= pattern.size()) return false;
            const char joint = run.groups[i].joint;
            if (joint != pattern[at] && !(pattern[at] == ' ' && (joint == '-' || joint == '.'))) return false;
            ++at;
        }
        if (at >= pattern.size() || run.groups[i].size() != static_cast<std::size_t>(pattern[at] - '0'))
            return false;
        ++at;
    }
    return at == pattern.size();
}

bool whole_word(std::string_view text, std::size_t start, std::size_t end) noexcept {
    const char before = byte_before(text, start);
    const char after = byte_at(text, end);
    const bool decimal = (before == '.' || before == ',') && digit(byte_before(text, start - 1));
    return !alnum(before) && before != '_' && before != '#' && before != '@' && !decimal && !alnum(after) &&
           after != '_' && !(after == ',' && digit(byte_at(text, end + 1))) && after != '%' &&
           before != '/' && before != '=';
}

bool only_digits(std::string_view text) noexcept {
    return std::ranges::all_of(text, digit);
}

constexpr std::uint64_t nir_cues = cue_nir | cue_ins;

// NIR and what stands for one: weights in order of what speaks for it.
double nir_weight(std::string_view digits, bool natural, const Cues& cues) noexcept {
    const bool full = digits.size() == 15;
    double weight = -3;
    if (digits.size() >= 13 && check::nir_form(digits)) weight += 1.5;
    if (full) weight += check::nir_key(digits) ? 4.5 : -0.5;
    if (cues.has(nir_cues))
        weight += 4;
    else if (cues.has(cue_nir_weak))
        weight += 3.2;
    if (natural) weight += 1;
    const auto off = full || digits.size() == 13 ? 0
                     : digits.size() > 15        ? digits.size() - 15
                                                 : 15 - digits.size();
    weight -= 0.4 * static_cast<double>(off);
    if (!cues.has(nir_cues) && cues.has(cue_order | cue_firm | cue_bank | cue_card)) weight -= against_order;
    return weight;
}

std::optional<Identifier> nir_of(std::string_view digits, std::size_t start, std::size_t end, bool natural,
                                 const Cues& cues) noexcept {
    if (digits.size() < 11 || digits.size() > 16 || digits[0] == '0' || digits[0] == '9' ||
        digits[0] == '5' || digits[0] == '6')
        return std::nullopt;
    const auto kind = (cues.before & cue_ins) != 0 ? ins : nir;
    const bool checked = digits.size() == 15 && check::nir_form(digits) && check::nir_key(digits);
    return Identifier{
        kind, start, end, nir_weight(digits, natural, cues), checked, cues.has(nir_cues | cue_nir_weak)};
}

std::optional<Identifier> siret_of(std::string_view digits, std::size_t start, std::size_t end,
                                   const Cues& cues) noexcept {
    if (digits.size() != 14 || !only_digits(digits) || !check::siret(digits)) return std::nullopt;
    double weight = -2;
    weight += digits.substr(9, 2) == "00" ? 4 : 0;
    if (cues.has(cue_firm)) weight += 4;
    if (cues.has(cue_order | cue_card)) weight -= 2 * against_order;
    return Identifier{siret, start, end, weight, true, cues.has(cue_firm)};
}

void better(std::optional<Identifier>& best, const std::optional<Identifier>& other) noexcept {
    if (other && (!best || other->weight > best->weight)) best = other;
}

// What one candidate of groups [from, last] may be.
std::optional<Identifier> judge(const Scan& scan, const Run& run, std::size_t from, std::size_t last,
                                const Digits& digits, const Cues& cues) {
    const auto start = run.groups[from].start;
    const auto end = run.groups[last].end;
    if (!whole_word(scan.text, start, end)) return std::nullopt;
    const auto all = digits.view();
    std::optional<Identifier> best;
    std::size_t loose = 0;  // figures alone in the middle: a row of a table
    for (auto g = from + 1; g <= last; ++g) loose += run.groups[g].size() == 1 ? 1U : 0U;
    const bool natural =
        written_as(run, from, last, "1 2 2 2 3 3 2") || written_as(run, from, last, "1 2 2 2 3 3");
    auto as_nir = nir_of(all, start, end, natural, cues);
    constexpr double table = 3.5;
    if (as_nir && loose >= 2) as_nir->weight -= table;
    better(best, as_nir);
    if (!only_digits(all)) return best;
    better(best, siret_of(all, start, end, cues));
    for (const auto& rule : rules) {
        if (rule.length != all.size() || (rule.check != nullptr && !rule.check(all))) continue;
        double weight = rule.prior;
        const bool cued = cues.has(rule.cues);
        if (cued) weight += rule.cue;
        if (!rule.pattern.empty() && written_as(run, from, last, rule.pattern)) weight += rule.pattern_gain;
        if (cues.has(cue_order)) weight -= against_order;
        better(best, Identifier{rule.kind, start, end, weight, rule.check != nullptr, cued});
    }
    if (all.size() >= 12 && all.size() <= 19 && (cues.has(cue_card)) && check::luhn(all))
        better(best, Identifier{card, start, end, 1.5, true, true});
    if (all.size() >= 6 && all.size() <= 17 && (cues.before & cue_bank) != 0)
        better(best, Identifier{us_bank, start, end, all.size() >= 8 ? 0.3 : -1, false, true});
    if (all.size() >= 6 && all.size() <= 12 && (cues.before & cue_patient) != 0)
        better(best, Identifier{patient_id, start, end, 0.8, false, true});
    if (all.size() >= 7 && all.size() <= 12 && (cues.before & cue_id_card) != 0 && from == last)
        better(best, Identifier{id_card, start, end, 0.4, false, true});
    if (all.size() == 9 && (cues.before & cue_passport) != 0)
        better(best, Identifier{passport, start, end, 2, false, true});
    if (all.size() >= 9 && all.size() <= 12 && (cues.before & cue_licence) != 0 && from == last)
        better(best, Identifier{licence, start, end, 1, false, true});
    return best;
}

// Before the first weight of a candidate that stands in the middle of a longer row is believed, it pays for
// the digits left over.
constexpr double left_over = 1.2;

}  // namespace

std::size_t scan_number(Scan& scan, const Run& run, std::size_t from) {
    constexpr std::size_t shortest = 6;
    constexpr std::size_t longest = 19;
    const bool begins = from == 0 || run.groups[from].joint != ' ';
    Digits digits;
    std::optional<Identifier> best;
    std::size_t used = 0;
    char joint = 0;
    bool mixed = false;
    std::optional<Cues> cues;  // one look for all candidates that begin here
    for (auto last = from; last < run.count; ++last) {
        const auto& group = run.groups[last];
        if (last > from) {
            if (group.joint == '|' || group.joint == '/' || group.joint == '_' || group.joint == '(' ||
                group.joint == ')')
                break;
            if (joint == 0) joint = group.joint;
            mixed = mixed || group.joint != joint;
        }
        if (digits.size + group.size() > longest || !digits.add(scan.text.substr(group.start, group.size())))
            break;
        if (digits.size < shortest) continue;
        if (mixed && digits.size != 11 && digits.size < 13) continue;
        if (!cues) cues = cues_around(scan.text, run.groups[from].start, run.end());
        auto candidate = judge(scan, run, from, last, digits, *cues);
        if (!candidate) continue;
        if (!begins) candidate->weight -= left_over;
        const bool ends = last + 1 == run.count || run.groups[last + 1].joint != joint || joint == 0;
        if (!ends) candidate->weight -= left_over;
        if (best && best->weight >= candidate->weight) continue;
        best = candidate;
        used = last - from + 1;
    }
    if (!best) return 0;
    scan.add(*best);
    return best->weight >= 0 ? used : 0;
}

// Forms with a box for each digit: a NIR of 12 to 16, often with a birth date of 7 or 8 after it.
std::size_t scan_boxes(Scan& scan, const Run& run, std::size_t from) {
    constexpr std::size_t fewest = 7;
    Digits digits;
    std::size_t count = 0;
    for (auto i = from; i < run.count; ++i) {
        const auto& group = run.groups[i];
        if (group.size() != 1 || (i > from && group.joint != ' ') || digits.size == digits.bytes.size())
            break;
        digits.add(scan.text.substr(group.start, 1));
        ++count;
    }
    if (count < fewest) return 0;
    const bool goes_on = from + count < run.count && run.groups[from + count].joint == ' ';
    if (goes_on && count + run.groups[from + count].size() <= 16) return 0;  // "4 0 0 … 0 11": not one a box
    const auto all = digits.view();
    if (all.find_first_not_of(all.front()) == std::string_view::npos)
        return count;  // "0 0 0 0": an empty form
    const auto date_at = [&](std::size_t at, std::size_t size) {
        const auto two = [&](std::size_t i) { return (all[at + i] - '0') * 10 + all[at + i + 1] - '0'; };
        if (!only_digits(all.substr(at, size)) || (all[at + 4] != '1' && all[at + 4] != '2')) return false;
        const auto day_month = [](int day, int month) {
            return day >= 1 && day <= 31 && month >= 1 && month <= 12;
        };
        return day_month(two(0), two(2)) || day_month(two(2), two(0));
    };
    const auto piece = [&](IdentifierKind kind, std::size_t at, std::size_t size, double weight) {
        scan.add(
            {kind, run.groups[from + at].start, run.groups[from + at + size - 1].end, weight, false, false});
    };
    constexpr double boxed = 3.6;  // nobody else writes numbers this way
    const auto nir_piece = [&](std::size_t at, std::size_t size) {
        const auto start = run.groups[from + at].start;
        const auto end = run.groups[from + at + size - 1].end;
        const auto cues = cues_around(scan.text, start, end);
        const auto part = all.substr(at, size);
        auto best = nir_of(part, start, end, false, cues);
        if (best) {
            best->weight += boxed;
        } else if (size >= 11 && size <= 16 && cues.before == 0) {
            best = Identifier{nir, start, end, 0.2, false, false};
        }
        if (auto firm = siret_of(part, start, end, cues)) {
            firm->weight += 2;
            better(best, firm);
        }
        if (best) scan.add(*best);
    };
    if (count <= 8) {
        if (!date_at(0, count)) return 0;
        const auto start = run.groups[from].start;
        const auto cues = cues_around(scan.text, start, start);
        piece((cues.before & cue_birth) != 0 ? birth_date : date, 0, count, 1);
        return count;
    }
    // A date, a NIR and a date may stand in one row.
    for (const std::size_t head : {std::size_t{0}, std::size_t{8}, std::size_t{7}}) {
        for (const std::size_t tail : {std::size_t{0}, std::size_t{8}, std::size_t{7}}) {
            if (count < head + tail + 11 || count > head + tail + 16) continue;
            if ((head > 0 && !date_at(0, head)) || (tail > 0 && !date_at(count - tail, tail))) continue;
            if (head > 0) piece(date, 0, head, 1);
            nir_piece(head, count - head - tail);
            if (tail > 0) piece(birth_date, count - tail, tail, 1);
            return count;
        }
    }
    return 0;
}

std::size_t scan_ip(Scan& scan, const Run& run, std::size_t from) {
    if (run.count < from + 4 || (from > 0 && run.groups[from].joint == '.')) return 0;
    bool small = true;  // "1.2.0.3" is rather a version
    for (auto i = from; i < from + 4; ++i) {
        const auto& group = run.groups[i];
        if ((i > from && (group.joint != '.' || group.start != run.groups[i - 1].end + 1)) ||
            group.size() > 3)
            return 0;
        int n = 0;
        for (const char c : scan.text.substr(group.start, group.size())) {
            if (!digit(c)) return 0;
            n = n * 10 + (c - '0');
        }
        if (n > 255 || (group.size() > 1 && scan.text[group.start] == '0')) return 0;
        small = small && group.size() == 1;
    }
    if (run.count > from + 4 && run.groups[from + 4].joint == '.') return 0;
    const auto start = run.groups[from].start;
    const auto end = run.groups[from + 3].end;
    const auto cues = cues_around(scan.text, start, end);
    if (!whole_word(scan.text, start, end)) return 0;
    double weight = small ? -1 : 1.5;
    if ((cues.before & cue_version) != 0) weight -= 3;
    if (cues.has(cue_ip)) weight += 2;
    scan.add({ip, start, end, weight, false, cues.has(cue_ip)});
    return 4;
}

// "+33", "06…" in any grouping, and any 7 to 15 digits beside a word that asks to call.
std::size_t scan_phone(Scan& scan, const Run& run, std::size_t from) {
    const auto& first = run.groups[from];
    std::size_t digits = 0;
    std::size_t last = from;
    std::size_t best = Run::most_groups;
    bool french = false;
    const bool plus = byte_before(scan.text, first.start) == '+';
    const char head =
        scan.text[first.start] == 'O' || scan.text[first.start] == 'o' ? '0' : scan.text[first.start];
    for (; last < run.count; ++last) {
        const auto& group = run.groups[last];
        if (last > from && (group.joint == '/' || group.joint == '|' || group.joint == '_')) break;
        if (group.size() > 11 || digits + group.size() > 15) break;
        digits += group.size();
        if (digits == 10 && head == '0' && !plus) {
            french = true;
            best = last;
            if (last + 1 == run.count || run.groups[last + 1].size() != 2 ||
                run.groups[last + 1].joint != group.joint)
                break;
        }
        if (digits >= 7 && !french) best = last;
    }
    if (best == Run::most_groups) return 0;
    auto start = first.start;
    auto end = run.groups[best].end;
    const char before = byte_before(scan.text, start);
    if (alnum(before) || before == '/' || before == '#' || before == '@' || before == '_' || before == '=')
        return 0;
    std::size_t total = 0;
    for (auto i = from; i <= best; ++i) total += run.groups[i].size();
    const char after = byte_at(scan.text, end);
    if (after == 'x' && digit(byte_at(scan.text, end + 1))) {  // extension
        ++end;
        while (digit(byte_at(scan.text, end))) ++end;
    } else if (digit(after) || after == '%' || (alnum(after) && !french)) {
        return 0;
    }
    const bool opened = scan.text.substr(start, end - start).find(')') != std::string_view::npos;
    if (plus) --start;
    if (byte_before(scan.text, start) == '(' && opened) --start;
    const auto cues = cues_around(scan.text, start, end);
    const bool cued = cues.has(cue_phone);
    const bool alone = (from == 0 || run.groups[from].joint != ' ') &&
                       (best + 1 == run.count || run.groups[best + 1].joint != ' ');
    // Without a cue, ten digits in an odd grouping must stand alone: tables of results are full of them.
    if (!plus && !cued && (!french || !alone || best - from > 4)) return 0;
    double weight = -3;
    if (plus) weight += 3.5;
    if (french)
        weight += byte_at(scan.text, run.groups[from].start + 1) == '0' ? 0.5 : best > from ? 3.2 : 2.6;
    if (best > from) weight += 0.7;
    if ((cues.before & cue_phone) != 0) weight += 3.2;
    if ((cues.after & cue_phone) != 0) weight += 2.8;
    if (cues.has(cue_order | cue_card | cue_nir | cue_patient | cue_firm)) weight -= 2;
    if (total < 8 && best == from) weight -= 1;
    scan.add({phone, start, end, weight, false, cued});
    return weight >= 0 ? best - from + 1 : 0;
}

}  // namespace vigie::judge::leaks
