// Codes of capital letters and digits: VAT numbers, plates, passports, the letters-and-digits identifiers of
// other countries, licences, wallets, GPS pairs. Checked where there is a check, otherwise beside a cue only.
#include "checks.hpp"
#include "scan.hpp"

#include <vigie/judge/pivots.hpp>
#include <vigie/kit/ascii.hpp>

#include <algorithm>
#include <array>

namespace vigie::judge::leaks {
namespace {

using kit::ascii::alnum;
using kit::ascii::digit;
using enum IdentifierKind;

bool capital(char c) noexcept {
    return c >= 'A' && c <= 'Z';
}

// 'A' a capital, '9' a digit, 'X' either, anything else itself.
bool shaped(std::string_view text, std::string_view shape) noexcept {
    if (text.size() != shape.size()) return false;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const char c = text[i];
        const bool good = shape[i] == 'A'   ? capital(c)
                          : shape[i] == '9' ? digit(c)
                          : shape[i] == 'X' ? capital(c) || digit(c)
                                            : c == shape[i];
        if (!good) return false;
    }
    return true;
}

struct Shape {
    IdentifierKind kind;
    std::string_view shape;           // of the bare characters
    bool (*check)(std::string_view);  // null: none
    double prior;
    std::uint64_t cues;
    double cue;
};

bool vat(std::string_view text) noexcept {
    return check::vat_fr(text.substr(2));
}
// SIV: no I, O, U; neither SS nor WW first.
bool siv(std::string_view text) noexcept {
    for (const std::size_t i : {0U, 1U, 5U, 6U})
        if (text[i] == 'I' || text[i] == 'O' || text[i] == 'U') return false;
    return text.substr(0, 2) != "SS" && text.substr(0, 2) != "WW" && text.substr(2, 3) != "000";
}
bool nino(std::string_view text) noexcept {
    constexpr std::string_view never_first = "DFIQUV";
    constexpr std::string_view never_second = "DFIOQUV";
    return never_first.find(text[0]) == std::string_view::npos &&
           never_second.find(text[1]) == std::string_view::npos && text[8] <= 'D' &&
           text.substr(0, 2) != "GB" && text.substr(0, 2) != "NK" && text.substr(0, 2) != "TN" &&
           text.substr(0, 2) != "ZZ";
}

constexpr std::array shapes{
    Shape{vat_fr, "FR99999999999", vat, 2.5, cue_vat | cue_firm, 2},
    Shape{plate, "AA999AA", siv, -1.5, cue_plate, 4},
    Shape{uk_nino, "AA999999A", nino, -1, cue_nino, 4},
    Shape{es_nif, "99999999A", check::es_nif, 0, cue_nif, 4},
    Shape{es_nie, "A9999999A", check::es_nie, -0.5, cue_nif, 4},
    Shape{sg_nric, "A9999999A", check::sg_nric, -0.5, cue_nric, 4},
    Shape{it_fiscal, "AAAAAA99A99A999A", check::it_fiscal, 4, cue_fiscal_it, 3},
    Shape{it_vat, "IT99999999999", nullptr, 0.5, cue_vat, 2},
    Shape{in_pan, "AAAAA9999A", nullptr, -1.5, cue_pan, 4},
    Shape{in_gstin, "99AAAAA9999AXZX", check::in_gstin, 4, cue_gst, 2},
    Shape{in_voter, "AAA9999999", nullptr, -3, cue_voter, 4.5},
    Shape{in_vehicle, "AA99AA9999", nullptr, -2, cue_vehicle | cue_plate, 4},
    Shape{us_dea, "AA9999999", check::us_dea, -2, cue_dea | cue_licence, 4.5},
    Shape{passport, "99AA99999", nullptr, -2, cue_passport, 5},
    Shape{passport, "AA9999999", nullptr, -3, cue_passport, 5},
    Shape{passport, "A99999999", nullptr, -3, cue_passport, 5},
    Shape{passport, "A9999999", nullptr, -3, cue_passport, 5},
    Shape{passport, "XXXXXXXXX", nullptr, -3.5, cue_passport, 4.5},
    Shape{id_card, "XXXXXXXXX", nullptr, -3.5, cue_id_card, 4},
    Shape{id_card, "AA99999AA", nullptr, -2.5, cue_id_card, 4.5},
    Shape{licence, "A9999999", nullptr, -3.5, cue_licence, 4.5},
    Shape{licence, "AA9999999A", nullptr, -3, cue_licence, 5},
    Shape{licence, "AAAAA999999AA9AA", nullptr, -1.5, cue_licence, 4},
    Shape{patient_id, "A99999999", nullptr, -2.8, cue_patient, 3.6},
    Shape{patient_id, "9999A99999", nullptr, -2, cue_patient, 3.6},
    Shape{patient_id, "9999A999999", nullptr, -2, cue_patient, 3.6},
};

// The bare characters of the code at `pos`, and where each prefix ends.
struct Code {
    std::array<char, 40> bytes{};
    std::array<std::size_t, 40> ends{};
    std::size_t size = 0;
    bool digits = false;
};

// Letters and digits with at most one blank, dot or hyphen between them; a blank only next to a digit.
Code code_at(std::string_view text, std::size_t pos) noexcept {
    Code code;
    while (pos < text.size() && code.size < code.bytes.size()) {
        const char c = text[pos];
        if (capital(c) || digit(c)) {
            code.digits = code.digits || digit(c);
            code.bytes[code.size] = c;
            code.ends[code.size++] = ++pos;
            continue;
        }
        const char next = byte_at(text, pos + 1);
        const bool joint =
            (c == ' ' || c == '-' || c == '.') && (digit(next) || (capital(next) && digit(text[pos - 1])));
        if (!joint) break;
        ++pos;
    }
    return code;
}

}  // namespace

std::size_t scan_code(Scan& scan, std::size_t pos) {
    const auto text = scan.text;
    // The first look: a digit within the next few bytes.
    std::size_t letters = pos;
    while (letters < text.size() && capital(text[letters])) ++letters;
    const char after_letters = byte_at(text, letters);
    const bool promising =
        digit(after_letters) || ((after_letters == '-' || after_letters == ' ' || after_letters == '.') &&
                                 digit(byte_at(text, letters + 1)));
    if (!promising || letters - pos > 8) return letters;
    const auto code = code_at(text, pos);
    if (!code.digits || code.size < 7) return letters;
    std::optional<Identifier> best;
    const std::string_view all{code.bytes.data(), code.size};
    for (const auto& shape : shapes) {
        const auto size = shape.shape.size();
        if (size > code.size) continue;
        const auto end = code.ends[size - 1];
        if (alnum(byte_at(text, end))) continue;
        const auto bare = all.substr(0, size);
        if (!shaped(bare, shape.shape) || (shape.check != nullptr && !shape.check(bare))) continue;
        const auto cues = cues_around(text, pos, end);
        double weight = shape.prior;
        const bool cued = cues.has(shape.cues);
        if (cued) weight += shape.cue;
        if (shape.kind == plate && text.substr(pos, end - pos).find('-') != std::string_view::npos)
            weight += 2;
        if (cues.has(cue_order)) weight -= 2.5;
        if (!best || weight > best->weight)
            best = Identifier{shape.kind, pos, end, weight, shape.check != nullptr, cued};
    }
    if (!best) return letters;
    scan.add(*best);
    return best->weight >= 0 ? best->end : letters;
}

}  // namespace vigie::judge::leaks
