#include "checks.hpp"

#include <vigie/kit/ascii.hpp>

#include <array>
#include <cstdint>
#include <initializer_list>

namespace vigie::judge::leaks::check {
namespace {

using kit::ascii::digit;

constexpr int value(char c) noexcept {
    return c - '0';
}
constexpr int number(std::string_view digits) noexcept {
    int n = 0;
    for (const char c : digits) n = n * 10 + value(c);
    return n;
}
// Remainder of a long number.
constexpr int remainder(std::string_view digits, int modulus, int before = 0) noexcept {
    int r = before;
    for (const char c : digits) r = (r * 10 + value(c)) % modulus;
    return r;
}
constexpr int weighted(std::string_view digits, std::initializer_list<int> weights) noexcept {
    int sum = 0;
    std::size_t i = 0;
    for (const int w : weights) {
        if (i >= digits.size()) break;
        sum += w * value(digits[i++]);
    }
    return sum;
}
constexpr bool all_same(std::string_view digits) noexcept {
    return digits.find_first_not_of(digits.substr(0, 1)) == std::string_view::npos;
}
constexpr bool all_digits(std::string_view text) noexcept {
    for (const char c : text)
        if (!digit(c)) return false;
    return true;
}
constexpr bool month_day(int month, int day) noexcept {
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

}  // namespace

bool luhn(std::string_view digits) noexcept {
    int sum = 0;
    bool twice = false;
    for (auto i = digits.size(); i-- > 0; twice = !twice) {
        int d = value(digits[i]);
        if (twice) d = d > 4 ? 2 * d - 9 : 2 * d;
        sum += d;
    }
    return sum % 10 == 0 && !all_same(digits);
}

bool iso7064_11_10(std::string_view digits) noexcept {
    int check = 10;
    for (const char c : digits.substr(0, digits.size() - 1)) {
        check = (check + value(c)) % 10;
        check = (check == 0 ? 10 : check) * 2 % 11;
    }
    return (11 - check) % 10 == value(digits.back());
}

// ---- France
bool nir_form(std::string_view text) noexcept {
    const int month = digit(text[3]) && digit(text[4]) ? number(text.substr(3, 2)) : 0;
    const bool sex = text[0] == '1' || text[0] == '2' || text[0] == '3' || text[0] == '4' || text[0] == '7' ||
                     text[0] == '8';
    if (!sex || month == 0 || (month > 12 && month < 20) || (month > 42 && month < 50)) return false;
    const auto department = text.substr(5, 2);
    if (department == "2A" || department == "2B") return true;
    return all_digits(text.substr(5, 8)) && department != "00" && text.substr(10, 3) != "000";
}

bool nir_key(std::string_view text) noexcept {
    std::array<char, 13> digits{};
    // 2A counts as 19, 2B as 18.
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const char c = text[i];
        if (i == 6 && (c == 'A' || c == 'B')) {
            digits[5] = '1';
            digits[6] = c == 'A' ? '9' : '8';
        } else if (digit(c)) {
            digits[i] = c;
        } else {
            return false;
        }
    }
    const int key = 97 - remainder({digits.data(), digits.size()}, 97);
    return all_digits(text.substr(13, 2)) && number(text.substr(13, 2)) == key;
}

bool siren(std::string_view digits) noexcept {
    return luhn(digits);
}

bool siret(std::string_view digits) noexcept {
    if (luhn(digits)) return true;
    if (!digits.starts_with("356000000")) return false;
    int sum = 0;
    for (const char c : digits) sum += value(c);
    return sum % 5 == 0;
}

bool vat_fr(std::string_view text) noexcept {
    const auto number_of_firm = text.substr(2);
    if (!all_digits(text)) return false;  // the new form with letters is not issued yet
    return luhn(number_of_firm) && number(text.substr(0, 2)) == (12 + 3 * remainder(number_of_firm, 97)) % 97;
}

bool spi(std::string_view digits) noexcept {
    return digits[0] <= '3' && remainder(digits.substr(0, 10), 511) == number(digits.substr(10, 3));
}

bool finess(std::string_view text) noexcept {
    std::array<char, 9> digits{};
    for (std::size_t i = 0; i < digits.size(); ++i)
        digits[i] = text[i] == 'A' ? '0' : text[i] == 'B' ? '0' : text[i];
    return luhn({digits.data(), digits.size()});
}

bool rib(std::string_view text) noexcept {
    constexpr std::string_view letters = "12345678912345678923456789";  // A to Z
    std::array<char, 23> digits{};
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const char c = text[i];
        digits[i] = digit(c) ? c : letters[static_cast<std::size_t>(c - 'A')];
    }
    const std::string_view all{digits.data(), digits.size()};
    const int sum = 89 * remainder(all.substr(0, 5), 97) + 15 * remainder(all.substr(5, 5), 97) +
                    3 * remainder(all.substr(10, 11), 97);
    return 97 - sum % 97 == number(all.substr(21, 2));
}

