// What names a person, an organisation or a way to them in a text: national numbers, bank and card numbers,
// telephones, addresses, dates. One pass over the bytes finds the shapes; check digits, words near by ("n° de
// sécu", "passport") and other identifiers close to it add up to log-odds, so that a number that merely looks
// like one is left alone. Pure; O(bytes); at most `most_identifiers` are kept, text beyond 64 KiB is not
// read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace vigie::judge {

enum class IdentifierKind : std::uint8_t {
    // France
    nir,         // numéro de sécurité sociale, 13 or 15 characters; malformed ones beside a cue word
    ins,         // the same as identity of health, beside "INS" or its OID
    siren,       // firm, 9 digits
    siret,       // its place, 14 digits
    vat_fr,      // intra-community VAT number of France
    tax_number,  // numéro fiscal (SPI), 13 digits
    rpps,        // health professional, 11 digits
    adeli,       // health professional, 9 digits
    finess,      // health establishment, 9 digits
    rib,         // French bank account, 23 characters
    plate,       // SIV number plate
    patient_id,  // IPP, NDA, file number of a hospital; only beside a cue
    // everywhere
    iban,
    card,
    passport,
    mrz,      // machine-readable zone of a passport or identity card
    id_card,  // number of an identity card, residence permit; beside a cue
    licence,  // of driving; beside a cue
    phone,
    email,
    ip,
    gps,      // a pair of coordinates
    crypto,   // address of a wallet
    address,  // number, way and name
    zip,
    date,
    birth_date,
    name,
    // other countries
    nhs,
    uk_nino,
    us_ssn,
    us_itin,
    us_bank,  // account number or routing number; beside a cue
    us_npi,
    us_dea,  // licence to prescribe
    ca_sin,
    es_nif,
    es_nie,
    it_fiscal,
    it_vat,
    de_tax,
    be_nrn,
    nl_bsn,
    ch_ahv,
    pt_nif,
    pl_pesel,
    se_pnr,
    fi_hetu,
    sg_nric,
    au_abn,
    au_acn,
    au_tfn,
    au_medicare,
    in_aadhaar,
    in_pan,
    in_gstin,
    in_voter,
    in_vehicle,
    kr_rrn,
    th_tnin,
    br_cpf,
};

// "nir", "birth_date": the `kind` of spans.
[[nodiscard]] std::string_view name(IdentifierKind kind) noexcept;

struct Identifier {
    IdentifierKind kind{};
    std::size_t start = 0;  // byte offsets in the text
    std::size_t end = 0;
    double weight = 0;     // log-odds that it is one; 0 or more
    bool checked = false;  // its check digits are right
    bool cued = false;     // a word near by names it
    [[nodiscard]] std::string_view in(std::string_view text) const { return text.substr(start, end - start); }
};

inline constexpr std::size_t most_identifiers = 512;

// In order of standing, none inside another. find_shapes leaves names out, and takes a tenth of the time.
[[nodiscard]] std::vector<Identifier> find_identifiers(std::string_view text);
[[nodiscard]] std::vector<Identifier> find_shapes(std::string_view text);

}  // namespace vigie::judge
