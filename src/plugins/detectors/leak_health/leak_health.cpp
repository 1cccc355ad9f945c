#include "words.hpp"

#include <vigie/judge/assess.hpp>
#include <vigie/judge/leaks.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/judge/read_all.hpp>
#include <vigie/kit/ascii.hpp>
#include <vigie/plugins/leak_health.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace vigie::plugins {
namespace {

using judge::IdentifierKind;
using model::ItemKind;

constexpr double prior = -4;

struct Counts {
    std::array<int, 12> of{};
    int& operator[](HealthWord kind) { return of[static_cast<std::size_t>(kind)]; }
};

model::Span span_of(std::string_view text, const HealthMention& mention) {
    return {"text", mention.start, mention.end,
            std::string(text.substr(mention.start, mention.end - mention.start)), "health"};
}

bool medical(HealthWord kind) noexcept {
    return kind <= HealthWord::sign;
}

// "chambre 12", "lit 4"
bool numbered(std::string_view text, std::size_t end) noexcept {
    const auto pos = text.find_first_not_of(" n°:", end);
    return pos != std::string_view::npos && pos - end <= 5 && kit::ascii::digit(text[pos]);
}

// "67 ans", "a 54-year-old"
bool tells_age(std::string_view text) noexcept {
    for (const std::string_view word : {" ans", " year-old", "-year-old", " years old", "yo "}) {
        const auto at = text.find(word);
        if (at != std::string_view::npos && at > 0 && kit::ascii::digit(text[at - 1])) return true;
    }
    return false;
}

class LeakHealth final : public judge::Detector {
public:
    explicit LeakHealth(std::shared_ptr<const model::AssetRegister> assets) : assets_(std::move(assets)) {}

    [[nodiscard]] const judge::DetectorInfo& info() const override { return leak_health_info(); }

    [[nodiscard]] judge::Opinion examine(const model::Item& item) const override {
        judge::Opinion out;
        if (item.deleted || item.text.empty()) return out;
        const auto mentions = find_health_words(item.text);
        if (std::ranges::none_of(mentions, [](const auto& m) { return medical(m.kind); })) return out;
        auto evidence = weigh(item.text, mentions);
        if (evidence.empty()) return out;
        const auto spoken = judge::speaker_of(item, *assets_);
        // Our people speak of those who trusted them; a stranger mostly speaks of himself and his own.
        if (spoken.by == judge::Speaker::stranger)
            evidence.push_back(
                judge::evidence("health.stranger", -1.5,
                                {"L’auteur n’est pas de la maison.", "The author is not of the house."}));
        const bool names_somebody =
            std::ranges::any_of(evidence, [](const auto& e) { return e.code == "health.name"; });
        if (spoken.by == judge::Speaker::house && names_somebody)
            evidence.push_back(judge::evidence(
                "health.house", 1, {"L’auteur est de la maison.", "The author is of the house."}));
        out.score = judge::score_of(prior, evidence);
        constexpr double found_from = 0.5;
        if (out.score < found_from) return out;
        auto f = judge::leak_finding(leak_health_info().name, item, spoken);
        f.score = out.score;
        f.severity = judge::severity_of(out.score, judge::Harm::lure);
        f.title = {"La santé d’une personne reconnaissable est racontée",
                   "The health of a recognisable person is told"};
        std::ranges::stable_sort(evidence, std::ranges::greater{}, &model::Evidence::weight);
        f.evidence = std::move(evidence);
        out.findings.push_back(std::move(f));
        return out;
    }

private:
    // Empty when nobody in particular is spoken of.
    static std::vector<model::Evidence> weigh(std::string_view text,
                                              const std::vector<HealthMention>& mentions) {
        Counts counts;
        std::set<std::string> different;
        std::vector<model::Span> medical_spans;
        std::vector<std::string> shown;
        for (const auto& m : mentions) {
            if (m.kind == HealthWord::room && !numbered(text, m.end)) continue;
            ++counts[m.kind];
            if (!medical(m.kind)) continue;
            auto words = std::string(text.substr(m.start, m.end - m.start));
            constexpr std::size_t most_shown = 4;
            if (different.insert(words).second && shown.size() < most_shown) shown.push_back(words);
            medical_spans.push_back(span_of(text, m));
        }
        std::vector<model::Evidence> out = person(text, counts);
        if (out.empty()) return out;
        const double told =
            std::min(3.2, 1.5 * std::min(1, counts[HealthWord::disease] + counts[HealthWord::drug]) +
                              0.6 * static_cast<double>(different.size()));
        const auto list = judge::quoted_list(shown);
        out.push_back(judge::evidence("health.words", told,
                                      {fmt::format("Le texte parle de santé : {}.", list.fr),
                                       fmt::format("The text speaks of health: {}.", list.en)},
                                      std::move(medical_spans)));
        if (counts[HealthWord::voice] > 0)
            out.push_back(judge::evidence(
                "health.voice", 0.8,
                {"Le ton est celui d’un soignant ou d’un dossier.", "It sounds like a carer or a file."}));
        against(counts, text, out);
        return out;
    }

