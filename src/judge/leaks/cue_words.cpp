#include "cue_words.hpp"

#include <vigie/kit/ascii.hpp>

#include <algorithm>
#include <array>

namespace vigie::judge::leaks {
namespace {

using kit::ascii::alnum;
using kit::ascii::digit;
using kit::ascii::lower;

struct Entry {
    std::string_view word;
    std::uint64_t bits;
};
// Sorted by word.
constexpr auto words = [] {
    std::array table{Entry{"aadhaar", cue_aadhaar},
                     Entry{"aadhar", cue_aadhaar},
                     Entry{"abn", cue_abn},
                     Entry{"acn", cue_acn},
                     Entry{"aba", cue_bank},
                     Entry{"account", cue_bank},
                     Entry{"acct", cue_bank},
                     Entry{"compte", cue_bank},
                     Entry{"accession", cue_order},
                     Entry{"adeli", cue_adeli},
                     Entry{"ahv", cue_ahv},
                     Entry{"avs", cue_ahv},
                     Entry{"amelie", cue_nir},
                     Entry{"ameli", cue_nir},
                     Entry{"answering", cue_phone},
                     Entry{"appel", cue_phone},
                     Entry{"appele", cue_phone},
                     Entry{"appeler", cue_phone},
                     Entry{"appelez", cue_phone},
                     Entry{"assurance", cue_nir},
                     Entry{"assure", cue_nir},
                     Entry{"assuree", cue_nir},
                     Entry{"bank", cue_bank},
                     Entry{"bancaire", cue_bank | cue_card},
                     Entry{"banque", cue_bank},
                     Entry{"bic", cue_bank},
                     Entry{"birth", cue_birth},
                     Entry{"birthdate", cue_birth},
                     Entry{"bitcoin", cue_crypto},
                     Entry{"born", cue_birth},
                     Entry{"bsn", cue_bsn},
                     Entry{"burgerservicenummer", cue_bsn},
                     Entry{"bureau", cue_phone},
                     Entry{"btc", cue_crypto},
                     Entry{"call", cue_phone},
                     Entry{"callback", cue_phone},
                     Entry{"card", cue_card},
                     Entry{"carte", cue_card},
                     Entry{"cb", cue_card},
                     Entry{"cc", cue_card},
                     Entry{"cell", cue_phone},
                     Entry{"cellphone", cue_phone},
                     Entry{"cni", cue_id_card},
                     Entry{"cnie", cue_id_card},
                     Entry{"codice", cue_fiscal_it},
                     Entry{"colis", cue_order},
                     Entry{"commande", cue_order},
                     Entry{"confirmation", cue_order},
                     Entry{"contact", cue_phone},
                     Entry{"contacter", cue_phone},
                     Entry{"contactez", cue_phone},
                     Entry{"cpf", cue_cpf},
                     Entry{"cpam", cue_nir},
                     Entry{"credit", cue_card},
                     Entry{"cvv", cue_card},
                     Entry{"ddn", cue_birth},
                     Entry{"dea", cue_dea},
                     Entry{"decede", cue_person},
                     Entry{"desk", cue_phone},
                     Entry{"dni", cue_nif},
                     Entry{"dob", cue_birth},
                     Entry{"dossier", cue_patient},
                     Entry{"driver", cue_licence},
                     Entry{"drivers", cue_licence},
                     Entry{"driving", cue_licence},
                     Entry{"epic", cue_voter},
                     Entry{"ethereum", cue_crypto},
                     Entry{"facture", cue_order},
                     Entry{"fax", cue_phone},
                     Entry{"faxer", cue_phone},
                     Entry{"finess", cue_finess},
                     Entry{"fiscal", cue_tax | cue_fiscal_it | cue_nif},
                     Entry{"fiscale", cue_tax | cue_fiscal_it},
                     Entry{"fixe", cue_phone},
                     Entry{"flight", cue_order},
                     Entry{"fodselsnummer", cue_pnr},
                     Entry{"gsm", cue_phone},
                     Entry{"gst", cue_gst},
                     Entry{"gstin", cue_gst},
                     Entry{"henkilotunnus", cue_hetu},
                     Entry{"hetu", cue_hetu},
                     Entry{"iban", cue_bank},
                     Entry{"id", cue_nir_weak | cue_patient | cue_id_card},
                     Entry{"identification", cue_nir_weak | cue_patient},
                     Entry{"identifiant", cue_nir_weak | cue_patient},
                     Entry{"identite", cue_id_card | cue_nir_weak},
                     Entry{"identity", cue_id_card},
                     Entry{"idnr", cue_steuer},
                     Entry{"immatr", cue_nir_weak | cue_plate},
                     Entry{"immatriculation", cue_nir_weak | cue_plate},
                     Entry{"immatricule", cue_nir_weak | cue_plate},
                     Entry{"immatriculee", cue_plate | cue_nir_weak},
                     Entry{"impots", cue_tax},
                     Entry{"impot", cue_tax},
                     Entry{"ins", cue_ins | cue_nir},
                     Entry{"insee", cue_nir | cue_firm},
                     Entry{"insurance", cue_nino | cue_sin},
                     Entry{"invoice", cue_order},
                     Entry{"ip", cue_ip | cue_patient},
                     Entry{"ipp", cue_patient},
                     Entry{"ipv4", cue_ip},
                     Entry{"itin", cue_itin},
                     Entry{"joignable", cue_phone},
                     Entry{"joindre", cue_phone},
                     Entry{"joignez", cue_phone},
                     Entry{"kennitala", cue_pnr},
                     Entry{"license", cue_licence | cue_npi | cue_dea},
                     Entry{"licence", cue_licence},
                     Entry{"line", cue_phone},
                     Entry{"livraison", cue_order},
                     Entry{"madame", cue_person},
                     Entry{"maladie", cue_nir},
                     Entry{"mastercard", cue_card},
                     Entry{"medecin", cue_person},
                     Entry{"medicare", cue_medicare},
                     Entry{"messages", cue_phone},
                     Entry{"message", cue_phone},
                     Entry{"mme", cue_person},
                     Entry{"mlle", cue_person},
                     Entry{"mobile", cue_phone},
                     Entry{"monsieur", cue_person},
                     Entry{"mrn", cue_patient},
                     Entry{"naissance", cue_birth},
                     Entry{"nais", cue_birth},
                     Entry{"nacimiento", cue_birth},
                     Entry{"nato", cue_birth},
                     Entry{"nata", cue_birth},
                     Entry{"national", cue_nino | cue_nir_weak | cue_id_card},
                     Entry{"nda", cue_patient},
                     Entry{"ne", cue_birth},
                     Entry{"nee", cue_birth},
                     Entry{"nhs", cue_nhs},
                     Entry{"nie", cue_nif},
                     Entry{"nif", cue_nif},
                     Entry{"ni", cue_nino},
                     Entry{"nin", cue_nino},
                     Entry{"nino", cue_nino},
                     Entry{"nip", cue_patient},
                     Entry{"nir", cue_nir},
                     Entry{"npi", cue_npi},
                     Entry{"nric", cue_nric},
                     Entry{"fin", cue_nric},
                     Entry{"nrn", cue_nrn},
                     Entry{"niss", cue_nrn},
                     Entry{"rijksregister", cue_nrn},
                     Entry{"registre", cue_nrn | cue_firm},
                     Entry{"office", cue_phone},
                     Entry{"order", cue_order},
                     Entry{"pan", cue_pan | cue_card},
                     Entry{"parcel", cue_order},
                     Entry{"passeport", cue_passport},
                     Entry{"passport", cue_passport},
                     Entry{"pasaporte", cue_passport},
                     Entry{"passaporto", cue_passport},
                     Entry{"patient", cue_patient | cue_person | cue_nhs},
                     Entry{"patiente", cue_patient | cue_person},
                     Entry{"permanent", cue_patient},
                     Entry{"permis", cue_licence},
                     Entry{"personnummer", cue_pnr},
                     Entry{"pesel", cue_pesel},
                     Entry{"phone", cue_phone},
                     Entry{"plaque", cue_plate},
                     Entry{"plate", cue_plate | cue_vehicle},
                     Entry{"plates", cue_plate | cue_vehicle},
                     Entry{"pnr", cue_order},
                     Entry{"portable", cue_phone},
                     Entry{"postal", cue_zip},
                     Entry{"postcode", cue_zip},
                     Entry{"postleitzahl", cue_zip},
                     Entry{"plz", cue_zip},
                     Entry{"phonenumber", cue_phone},
                     Entry{"rcs", cue_firm},
                     Entry{"reach", cue_phone},
                     Entry{"registered", cue_phone},
                     Entry{"ref", cue_order},
                     Entry{"reference", cue_order},
                     Entry{"registration", cue_plate | cue_vehicle},
                     Entry{"releve", cue_bank},
                     Entry{"repondeur", cue_phone},
                     Entry{"reservation", cue_order},
                     Entry{"rib", cue_bank},
                     Entry{"ring", cue_phone},
                     Entry{"routing", cue_bank},
                     Entry{"rpps", cue_rpps},
                     Entry{"rrn", cue_rrn},
                     Entry{"resident", cue_rrn | cue_id_card},
                     Entry{"secu", cue_nir},
                     Entry{"securite", cue_nir},
                     Entry{"sejour", cue_id_card | cue_patient},
                     Entry{"server", cue_ip},
                     Entry{"serveur", cue_ip},
                     Entry{"sin", cue_sin},
                     Entry{"sinistre", cue_order},
                     Entry{"siren", cue_firm},
                     Entry{"siret", cue_firm},
                     Entry{"sms", cue_phone},
                     Entry{"social", cue_ssn | cue_sin | cue_nir},
                     Entry{"sociale", cue_nir | cue_ahv},
                     Entry{"spi", cue_tax},
                     Entry{"ss", cue_nir},
                     Entry{"ssn", cue_ssn},
                     Entry{"standard", cue_phone},
                     Entry{"steuer", cue_steuer},
                     Entry{"steuernummer", cue_steuer},
                     Entry{"steueridentifikationsnummer", cue_steuer},
                     Entry{"suivi", cue_order},
                     Entry{"tax", cue_itin | cue_tfn | cue_tax},
                     Entry{"taxpayer", cue_itin},
                     Entry{"tel", cue_phone},
                     Entry{"telcopie", cue_phone},
                     Entry{"telecopie", cue_phone},
                     Entry{"telefon", cue_phone},
                     Entry{"telefono", cue_phone},
                     Entry{"telephone", cue_phone},
                     Entry{"telephonie", cue_phone},
                     Entry{"telephoner", cue_phone},
                     Entry{"text", cue_phone},
                     Entry{"tfn", cue_tfn},
                     Entry{"ticket", cue_order},
                     Entry{"tlf", cue_phone},
                     Entry{"tracking", cue_order},
                     Entry{"train", cue_order},
                     Entry{"tva", cue_vat},
                     Entry{"uid", cue_aadhaar},
                     Entry{"uidai", cue_aadhaar},
                     Entry{"v", cue_version},
                     Entry{"vat", cue_vat},
                     Entry{"vehicle", cue_plate | cue_vehicle},
                     Entry{"vehicule", cue_plate},
                     Entry{"version", cue_version},
                     Entry{"visa", cue_card},
                     Entry{"visite", cue_patient},
                     Entry{"vitale", cue_nir},
                     Entry{"vol", cue_order},
                     Entry{"voiture", cue_plate},
                     Entry{"voter", cue_voter},
                     Entry{"wallet", cue_crypto},
                     Entry{"whatsapp", cue_phone},
                     Entry{"zip", cue_zip},
                     Entry{"zipcode", cue_zip},
                     Entry{"iva", cue_vat},
                     Entry{"piva", cue_vat},
                     Entry{"matricule", cue_nir_weak | cue_ins},
                     Entry{"hospitalisation", cue_patient},
                     Entry{"thai", cue_thai},
                     Entry{"thailand", cue_thai},
                     Entry{"abonne", cue_phone},
                     Entry{"coordonnees", cue_phone},
                     Entry{"ligne", cue_phone},
                     Entry{"secretariat", cue_phone},
                     Entry{"cel", cue_phone},
                     Entry{"handy", cue_phone},
                     Entry{"beneficiaire", cue_nir | cue_bank},
                     Entry{"enregistrement", cue_order},
                     Entry{"firmware", cue_version},
                     Entry{"release", cue_version},
                     Entry{"cedex", cue_zip},
                     Entry{"payee", cue_bank},
                     Entry{"prelevement", cue_bank},
                     Entry{"virement", cue_bank}};
    std::ranges::sort(table, {}, &Entry::word);
    return table;
}();

// A byte of a word: ASCII alnum or part of a longer code point, other than the no-break blanks and
// typographic marks.
constexpr bool in_word(char c) noexcept {
    return alnum(c) || static_cast<unsigned char>(c) >= 0xC3;
}
constexpr bool continuation(char c) noexcept {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// Base letters of U+00C0 to U+00FF.
constexpr std::string_view latin =
    "aaaaaaaceeeeiiiidnooooo*ouuuuyts"
    "aaaaaaaceeeeiiiidnooooo*ouuuuyty";

std::uint64_t cue_of_bytes(std::string_view word) noexcept {
    constexpr std::size_t longest = 28;
    std::array<char, longest> folded{};
    if (word == "ne") return 0;  // the French "not"; "né", "Ne" and "NE" are born
    const auto size = fold_word(word, folded.data(), folded.size());
    return cue_of({folded.data(), size});
}

}  // namespace

std::size_t fold_word(std::string_view word, char* out, std::size_t most) noexcept {
    std::size_t n = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (n == most) return 0;
        const auto c = static_cast<unsigned char>(word[i]);
        if (c < 0x80) {
            out[n++] = lower(word[i]);
        } else if (c == 0xC3 && i + 1 < word.size()) {
            out[n++] = latin[static_cast<unsigned char>(word[++i]) & 0x3FU];
        } else if (c == 0xC5 && i + 1 < word.size() && (word[i + 1] == '\x92' || word[i + 1] == '\x93')) {
            ++i;
            out[n++] = 'o';
            if (n == most) return 0;
            out[n++] = 'e';
        } else if (c == 0xCC || c == 0xCD) {
            ++i;  // combining mark
        } else {
            out[n++] = word[i];
        }
    }
    return n;
}

std::uint64_t cue_of(std::string_view folded) noexcept {
    const auto it = std::ranges::lower_bound(words, folded, {}, &Entry::word);
    return it != words.end() && it->word == folded ? it->bits : 0;
}

Cues cues_around(std::string_view text, std::size_t start, std::size_t end) noexcept {
    constexpr std::size_t reach_before = 96;
    constexpr std::size_t reach_after = 32;
    constexpr int most_words = 8;
    Cues out;
    const auto low = start > reach_before ? start - reach_before : 0;
    auto pos = start;
    int digits = 0;
    for (int count = 0; pos > low && count < most_words;) {
        while (pos > low && !in_word(text[pos - 1]) && !continuation(text[pos - 1])) {
            if (text[pos - 1] == '\n' && pos > 1 && text[pos - 2] == '\n') break;
            --pos;
        }
        const auto stop = pos;
        while (pos > low && (in_word(text[pos - 1]) || continuation(text[pos - 1]))) --pos;
        if (pos == stop) break;
        const auto word = text.substr(pos, stop - pos);
        if (digit(word[0])) {
            digits += static_cast<int>(word.size());
            if (digits >= 6) break;  // another number: what stands before it is its own
        } else {
            out.before |= cue_of_bytes(word);
            ++count;
        }
    }
    const auto high = std::min(text.size(), end + reach_after);
    pos = end;
    for (int count = 0; pos < high && count < 3; ++count) {
        while (pos < high && !in_word(text[pos])) {
            if (text[pos] == '\n') return out;
            ++pos;
        }
        const auto from = pos;
        while (pos < high && (in_word(text[pos]) || continuation(text[pos]))) ++pos;
        if (pos == from || digit(text[from])) break;
        out.after |= cue_of_bytes(text.substr(from, pos - from));
    }
    return out;
}

}  // namespace vigie::judge::leaks
