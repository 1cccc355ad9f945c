#include "phrases.hpp"

#include <vigie/judge/assess.hpp>
#include <vigie/judge/leaks.hpp>
#include <vigie/judge/phrase.hpp>
#include <vigie/judge/read_all.hpp>
#include <vigie/kit/ascii.hpp>
#include <vigie/plugins/leak_confidential.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace vigie::plugins {
namespace {

using model::ItemKind;

constexpr double prior = -3;

// Confidential terms of the register by their first word, so that a text pays for its words, not for the
// terms.
class Terms {
public:
    explicit Terms(const model::AssetRegister& assets) {
        for (const auto& asset : assets.all()) {
            if (asset.kind != model::AssetKind::term) continue;
            const FoldedWords folded(asset.value);
            if (folded.words.size() <= 2) continue;
            auto words = folded.words.substr(1);
            while (!words.empty() && words.back() == ' ') words.pop_back();
            by_first_[words.substr(0, words.find(' '))].push_back({words, &asset});
        }
    }
    struct Hit {
        const model::Asset* asset = nullptr;
        std::size_t start = 0;
        std::size_t end = 0;
    };
    [[nodiscard]] std::vector<Hit> in(const FoldedWords& text) const {
        constexpr std::size_t most = 16;
        std::vector<Hit> out;
        if (by_first_.empty()) return out;
        text.each([&](std::size_t from, std::string_view word) {
            const auto it = by_first_.find(std::string(word));
            if (it == by_first_.end() || out.size() == most) return;
            for (const auto& [words, asset] : it->second) {
                if (!text.stands(words, from)) continue;
                out.push_back({asset, text.at[from], text.at[from + words.size()]});
                return;
            }
        });
        return out;
    }

private:
    struct Term {
        std::string words;
        const model::Asset* asset;
    };
    std::unordered_map<std::string, std::vector<Term>> by_first_;
};

struct Signs {
    std::vector<model::Evidence> evidence;
    const model::Asset* term = nullptr;
    bool said = false;  // more than a figure or a rumour of layoffs
};

class LeakConfidential final : public judge::Detector {
public:
    explicit LeakConfidential(std::shared_ptr<const model::AssetRegister> assets)
        : assets_(std::move(assets)), terms_(*assets_) {}

    [[nodiscard]] const judge::DetectorInfo& info() const override { return leak_confidential_info(); }

    [[nodiscard]] judge::Opinion examine(const model::Item& item) const override {
        judge::Opinion out;
        if (item.deleted || item.text.empty()) return out;
        const auto spoken = judge::speaker_of(item, *assets_);
        auto signs = weigh(item.text, spoken);
        if (!signs.said) return out;
        out.score = judge::score_of(prior, signs.evidence);
        constexpr double found_from = 0.5;
        if (out.score < found_from) return out;
        auto f = judge::leak_finding(leak_confidential_info().name, item, spoken);
        if (f.asset.value.empty() && signs.term != nullptr) f.asset = signs.term->id;
        f.score = out.score;
        f.severity = judge::severity_of(out.score, judge::Harm::lure);
        f.title = {"Une information confidentielle est donnée à lire",
                   "Confidential information is there for all to read"};
        std::ranges::stable_sort(signs.evidence, std::ranges::greater{}, &model::Evidence::weight);
        f.evidence = std::move(signs.evidence);
        out.findings.push_back(std::move(f));
        return out;
    }

private:
    [[nodiscard]] Signs weigh(std::string_view text, const judge::Spoken& spoken) const {
        Signs signs;
        const FoldedWords folded(text);
        std::vector<model::Span> spans;
        for (const auto& hit : terms_.in(folded)) {
            signs.term = signs.term == nullptr ? hit.asset : signs.term;
            spans.push_back({"text", hit.start, hit.end,
                             judge::masked_secret(text.substr(hit.start, hit.end - hit.start)),
                             "confidential_term"});
        }
        if (!spans.empty()) {
            signs.said = true;
            // The term itself is not repeated: findings are read by more people than the register.
            signs.evidence.push_back(
                judge::evidence("confidential.term", 4.2,
                                {"Le texte emploie un terme que le registre tient pour confidentiel.",
                                 "The text uses a term that the register holds confidential."},
                                std::move(spans)));
        }
        markers(text, folded, signs);
        if (signs.said && spoken.by == judge::Speaker::house)
            signs.evidence.push_back(judge::evidence(
                "confidential.house", 0.6, {"L’auteur est de la maison.", "The author is of the house."}));
        if (signs.said && spoken.by == judge::Speaker::stranger && signs.term == nullptr)
            signs.evidence.push_back(
                judge::evidence("confidential.stranger", -2.5,
                                {"L’auteur n’est pas de la maison.", "The author is not of the house."}));
        return signs;
    }

