#include "screens.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/utf8.hpp>

#include <array>
#include <string>

namespace vigie::judge {
namespace {

using std::string_view_literals::operator""sv;

// Folded, whole words.
constexpr std::array medical{"dossier patient"sv,
                             "dossier medical"sv,
                             "ordonnance"sv,
                             "antecedents"sv,
                             "ipp"sv,
                             "iep"sv,
                             "nir"sv,
                             "compte rendu"sv,
                             "hospitalisation"sv,
                             "consultation"sv,
                             "allergies"sv,
                             "medecin traitant"sv,
                             "date de naissance"sv,
                             "nom de naissance"sv,
                             "posologie"sv,
                             "diagnostic"sv,
                             "traitement"sv,
                             "prescripteur"sv,
                             "prescription"sv,
                             "service"sv,
                             "chambre"sv,
                             "constantes"sv,
                             "tension"sv,
                             "biologie"sv,
                             "imagerie"sv,
                             "resultats"sv,
                             "admission"sv,
                             "sortie"sv,
                             "patient"sv,
                             "patiente"sv,
                             "medicaments"sv,
                             "motif"sv,
                             "examen clinique"sv,
                             "medical record"sv,
                             "date of birth"sv,
                             "mrn"sv,
                             "dob"sv,
                             "diagnosis"sv,
                             "medications"sv,
                             "allergy"sv,
                             "ward"sv,
                             "discharge"sv,
                             "vitals"sv,
                             "lab results"sv,
                             "attending physician"sv,
                             "chief complaint"sv,
                             "blood pressure"sv,
                             "patient id"sv};

constexpr std::array internal{"back office"sv,
                              "backoffice"sv,
                              "tableau de bord"sv,
                              "administration"sv,
                              "numero client"sv,
                              "n client"sv,
                              "reference client"sv,
                              "fiche client"sv,
                              "rechercher un client"sv,
                              "solde"sv,
                              "encours"sv,
                              "se deconnecter"sv,
                              "deconnexion"sv,
                              "utilisateurs"sv,
                              "intranet"sv,
                              "usage interne"sv,
                              "confidentiel"sv,
                              "salesforce"sv,
                              "sap"sv,
                              "jira"sv,
                              "grafana"sv,
                              "phpmyadmin"sv,
                              "localhost"sv,
                              "crm"sv,
                              "dashboard"sv,
                              "admin"sv,
                              "log out"sv,
                              "logout"sv,
                              "customer id"sv,
                              "account number"sv,
                              "internal use only"sv,
                              "confidential"sv,
                              "do not share"sv,
                              "production"sv,
                              "staging"sv,
                              "exporter"sv,
                              "export"sv,
                              "parametres"sv,
                              "settings"sv,
                              "roles"sv};

// The text folded, words one blank apart, and where each byte came from.
struct Folded {
    std::string words = " ";
    std::vector<std::size_t> at{0};
};

Folded folded(std::string_view text) {
    Folded out;
    std::size_t pos = 0;
    while (pos < text.size()) {
        const auto from = pos;
        (void)kit::next_code_point(text, pos);
        for (const char c : kit::fold(text.substr(from, pos - from))) {
            const bool sign =
                static_cast<unsigned char>(c) < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9');
            if (sign && out.words.back() == ' ') continue;
            out.words += sign ? ' ' : c;
            out.at.push_back(from);
        }
    }
    out.words += ' ';
    out.at.push_back(text.size());
    return out;
}

template <std::size_t N>
std::vector<model::Span> find(std::string_view text, const std::array<std::string_view, N>& list) {
    const auto all = folded(text);
    std::vector<model::Span> out;
    for (const auto word : list) {
        const auto at = all.words.find(" " + std::string(word) + " ");
        if (at == std::string::npos) continue;
        const auto start = all.at[at + 1];
        const auto end = all.at[at + 1 + word.size()];
        out.push_back({"text", start, end, std::string(text.substr(start, end - start)), "screen"});
    }
    return out;
}

}  // namespace

std::vector<model::Span> screen_words(std::string_view text, ScreenKind kind) {
    return kind == ScreenKind::medical ? find(text, medical) : find(text, internal);
}

}  // namespace vigie::judge