// ---- Britain, North America
bool nhs(std::string_view digits) noexcept {
    const int check = 11 - weighted(digits, {10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return !all_same(digits) && check != 10 && check % 11 == value(digits[9]);
}

bool ssn(std::string_view digits) noexcept {
    const int area = number(digits.substr(0, 3));
    return area != 0 && area != 666 && area < 900 && digits.substr(3, 2) != "00" &&
           digits.substr(5) != "0000" && !all_same(digits) && digits != "123456789";
}

bool itin(std::string_view digits) noexcept {
    const int group = number(digits.substr(3, 2));
    return digits[0] == '9' && ((group >= 50 && group <= 65) || (group >= 70 && group <= 88) ||
                                (group >= 90 && group <= 92) || (group >= 94 && group <= 99));
}

bool us_routing(std::string_view digits) noexcept {
    const int first = number(digits.substr(0, 2));
    const bool issued =
        first <= 12 || (first >= 21 && first <= 32) || (first >= 61 && first <= 72) || first == 80;
    return issued && !all_same(digits) && weighted(digits, {3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0;
}

bool us_npi(std::string_view digits) noexcept {
    if (digits[0] != '1' && digits[0] != '2') return false;
    std::array<char, 15> with_prefix{'8', '0', '8', '4', '0'};
    for (std::size_t i = 0; i < 10; ++i) with_prefix[i + 5] = digits[i];
    return luhn({with_prefix.data(), with_prefix.size()});
}

bool us_dea(std::string_view text) noexcept {
    const auto digits = text.substr(2);
    const int sum = value(digits[0]) + value(digits[2]) + value(digits[4]) +
                    2 * (value(digits[1]) + value(digits[3]) + value(digits[5]));
    return sum % 10 == value(digits[6]);
}

// ---- Europe
bool es_nif(std::string_view text) noexcept {
    constexpr std::string_view letters = "TRWAGMYFPDXBNJZSQVHLCKE";
    return letters[static_cast<std::size_t>(number(text.substr(0, 8)) % 23)] == text[8];
}

bool es_nie(std::string_view text) noexcept {
    std::array<char, 9> nif{};
    for (std::size_t i = 0; i < nif.size(); ++i) nif[i] = text[i];
    nif[0] = text[0] == 'X' ? '0' : text[0] == 'Y' ? '1' : '2';
    return es_nif({nif.data(), nif.size()});
}

bool it_fiscal(std::string_view text) noexcept {
    constexpr std::array<int, 26> odd{1,  0,  5, 7, 9, 13, 15, 17, 19, 21, 2,  4,  18,
                                      20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
    int sum = 0;
    for (std::size_t i = 0; i < 15; ++i) {
        const char c = text[i];
        const int n = digit(c) ? value(c) : c - 'A';
        sum += i % 2 == 0 ? odd[static_cast<std::size_t>(n)] : n;
    }
    return sum % 26 == text[15] - 'A';
}

bool de_tax(std::string_view digits) noexcept {
    if (digits[0] == '0') return false;
    std::array<int, 10> count{};
    for (const char c : digits.substr(0, 10)) ++count[static_cast<std::size_t>(value(c))];
    int repeated = 0;  // exactly one digit stands two or three times
    for (const int n : count) {
        if (n > 3) return false;
        if (n > 1) ++repeated;
    }
    return repeated == 1 && iso7064_11_10(digits);
}

bool be_nrn(std::string_view digits) noexcept {
    const int key = number(digits.substr(9, 2));
    return month_day(number(digits.substr(2, 2)) % 20, number(digits.substr(4, 2))) &&
           (97 - remainder(digits.substr(0, 9), 97) == key ||
            97 - remainder(digits.substr(0, 9), 97, 2) == key);
}

bool nl_bsn(std::string_view digits) noexcept {
    return !all_same(digits) && (weighted(digits, {9, 8, 7, 6, 5, 4, 3, 2}) - value(digits[8])) % 11 == 0;
}

bool ch_ahv(std::string_view digits) noexcept {
    return digits.starts_with("756") && weighted(digits, {1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1}) % 10 == 0;
}

bool pt_nif(std::string_view digits) noexcept {
    const int rest = weighted(digits, {9, 8, 7, 6, 5, 4, 3, 2}) % 11;
    return (rest < 2 ? 0 : 11 - rest) == value(digits[8]);
}

bool pl_pesel(std::string_view digits) noexcept {
    return month_day(number(digits.substr(2, 2)) % 20, number(digits.substr(4, 2))) &&
           weighted(digits, {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1}) % 10 == 0;
}

bool se_pnr(std::string_view digits) noexcept {
    const int day = number(digits.substr(4, 2));
    return month_day(number(digits.substr(2, 2)), day > 60 ? day - 60 : day) && luhn(digits);
}

bool fi_hetu(std::string_view text) noexcept {
    constexpr std::string_view letters = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    if (!month_day(number(text.substr(2, 2)), number(text.substr(0, 2)))) return false;
    const int n = remainder(text.substr(7, 3), 31, remainder(text.substr(0, 6), 31));
    return letters[static_cast<std::size_t>(n)] == text[10];
}

// ---- Asia, Oceania, South America
bool sg_nric(std::string_view text) noexcept {
    int sum = weighted(text.substr(1, 7), {2, 7, 6, 5, 4, 3, 2});
    const char first = text[0];
    if (first == 'T' || first == 'G') sum += 4;
    if (first == 'M') sum += 3;
    const auto n = static_cast<std::size_t>(sum % 11);
    constexpr std::string_view citizen = "JZIHGFEDCBA";
    constexpr std::string_view foreign = "XWUTRQPNMLK";
    constexpr std::string_view from_2022 = "KLJNPQRTUWX";
    if (first == 'S' || first == 'T') return citizen[n] == text[8];
    if (first == 'F' || first == 'G') return foreign[n] == text[8];
    return first == 'M' && from_2022[10 - n] == text[8];
}

bool au_abn(std::string_view digits) noexcept {
    return !all_same(digits) && (weighted(digits, {10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19}) - 10) % 89 == 0;
}

bool au_acn(std::string_view digits) noexcept {
    return (10 - weighted(digits, {8, 7, 6, 5, 4, 3, 2, 1}) % 10) % 10 == value(digits[8]);
}

bool au_tfn(std::string_view digits) noexcept {
    return weighted(digits, {1, 4, 3, 7, 5, 8, 6, 9, 10}) % 11 == 0;
}

bool au_medicare(std::string_view digits) noexcept {
    return digits[0] >= '2' && digits[0] <= '6' &&
           weighted(digits, {1, 3, 7, 9, 1, 3, 7, 9}) % 10 == value(digits[8]);
}

// Verhoeff's dihedral check.
bool in_aadhaar(std::string_view digits) noexcept {
    if (digits[0] < '2' || all_same(digits)) return false;
    constexpr std::array<std::string_view, 10> d{"0123456789", "1234067895", "2340178956", "3401289567",
                                                 "4012395678", "5987604321", "6598710432", "7659821043",
                                                 "8765932104", "9876543210"};
    constexpr std::array<std::string_view, 8> p{"0123456789", "1576283094", "5803796142", "8916043527",
                                                "9453126870", "4286573901", "2793806415", "7046913258"};
    std::size_t check = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const auto c = static_cast<std::size_t>(value(digits[digits.size() - 1 - i]));
        check = static_cast<std::size_t>(value(d[check][static_cast<std::size_t>(value(p[i % 8][c]))]));
    }
    return check == 0;
}

bool in_gstin(std::string_view text) noexcept {
    constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    int sum = 0;
    for (std::size_t i = 0; i < 14; ++i) {
        const int product = static_cast<int>(letters.find(text[i])) * (i % 2 == 0 ? 1 : 2);
        sum += product / 36 + product % 36;
    }
    return letters[static_cast<std::size_t>((36 - sum % 36) % 36)] == text[14];
}

bool kr_rrn(std::string_view digits) noexcept {
    return month_day(number(digits.substr(2, 2)), number(digits.substr(4, 2))) && digits[6] >= '1' &&
           digits[6] <= '8' &&
           (11 - weighted(digits, {2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5}) % 11) % 10 == value(digits[12]);
}

bool th_tnin(std::string_view digits) noexcept {
    return digits[0] != '0' &&
           (11 - weighted(digits, {13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11) % 10 == value(digits[12]);
}

bool br_cpf(std::string_view digits) noexcept {
    if (all_same(digits)) return false;
    const int first = weighted(digits, {10, 9, 8, 7, 6, 5, 4, 3, 2}) * 10 % 11 % 10;
    const int second = weighted(digits, {11, 10, 9, 8, 7, 6, 5, 4, 3, 2}) * 10 % 11 % 10;
    return first == value(digits[9]) && second == value(digits[10]);
}

// ---- travel documents (ICAO 9303)
namespace {

bool field(std::string_view text, char check) noexcept {
    constexpr std::array<int, 3> weights{7, 3, 1};
    int sum = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        sum += weights[i % 3] * (digit(c) ? value(c) : c == '<' ? 0 : c - 'A' + 10);
    }
    return digit(check) && sum % 10 == value(check);
}

}  // namespace

bool mrz_line(std::string_view line) noexcept {
    if (line.size() == 44) return field(line.substr(0, 9), line[9]) && field(line.substr(13, 6), line[19]);
    if (line.size() == 36)
        return field(line.substr(0, 12), line[12]) ||
               (field(line.substr(0, 9), line[9]) && field(line.substr(13, 6), line[19]));
    if (line.size() == 30) return field(line.substr(5, 9), line[14]) || field(line.substr(0, 6), line[6]);
    return false;
}

}  // namespace vigie::judge::leaks::check
