#include "forms.hpp"

#include <vigie/plugins/assisted.hpp>
#include <vigie/respond/markup.hpp>
#include <vigie/respond/telling.hpp>

#include <fmt/core.h>

#include <algorithm>

namespace vigie::plugins {
namespace {

using respond::Answer;
using respond::Sighting;
namespace markup = respond::markup;

// What the law calls it. To be confirmed by counsel before it is relied on: the dossier says so.
model::Text law(const std::string& reason) {
    if (reason == "impersonation")
        return {"Code pénal, art. 226-4-1 (usurpation d’identité)\u00a0; CPI, art. L713-2 (marque)",
                "French Criminal Code art. 226-4-1 (identity theft); Intellectual Property Code art. L713-2 "
                "(mark)"};
    if (reason == "phishing" || reason == "scam")
        return {"Code pénal, art. 313-1 (escroquerie)\u00a0; Code de la consommation, art. L121-4",
                "French Criminal Code art. 313-1 (fraud); Consumer Code art. L121-4"};
    if (reason == "leak")
        return {"Code pénal, art. 226-1 et 226-16 et suivants (vie privée, données personnelles)\u00a0; RGPD",
                "French Criminal Code art. 226-1, 226-16 ff. (privacy, personal data); GDPR"};
    return {"conditions d’utilisation de la plateforme", "the platform's terms of use"};
}

std::string_view form_for(const std::string& reason) {
    return reason == "impersonation" ? "impersonation" : "illegal";
}

class AssistedDesk final : public respond::Desk {
public:
    AssistedDesk(AssistedConfig config, const Platform& platform)
        : config_(std::move(config)), platform_(platform) {}

    [[nodiscard]] std::string name() const override { return config_.name; }
    [[nodiscard]] bool serves(const model::Culprit& culprit) const override {
        return std::ranges::find(platform_.networks, culprit.network) != platform_.networks.end();
    }
    [[nodiscard]] bool by_hand() const override { return true; }
    [[nodiscard]] Answer request(const model::Takedown& takedown) override {
        return {Answer::Outcome::by_hand,
                {},
                fmt::format("to be submitted by a person: {}", where(takedown.reason).en),
                false,
                {},
                false};
    }
    [[nodiscard]] Sighting look(const model::Takedown& /*takedown*/) override {
        return {Sighting::State::unknown,
                fmt::format("{} shows nothing to programs: a person looks", platform_.name)};
    }
    [[nodiscard]] std::string dossier(const model::Takedown& takedown, std::string_view lang) const override;

private:
    [[nodiscard]] const model::Text& where(const std::string& reason) const {
        const auto it = std::ranges::find(platform_.forms, form_for(reason), &Form::what);
        return it == platform_.forms.end() ? platform_.forms.front().where : it->where;
    }

    AssistedConfig config_;
    const Platform& platform_;
};

// DSA article 16(2): (a) why, (b) exactly where, (c) who, (d) good faith. Real addresses: forms want them.
std::string AssistedDesk::dossier(const model::Takedown& takedown, std::string_view lang) const {
    const bool fr = lang == "fr";
    const auto place = markup::clean(takedown.subject_uri.empty() ? respond::culprit_address(takedown.subject)
                                                                  : takedown.subject_uri);
    const auto account =
        markup::clean(takedown.subject.handle.empty() ? takedown.subject.id : takedown.subject.handle);
    const auto text = markup::clean(takedown.text);
    const auto way = fr ? where(takedown.reason).fr : where(takedown.reason).en;
    const auto basis = fr ? law(takedown.reason).fr : law(takedown.reason).en;
    const auto needs = fr ? platform_.needs.fr : platform_.needs.en;
    std::string who = config_.organisation + (fr ? ", représentée par " : ", represented by ") +
                      config_.signatory + "\n" + config_.email + "\n";
    if (!config_.postal.empty()) who += config_.postal + "\n";
    if (!config_.phone.empty()) who += config_.phone + "\n";
    if (!config_.mark.empty()) who += (fr ? "Marque\u00a0: " : "Mark: ") + config_.mark + "\n";
    if (fr) {
        return fmt::format(
            "DOSSIER POUR {}\nOù le déposer\u00a0: {}\n(vérifié en {}\u00a0; ces adresses changent)\nÀ "
            "joindre\u00a0: {}\n\n"
            "(a) POURQUOI CE CONTENU EST ILLICITE\n{}\nFondement (à confirmer par votre conseil)\u00a0: "
            "{}\n\n"
            "(b) OÙ IL SE TROUVE EXACTEMENT\n{}\nCompte\u00a0: {}\n\n"
            "(c) QUI LE SIGNALE\n{}\n"
            "(d) BONNE FOI\nNous pensons de bonne foi que les informations et allégations de cette "
            "notification sont "
            "exactes et complètes (règlement (UE) 2022/2065, article 16, paragraphe 2).\n{}\n\n"
            "SEULEMENT POUR UN DROIT D’AUTEUR (DMCA, 17 U.S.C. §512(c)(3))\nŒuvre\u00a0: […]\nNous pensons "
            "de bonne foi que "
            "cet usage n’est autorisé ni par le titulaire, ni par son agent, ni par la loi. Ces informations "
            "sont "
            "exactes et, sous peine de parjure, nous sommes autorisés à agir pour le titulaire. Vérifiez "
            "d’abord "
            "l’exception d’usage loyal.\nSignature\u00a0: {}\n\nNotre référence\u00a0: {}\n",
            platform_.name, way, forms_verified, needs, text, basis, place, account, who, config_.signatory,
            config_.signatory, takedown.id.value);
    }
    return fmt::format(
        "DOSSIER FOR {}\nWhere to submit it: {}\n(verified {}; such addresses move)\nTo attach: {}\n\n"
        "(a) WHY THIS CONTENT IS ILLEGAL\n{}\nBasis (to be confirmed by your counsel): {}\n\n"
        "(b) WHERE EXACTLY IT IS\n{}\nAccount: {}\n\n"
        "(c) WHO REPORTS IT\n{}\n"
        "(d) GOOD FAITH\nWe have a good-faith belief that the information and allegations in this notice are "
        "accurate "
        "and complete (Regulation (EU) 2022/2065, article 16(2)).\n{}\n\n"
        "ONLY FOR COPYRIGHT (DMCA, 17 U.S.C. §512(c)(3))\nWork: […]\nWe have a good-faith belief that this "
        "use is not "
        "authorised by the owner, its agent or the law. This information is accurate and, under penalty of "
        "perjury, "
        "we are authorised to act for the owner. Consider fair use first.\nSignature: {}\n\nOur reference: "
        "{}\n",
        platform_.name, way, forms_verified, needs, text, basis, place, account, who, config_.signatory,
        config_.signatory, takedown.id.value);
}

}  // namespace

Result<std::unique_ptr<respond::Desk>> make_assisted_desk(AssistedConfig config) {
    const auto& all = platforms();
    const auto it = std::ranges::find(all, std::string_view(config.platform), &Platform::key);
    if (it == all.end())
        return fail(Errc::invalid_argument, "desk '{}': the platform '{}' is unknown", config.name,
                    config.platform);
    if (config.organisation.empty() || config.signatory.empty() ||
        config.email.find('@') == std::string::npos)
        return fail(Errc::invalid_argument, "desk '{}': 'organisation', 'signatory' and 'email' are needed",
                    config.name);
    return std::make_unique<AssistedDesk>(std::move(config), *it);
}

}  // namespace vigie::plugins