    static void markers(std::string_view text, const FoldedWords& folded, Signs& signs) {
        std::array<model::Evidence, 6> best;
        const auto meet = [&](const MarkerPhrase& phrase, std::size_t start, std::size_t end) {
            auto& one = best[static_cast<std::size_t>(phrase.marker)];
            auto words = std::string(text.substr(start, end - start));
            while (!words.empty() && words.back() == ' ') words.pop_back();
            if (one.code.empty() || std::abs(phrase.weight) > std::abs(one.weight)) {
                const auto keep = std::move(one.spans);
                one = said(phrase.marker, phrase.weight, words);
                one.spans = keep;
            }
            constexpr std::size_t most_spans = 16;
            if (one.spans.size() < most_spans)
                one.spans.push_back({"text", start, start + words.size(), words, "confidential"});
        };
        folded.each([&](std::size_t from, std::string_view word) {
            for (const auto& phrase : marker_phrases(word))
                if (folded.stands(phrase.words, from))
                    meet(phrase, folded.at[from], folded.at[from + phrase.words.size()]);
        });
        const auto has = [&](Marker m) { return !best[static_cast<std::size_t>(m)].code.empty(); };
        const bool secret =
            has(Marker::label) || has(Marker::embargo) || has(Marker::early) || signs.term != nullptr;
        if (!secret) return;
        signs.said = true;
        // Figures and layoffs are talked of everywhere; beside a mark of secrecy they say what the secret is.
        auto& figure = best[static_cast<std::size_t>(Marker::figure)];
        if (!figure.code.empty() && std::ranges::none_of(text, kit::ascii::digit)) figure.weight /= 2;
        for (auto& one : best)
            if (!one.code.empty()) signs.evidence.push_back(std::move(one));
    }

    static model::Evidence said(Marker marker, double weight, const std::string& words) {
        const auto fr = judge::quote_fr(words);
        const auto en = judge::quote_en(words);
        switch (marker) {
            case Marker::label:
                return judge::evidence("confidential.label", weight,
                                       {fmt::format("Le texte le dit lui-même : {}.", fr),
                                        fmt::format("The text says so itself: {}.", en)});
            case Marker::embargo:
                return judge::evidence("confidential.embargo", weight,
                                       {fmt::format("Un embargo est cité : {}.", fr),
                                        fmt::format("An embargo is named: {}.", en)});
            case Marker::early:
                return judge::evidence("confidential.early", weight,
                                       {fmt::format("Cela n’est pas encore public : {}.", fr),
                                        fmt::format("It is not public yet: {}.", en)});
            case Marker::figure:
                return judge::evidence("confidential.figure", weight,
                                       {fmt::format("Il s’agit de chiffres ou d’une opération : {}.", fr),
                                        fmt::format("It is about figures or a deal: {}.", en)});
            case Marker::social:
                return judge::evidence(
                    "confidential.social", weight,
                    {fmt::format("Il s’agit d’emplois : {}.", fr), fmt::format("It is about jobs: {}.", en)});
            case Marker::open: break;
        }
        return judge::evidence(
            "confidential.open", weight,
            {fmt::format("Le texte parle d’autre chose, ou de ce qui est public : {}.", fr),
             fmt::format("The text speaks of something else, or of what is public: {}.", en)});
    }

    std::shared_ptr<const model::AssetRegister> assets_;
    Terms terms_;
};

}  // namespace

const judge::DetectorInfo& leak_confidential_info() {
    static const judge::DetectorInfo info = [] {
        judge::DetectorInfo i;
        i.name = "leak_confidential";
        i.says = {
            "Repère ce que la maison n’a pas encore dit\u00a0: termes confidentiels du registre, embargos, "
            "chiffres et projets annoncés trop tôt.",
            "Finds what the house has not told yet: confidential terms of the register, embargoes, figures "
            "and projects told too early."};
        i.looks_at = {ItemKind::post,   ItemKind::reply,   ItemKind::quote,
                      ItemKind::review, ItemKind::comment, ItemKind::article};
        i.evidence = {"confidential.term",  "confidential.label",  "confidential.embargo",
                      "confidential.early", "confidential.figure", "confidential.social",
                      "confidential.open",  "confidential.house",  "confidential.stranger"};
        i.cost = "5 µs a post";
        return i;
    }();
    return info;
}

Result<std::unique_ptr<judge::Detector>> make_leak_confidential(
    std::shared_ptr<const model::AssetRegister> assets) {
    if (!assets)
        return fail(Errc::invalid_argument,
                    "the detector leak_confidential needs an asset register; load one first");
    return judge::read_all(std::make_unique<LeakConfidential>(std::move(assets)));
}

}  // namespace vigie::plugins