    static std::vector<model::Evidence> person(std::string_view text, Counts& counts) {
        std::vector<model::Evidence> out;
        std::vector<model::Span> names;
        std::vector<model::Span> numbers;
        bool titled = false;
        for (const auto& one : judge::find_identifiers(text)) {
            model::Span span{"text", one.start, one.end, judge::masked(one.kind, one.in(text)),
                             std::string(judge::name(one.kind))};
            const auto exposure = judge::exposure_of(one.kind);
            if (one.kind == IdentifierKind::name && (one.cued || one.weight >= 1.5)) {
                titled = titled || one.cued;
                names.push_back(std::move(span));
            } else if (exposure == judge::Exposure::identity || one.kind == IdentifierKind::birth_date ||
                       one.kind == IdentifierKind::address || one.kind == IdentifierKind::phone)
                numbers.push_back(std::move(span));
        }
        const bool patient = counts[HealthWord::patient] > 0;
        // A name in passing is mostly somebody of the news.
        const bool told_as_one = titled || patient || counts[HealthWord::voice] > 0 || !numbers.empty();
        if (!names.empty())
            out.push_back(judge::evidence("health.name", told_as_one ? 2.2 : 1.2,
                                          {"Une personne est nommée.", "A person is named."},
                                          std::move(names)));
        if (!numbers.empty())
            out.push_back(judge::evidence("health.number", 2.2,
                                          {"Un numéro, une date ou une adresse la désigne.",
                                           "A number, a date or an address points to somebody."},
                                          std::move(numbers)));
        if (counts[HealthWord::room] > 0 && (patient || !out.empty()))
            out.push_back(judge::evidence(
                "health.room", 1.4, {"Une chambre ou un lit la situe.", "A room or a bed places somebody."}));
        if (tells_age(text) && patient)
            out.push_back(
                judge::evidence("health.age", 0.7, {"Un âge la précise.", "An age narrows it down."}));
        if (patient && (!out.empty()))
            out.push_back(
                judge::evidence("health.patient", 1.2,
                                {"Il s’agit d’un patient ou d’une patiente.", "It is about a patient."}));
        return out;
    }

    static void against(Counts& counts, std::string_view text, std::vector<model::Evidence>& out) {
        const bool patient = counts[HealthWord::patient] > 0 || counts[HealthWord::voice] > 1;
        if (counts[HealthWord::own] > 0)
            out.push_back(judge::evidence(
                "health.own", patient ? -0.8 : -2.5,
                {"C’est le récit de l’auteur sur lui-même.", "The author tells his own story."}));
        if (counts[HealthWord::kin] > 0)
            out.push_back(judge::evidence(
                "health.kin", -1, {"C’est une histoire de famille.", "It is a story of the family."}));
        if (counts[HealthWord::publicly] > 0 && !patient)
            out.push_back(judge::evidence(
                "health.public", -3,
                {"C’est une personne publique, et une nouvelle.", "It is a public person, and news."}));
        if (counts[HealthWord::several] > 0 && !patient)
            out.push_back(judge::evidence("health.several", -2,
                                          {"Le texte parle de beaucoup de gens, de personne en particulier.",
                                           "The text speaks of many people, of nobody in particular."}));
        if (text.find('#') != std::string_view::npos || text.find("http") != std::string_view::npos ||
            text.starts_with("RT "))
            out.push_back(judge::evidence("health.news", patient ? -0.5 : -1.2,
                                          {"Un lien ou un mot-dièse : plutôt une nouvelle partagée.",
                                           "A link or a hashtag: rather shared news."}));
    }

    std::shared_ptr<const model::AssetRegister> assets_;
};

}  // namespace

const judge::DetectorInfo& leak_health_info() {
    static const judge::DetectorInfo info = [] {
        judge::DetectorInfo i;
        i.name = "leak_health";
        i.says = {
            "Repère ce qui raconte la santé d’une autre personne reconnaissable\u00a0; ni son propre récit, "
            "ni les nouvelles publiques.",
            "Finds what tells the health of a recognisable other person; neither one’s own story nor public "
            "news."};
        i.looks_at = {ItemKind::post,   ItemKind::reply,   ItemKind::quote,
                      ItemKind::review, ItemKind::comment, ItemKind::article};
        i.evidence = {"health.words",   "health.name",  "health.number",   "health.room", "health.age",
                      "health.patient", "health.voice", "health.own",      "health.kin",  "health.public",
                      "health.several", "health.news",  "health.stranger", "health.house"};
        i.cost = "3 µs a post";
        return i;
    }();
    return info;
}

Result<std::unique_ptr<judge::Detector>> make_leak_health(
    std::shared_ptr<const model::AssetRegister> assets) {
    if (!assets)
        return fail(Errc::invalid_argument,
                    "the detector leak_health needs an asset register; load one first");
    return judge::read_all(std::make_unique<LeakHealth>(std::move(assets)));
}

}  // namespace vigie::plugins
