// Check digits and forms of numbers, each over the bare characters (digits, capital letters), no separators.
// Sources: the rules that the issuers publish. Constant time.
#pragma once

#include <string_view>

namespace vigie::judge::leaks::check {

[[nodiscard]] bool luhn(std::string_view digits) noexcept;
// 10 (ISO 7064 mod 11,10) for German tax numbers and the like.
[[nodiscard]] bool iso7064_11_10(std::string_view digits) noexcept;

// 13 characters, the department may be 2A or 2B: sex, year, month and department are possible ones.
[[nodiscard]] bool nir_form(std::string_view text) noexcept;
[[nodiscard]] bool nir_key(std::string_view text) noexcept;  // 15 characters
[[nodiscard]] bool siren(std::string_view digits) noexcept;
[[nodiscard]] bool siret(std::string_view digits) noexcept;  // La Poste's own rule, too
[[nodiscard]] bool vat_fr(std::string_view text) noexcept;   // after "FR": key and SIREN
[[nodiscard]] bool spi(std::string_view digits) noexcept;    // 13
[[nodiscard]] bool finess(std::string_view text) noexcept;   // 9, department may be 2A or 2B
[[nodiscard]] bool rib(std::string_view text) noexcept;      // 23
[[nodiscard]] bool nhs(std::string_view digits) noexcept;    // 10
[[nodiscard]] bool ssn(std::string_view digits) noexcept;    // 9: no area 000, 666 or 9xx
[[nodiscard]] bool itin(std::string_view digits) noexcept;   // 9: 9xx and a group that is issued
[[nodiscard]] bool us_routing(std::string_view digits) noexcept;
[[nodiscard]] bool us_npi(std::string_view digits) noexcept;
[[nodiscard]] bool us_dea(std::string_view text) noexcept;
[[nodiscard]] bool es_nif(std::string_view text) noexcept;  // 8 digits and a letter
[[nodiscard]] bool es_nie(std::string_view text) noexcept;  // X, Y or Z first
[[nodiscard]] bool it_fiscal(std::string_view text) noexcept;
[[nodiscard]] bool de_tax(std::string_view digits) noexcept;
[[nodiscard]] bool be_nrn(std::string_view digits) noexcept;
[[nodiscard]] bool nl_bsn(std::string_view digits) noexcept;
[[nodiscard]] bool ch_ahv(std::string_view digits) noexcept;
[[nodiscard]] bool pt_nif(std::string_view digits) noexcept;
[[nodiscard]] bool pl_pesel(std::string_view digits) noexcept;
[[nodiscard]] bool se_pnr(std::string_view digits) noexcept;  // 10
[[nodiscard]] bool fi_hetu(std::string_view text) noexcept;
[[nodiscard]] bool sg_nric(std::string_view text) noexcept;
[[nodiscard]] bool au_abn(std::string_view digits) noexcept;
[[nodiscard]] bool au_acn(std::string_view digits) noexcept;
[[nodiscard]] bool au_tfn(std::string_view digits) noexcept;
[[nodiscard]] bool au_medicare(std::string_view digits) noexcept;
[[nodiscard]] bool in_aadhaar(std::string_view digits) noexcept;
[[nodiscard]] bool in_gstin(std::string_view text) noexcept;
[[nodiscard]] bool kr_rrn(std::string_view digits) noexcept;
[[nodiscard]] bool th_tnin(std::string_view digits) noexcept;
[[nodiscard]] bool br_cpf(std::string_view digits) noexcept;
// One line of a machine-readable zone: its fields' 7-3-1 check digits. 44 characters (second line of a
// passport), 36 (French identity card until 2021), 30 (first or second line of an identity card).
[[nodiscard]] bool mrz_line(std::string_view line) noexcept;

}  // namespace vigie::judge::leaks::check
