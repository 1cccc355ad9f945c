#include "secrets.hpp"

#include <vigie/judge/assess.hpp>
#include <vigie/judge/leaks.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/judge/read_all.hpp>
#include <vigie/plugins/leak_secret.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace vigie::plugins {
namespace {

using model::ItemKind;

constexpr double prior = -3;

model::Text noun_of(SecretKind kind) {
    static const std::array<model::Text, 6> nouns{
        model::Text{"une clé d’API", "an API key"},
        model::Text{"un jeton d’accès", "an access token"},
        model::Text{"une clé privée", "a private key"},
        model::Text{"une adresse de connexion avec son mot de passe",
                    "a connection address with its password"},
        model::Text{"un mot de passe", "a password"},
        model::Text{"une adresse interne", "an address inside the house"}};
    return nouns[static_cast<std::size_t>(kind)];
}

class LeakSecret final : public judge::Detector {
public:
    explicit LeakSecret(std::shared_ptr<const model::AssetRegister> assets) : assets_(std::move(assets)) {}

    [[nodiscard]] const judge::DetectorInfo& info() const override { return leak_secret_info(); }

    [[nodiscard]] judge::Opinion examine(const model::Item& item) const override {
        judge::Opinion out;
        if (item.deleted || item.text.empty()) return out;
        const auto secrets = find_secrets(item.text);
        if (secrets.empty()) return out;
        const auto spoken = judge::speaker_of(item, *assets_);
        std::map<SecretKind, model::Evidence> by_kind;
        bool opens = false;
        for (const auto& one : secrets) {
            auto& evidence = by_kind[one.kind];
            auto hidden = one.kind == SecretKind::internal_url ? std::string(one.in(item.text))
                                                               : judge::masked_secret(one.in(item.text));
            if (evidence.code.empty()) {
                const auto noun = noun_of(one.kind);
                const auto service = one.service.empty() ? std::string() : fmt::format(" ({})", one.service);
                evidence = judge::evidence(
                    "secret." + std::string(name(one.kind)), 0,
                    {fmt::format("Le texte donne {}{} : {}.", noun.fr, service, judge::quote_fr(hidden)),
                     fmt::format("The text gives {}{}: {}.", noun.en, service, judge::quote_en(hidden))});
            }
            // A stranger's password on a forum is his own accident; a key works for whoever reads it.
            const bool own_accident =
                spoken.by == judge::Speaker::stranger && one.kind == SecretKind::internal_url;
            evidence.weight = std::max(evidence.weight, own_accident ? 1.0 : one.weight);
            evidence.spans.push_back(
                {"text", one.start, one.end, std::move(hidden), std::string(name(one.kind))});
            opens = opens || one.kind != SecretKind::internal_url;
        }
        std::vector<model::Evidence> evidence;
        for (auto& [kind, one] : by_kind) evidence.push_back(std::move(one));
        out.score = judge::score_of(prior, evidence);
        constexpr double found_from = 0.5;
        if (out.score < found_from && spoken.by != judge::Speaker::draft) return out;
        auto f = judge::leak_finding(leak_secret_info().name, item, spoken);
        f.score = out.score;
        f.severity = judge::severity_of(out.score, opens ? judge::Harm::credential : judge::Harm::none);
        f.title = opens ? model::Text{"Un secret d’accès est donné à lire",
                                      "A secret that opens a system is there for all to read"}
                        : model::Text{"Une adresse interne est donnée à lire",
                                      "An address inside the house is there for all to read"};
        std::ranges::stable_sort(evidence, std::ranges::greater{}, &model::Evidence::weight);
        f.evidence = std::move(evidence);
        out.findings.push_back(std::move(f));
        return out;
    }

private:
    std::shared_ptr<const model::AssetRegister> assets_;
};

}  // namespace

const judge::DetectorInfo& leak_secret_info() {
    static const judge::DetectorInfo info = [] {
        judge::DetectorInfo i;
        i.name = "leak_secret";
        i.says = {
            "Repère dans un texte ce qui ouvre un système\u00a0: clé d’API, jeton, clé privée, mot de passe, "
            "adresse interne.",
            "Finds in a text what opens a system: API key, token, private key, password, inner address."};
        i.looks_at = {ItemKind::post,   ItemKind::reply,   ItemKind::quote,
                      ItemKind::review, ItemKind::comment, ItemKind::article};
        i.evidence = {"secret.api_key",           "secret.token",    "secret.private_key",
                      "secret.connection_string", "secret.password", "secret.internal_url"};
        i.cost = "1 µs a post";
        return i;
    }();
    return info;
}

Result<std::unique_ptr<judge::Detector>> make_leak_secret(
    std::shared_ptr<const model::AssetRegister> assets) {
    if (!assets)
        return fail(Errc::invalid_argument,
                    "the detector leak_secret needs an asset register; load one first");
    return judge::read_all(std::make_unique<LeakSecret>(std::move(assets)));
}

}  // namespace vigie::plugins
