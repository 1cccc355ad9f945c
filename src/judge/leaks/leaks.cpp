#include <vigie/judge/leaks.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <array>

namespace vigie::judge {
namespace {

using enum IdentifierKind;

struct Kind {
    Exposure exposure;
    std::string_view fr;
    std::string_view en;
};

// In the order of IdentifierKind.
constexpr std::array kinds{
    Kind{Exposure::identity, "un numéro de sécurité sociale", "a French social security number"},
    Kind{Exposure::identity, "une identité nationale de santé (INS)",
         "a French national health identity (INS)"},
    Kind{Exposure::business, "un numéro SIREN", "a SIREN (French firm) number"},
    Kind{Exposure::business, "un numéro SIRET", "a SIRET (French establishment) number"},
    Kind{Exposure::business, "un numéro de TVA français", "a French VAT number"},
    Kind{Exposure::identity, "un numéro fiscal", "a French tax number"},
    Kind{Exposure::business, "un numéro RPPS", "an RPPS number (French health professional)"},
    Kind{Exposure::business, "un numéro ADELI", "an ADELI number (French health professional)"},
    Kind{Exposure::business, "un numéro FINESS", "a FINESS number (French health establishment)"},
    Kind{Exposure::money, "un RIB", "a French bank account number (RIB)"},
    Kind{Exposure::contact, "une plaque d’immatriculation", "a number plate"},
    Kind{Exposure::identity, "un numéro de patient ou de dossier", "a patient or file number"},
    Kind{Exposure::money, "un IBAN", "an IBAN"},
    Kind{Exposure::money, "un numéro de carte bancaire", "a payment card number"},
    Kind{Exposure::identity, "un numéro de passeport", "a passport number"},
    Kind{Exposure::identity, "la bande de lecture d’une pièce d’identité",
         "the machine-readable zone of an identity document"},
    Kind{Exposure::identity, "un numéro de pièce d’identité", "an identity card number"},
    Kind{Exposure::identity, "un numéro de permis de conduire", "a driving licence number"},
    Kind{Exposure::contact, "un numéro de téléphone", "a telephone number"},
    Kind{Exposure::contact, "une adresse électronique", "an e-mail address"},
    Kind{Exposure::none, "une adresse IP", "an IP address"},
    Kind{Exposure::contact, "des coordonnées GPS", "GPS coordinates"},
    Kind{Exposure::none, "une adresse de portefeuille", "a wallet address"},
    Kind{Exposure::contact, "une adresse postale", "a postal address"},
    Kind{Exposure::none, "un code postal", "a postal code"},
    Kind{Exposure::none, "une date", "a date"},
    Kind{Exposure::contact, "une date de naissance", "a birth date"},
    Kind{Exposure::none, "un nom de personne", "a person’s name"},
    Kind{Exposure::identity, "un numéro NHS", "an NHS number"},
    Kind{Exposure::identity, "un numéro d’assurance britannique (NINO)", "a UK National Insurance number"},
    Kind{Exposure::identity, "un numéro de sécurité sociale américain", "a US social security number"},
    Kind{Exposure::identity, "un numéro fiscal américain (ITIN)", "a US taxpayer number (ITIN)"},
    Kind{Exposure::money, "un numéro de compte bancaire", "a bank account number"},
    Kind{Exposure::business, "un numéro NPI", "an NPI number (US health professional)"},
    Kind{Exposure::identity, "un numéro DEA", "a DEA number (US prescriber)"},
    Kind{Exposure::identity, "un numéro d’assurance sociale canadien", "a Canadian social insurance number"},
    Kind{Exposure::identity, "un numéro d’identité espagnol (DNI)", "a Spanish identity number (DNI)"},
    Kind{Exposure::identity, "un numéro d’étranger espagnol (NIE)", "a Spanish foreigner’s number (NIE)"},
    Kind{Exposure::identity, "un code fiscal italien", "an Italian tax code"},
    Kind{Exposure::business, "un numéro de TVA italien", "an Italian VAT number"},
    Kind{Exposure::identity, "un numéro fiscal allemand", "a German tax number"},
    Kind{Exposure::identity, "un numéro de registre national belge", "a Belgian national number"},
    Kind{Exposure::identity, "un numéro de citoyen néerlandais (BSN)", "a Dutch citizen number (BSN)"},
    Kind{Exposure::identity, "un numéro AVS suisse", "a Swiss AHV number"},
    Kind{Exposure::identity, "un numéro fiscal portugais", "a Portuguese tax number"},
    Kind{Exposure::identity, "un numéro PESEL polonais", "a Polish PESEL number"},
    Kind{Exposure::identity, "un numéro personnel suédois", "a Swedish personal number"},
    Kind{Exposure::identity, "un numéro personnel finlandais", "a Finnish personal identity code"},
    Kind{Exposure::identity, "un numéro NRIC de Singapour", "a Singapore NRIC number"},
    Kind{Exposure::business, "un numéro ABN australien", "an Australian business number (ABN)"},
    Kind{Exposure::business, "un numéro ACN australien", "an Australian company number (ACN)"},
    Kind{Exposure::identity, "un numéro fiscal australien", "an Australian tax file number"},
    Kind{Exposure::identity, "un numéro Medicare australien", "an Australian Medicare number"},
    Kind{Exposure::identity, "un numéro Aadhaar", "an Aadhaar number"},
    Kind{Exposure::identity, "un numéro PAN indien", "an Indian PAN"},
    Kind{Exposure::business, "un numéro GST indien", "an Indian GST number"},
    Kind{Exposure::identity, "un numéro d’électeur indien", "an Indian voter number"},
    Kind{Exposure::contact, "une plaque d’immatriculation indienne", "an Indian number plate"},
    Kind{Exposure::identity, "un numéro de résident coréen", "a Korean resident number"},
    Kind{Exposure::identity, "un numéro d’identité thaïlandais", "a Thai identity number"},
    Kind{Exposure::identity, "un numéro CPF brésilien", "a Brazilian CPF number"}};

constexpr std::string_view dot = "•";

// The first `head` and last `tail` letters or digits stay; marks and blanks stay.
std::string keep_ends(std::string_view words, std::size_t head, std::size_t tail) {
    std::size_t points = 0;
    for (std::size_t pos = 0; pos < words.size();)
        points += kit::is_word_code_point(kit::next_code_point(words, pos)) ? 1U : 0U;
    std::string out;
    std::size_t seen = 0;
    for (std::size_t pos = 0; pos < words.size();) {
        const auto from = pos;
        const bool word = kit::is_word_code_point(kit::next_code_point(words, pos));
        if (word) ++seen;
        if (word && seen > head && seen + tail <= points)
            out += dot;
        else
            out += words.substr(from, pos - from);
    }
    return out;
}

}  // namespace

Spoken speaker_of(const model::Item& item, const model::AssetRegister& assets) {
    const auto& a = item.author;
    if (a.handle.empty() && a.id.empty() && a.name.empty()) return {};
    const auto* account = assets.account(item.network, a.id, a.handle);
    return {account != nullptr ? Speaker::house : Speaker::stranger, account};
}

Exposure exposure_of(IdentifierKind kind) noexcept {
    return kinds[static_cast<std::size_t>(kind)].exposure;
}

model::Text noun_of(IdentifierKind kind) {
    const auto& one = kinds[static_cast<std::size_t>(kind)];
    return {std::string(one.fr), std::string(one.en)};
}

std::string masked(IdentifierKind kind, std::string_view words) {
    switch (exposure_of(kind)) {
        case Exposure::none:
            if (kind != IdentifierKind::name) return std::string(words);
            return keep_ends(words, 1, 0);
        case Exposure::business: return std::string(words);
        case Exposure::contact:
            if (kind == email) {
                const auto at = words.find('@');
                if (at != std::string_view::npos)
                    return keep_ends(words.substr(0, at), 1, 0) + std::string(words.substr(at));
            }
            return keep_ends(words, 2, 2);
        case Exposure::identity: return keep_ends(words, 1, 2);
        case Exposure::money: return keep_ends(words, kind == iban ? 2 : 0, 4);
    }
    return {};
}

std::string masked_secret(std::string_view words) {
    constexpr std::size_t short_secret = 12;
    return words.size() < short_secret ? keep_ends(words, 0, 0) : keep_ends(words, 4, 0);
}

model::Finding leak_finding(std::string_view detector, const model::Item& item, const Spoken& spoken) {
    model::Finding f;
    f.detector = detector;
    f.at = item.observed_at;
    f.item = item.key();
    f.item_url = item.url;
    if (spoken.account != nullptr) f.asset = spoken.account->id;
    const auto& a = item.author;
    const auto id = a.id.empty() ? kit::fold(a.handle) : a.id;
    // What can be acted on is the post, not the person who wrote it.
    f.culprit = {"post", item.network, item.id, a.handle, item.url};
    if (!id.empty()) f.indicators.push_back({"account", item.network + ":" + id});
    f.id = model::finding_id(f.detector, f.item, f.asset, f.culprit.id);
    f.account = a;
    f.account.network = item.network;
    return f;
}

void unmask(model::Finding& finding, const model::Item& item) {
    for (auto& evidence : finding.evidence)
        for (auto& span : evidence.spans)
            if (span.field == "text" && span.start <= span.end && span.end <= item.text.size())
                span.text = item.text.substr(span.start, span.end - span.start);
}

}  // namespace vigie::judge
