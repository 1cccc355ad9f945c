// Words that tell what the number beside them is: "sécu", "passport", "tél". Looked up around a candidate
// only, so texts without one pay nothing. O(1) for each candidate: at most 96 bytes before and 32 after are
// read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vigie::judge::leaks {

// One bit each; a word may tell several.
enum CueBit : std::uint64_t {
    cue_nir = 1ULL << 0,
    cue_nir_weak = 1ULL << 1,  // "immatriculation", "identification": of whatever
    cue_ins = 1ULL << 2,
    cue_firm = 1ULL << 3,
    cue_rpps = 1ULL << 4,
    cue_adeli = 1ULL << 5,
    cue_finess = 1ULL << 6,
    cue_tax = 1ULL << 7,
    cue_bank = 1ULL << 8,
    cue_card = 1ULL << 9,
    cue_passport = 1ULL << 10,
    cue_id_card = 1ULL << 11,
    cue_licence = 1ULL << 12,
    cue_plate = 1ULL << 13,
    cue_phone = 1ULL << 14,
    cue_ip = 1ULL << 15,
    cue_zip = 1ULL << 16,
    cue_birth = 1ULL << 17,
    cue_patient = 1ULL << 18,
    cue_nhs = 1ULL << 19,
    cue_nino = 1ULL << 20,
    cue_ssn = 1ULL << 21,
    cue_itin = 1ULL << 22,
    cue_npi = 1ULL << 23,
    cue_dea = 1ULL << 24,
    cue_sin = 1ULL << 25,
    cue_nif = 1ULL << 26,
    cue_fiscal_it = 1ULL << 27,
    cue_vat = 1ULL << 28,
    cue_steuer = 1ULL << 29,
    cue_nrn = 1ULL << 30,
    cue_bsn = 1ULL << 31,
    cue_ahv = 1ULL << 32,
    cue_pesel = 1ULL << 33,
    cue_pnr = 1ULL << 34,
    cue_hetu = 1ULL << 35,
    cue_nric = 1ULL << 36,
    cue_abn = 1ULL << 37,
    cue_acn = 1ULL << 38,
    cue_tfn = 1ULL << 39,
    cue_medicare = 1ULL << 40,
    cue_aadhaar = 1ULL << 41,
    cue_pan = 1ULL << 42,
    cue_gst = 1ULL << 43,
    cue_voter = 1ULL << 44,
    cue_vehicle = 1ULL << 45,
    cue_rrn = 1ULL << 46,
    cue_thai = 1ULL << 47,
    cue_cpf = 1ULL << 48,
    cue_crypto = 1ULL << 49,
    cue_version = 1ULL << 50,  // "v", "version": four numbers with dots are no address
    cue_order = 1ULL << 51,    // order, parcel, ticket, reference: speaks against
    cue_person = 1ULL << 52,   // "patient", "né", "Mme": somebody is spoken of
};

struct Cues {
    std::uint64_t before = 0;
    std::uint64_t after = 0;
    [[nodiscard]] bool has(std::uint64_t bits) const noexcept { return ((before | after) & bits) != 0; }
};

// What stands around [start, end): up to eight words before, not beyond another long number or an empty line,
// and three after on the same line.
[[nodiscard]] Cues cues_around(std::string_view text, std::size_t start, std::size_t end) noexcept;

// Of one word, folded (small letters without accents).
[[nodiscard]] std::uint64_t cue_of(std::string_view folded) noexcept;

// Folds one word of Latin letters into `out` (at most `most` bytes); gives its length, 0 when it is longer.
std::size_t fold_word(std::string_view word, char* out, std::size_t most) noexcept;

}  // namespace vigie::judge::leaks
