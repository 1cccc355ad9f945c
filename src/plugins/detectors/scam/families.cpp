#include "families.hpp"

#include "features.hpp"
#include "phrases.hpp"

#include <vigie/base/embedded.hpp>
#include <vigie/judge/near_index.hpp>
#include <vigie/kit/learn.hpp>

#include <algorithm>
#include <cmath>

namespace vigie::embedded {
std::vector<EmbeddedFile> scam_models();
}

namespace vigie::plugins::scam {
namespace {

constexpr std::size_t most_words = 5;

// Phrases by the joined hash of their words; `first` tells which words may begin one.
struct Lexicon {
    judge::HashIndex by_hash;
    judge::HashIndex first;
    std::vector<std::pair<int, double>> meanings;  // family, or families + stance; weight
};

const Lexicon& lexicon() {
    static const Lexicon all = [] {
        Lexicon l;
        for (const auto& list : phrase_table()) {
            std::string_view rest = list.phrases;
            while (!rest.empty()) {
                auto phrase = rest.substr(0, rest.find('|'));
                rest.remove_prefix(std::min(phrase.size() + 1, rest.size()));
                std::uint64_t hash = 0;
                double words = 0;
                while (!phrase.empty()) {
                    const auto word = phrase.substr(0, phrase.find(' '));
                    phrase.remove_prefix(std::min(word.size() + 1, phrase.size()));
                    const auto h = word_hash(word);
                    if (words == 0) l.first.add(h, 0);
                    hash = words == 0 ? h : join(hash, h);
                    ++words;
                }
                l.by_hash.add(hash, static_cast<std::uint32_t>(l.meanings.size()));
                l.meanings.emplace_back(list.meaning, list.weight * (words > 1 ? 1.3 : 1.0));
            }
        }
        l.by_hash.seal();
        l.first.seal();
        return l;
    }();
    return all;
}

}  // namespace

Cues find_family_cues(const Reading& r) {
    const auto& l = lexicon();
    Cues out;
    for (std::size_t i = 0; i < r.words.size(); ++i) {
        if (!l.first.contains(r.words[i].hash)) continue;
        std::uint64_t hash = 0;
        for (std::size_t n = 0; n < most_words && i + n < r.words.size(); ++n) {
            hash = n == 0 ? r.words[i].hash : join(hash, r.words[i + n].hash);
            l.by_hash.each(hash, [&](std::uint32_t which) {
                const auto& [meaning, weight] = l.meanings[which];
                const Phrase phrase{r.words[i].start, r.words[i + n].end, r.words[i].quoted};
                const auto at = static_cast<std::size_t>(meaning);
                if (at < families) {
                    out.score[at] += weight;
                    if (out.phrases[at].size() < 8) out.phrases[at].push_back(phrase);
                } else if (out.stances[at - families].size() < 8) {
                    out.stances[at - families].push_back(phrase);
                }
            });
        }
    }
    return out;
}

std::array<double, families> family_margins(const Reading& r) {
    static const auto model = []() -> std::optional<kit::LinearModel> {
        for (const auto& file : embedded::scam_models()) {
            if (file.path != "family.model") continue;
            if (auto read = kit::LinearModel::read(file.content)) return std::move(read).value();
        }
        return std::nullopt;
    }();
    std::array<double, families> out{};
    if (!model || r.words.empty()) return out;
    const double norm = 1 / std::sqrt(static_cast<double>(r.words.size()));
    for (std::size_t f = 0; f < families; ++f) {
        std::int64_t sum = 0;
        for (const auto& w : r.words) sum += model->raw(family_hash(f, w.hash));
        out[f] = model->scale() * (static_cast<double>(sum) * norm + model->raw(family_hash(f, family_bias)));
    }
    return out;
}

std::optional<Family> family_of(const Reading& r, const Cues& cues, std::span<const judge::Pivot> pivots,
                                bool reply) {
    constexpr double words_weigh = 2;
    constexpr double nothing = -1;  // all words together say "none of these"
    auto score = cues.score;
    const auto margins = family_margins(r);
    for (std::size_t f = 0; f < families; ++f) score[f] += words_weigh * margins[f];
    const auto add = [&](Family f, double weight) { score[static_cast<std::size_t>(f)] += weight; };
    for (const auto& p : pivots) {
        if (p.kind == judge::PivotKind::phone && p.premium) add(Family::call_number, 0.9);
        if (p.kind == judge::PivotKind::phone && !p.premium) add(Family::call_number, 0.2);
        if (p.kind == judge::PivotKind::wallet) add(Family::crypto, 2);
        if (p.kind == judge::PivotKind::coupon) add(Family::coupon, 0.8);
        if (p.kind == judge::PivotKind::iban) add(Family::advance_fee, 0.8);
    }
    if (reply && !cues.of(Stance::contact).empty()) add(Family::fake_support, 0.6);
    const auto best = std::ranges::max_element(score);
    const bool spoken = std::ranges::any_of(cues.score, [](double s) { return s > 0; });
    if (*best <= nothing ||
        (*best <= 0 && !spoken && std::ranges::all_of(margins, [](double m) { return m == 0; })))
        return std::nullopt;
    return static_cast<Family>(best - score.begin());
}

std::string_view name(Family family) noexcept {
    constexpr std::array<std::string_view, families> names{"giveaway",     "coupon",   "call-number",
                                                           "fake-support", "lure",     "advance-fee",
                                                           "crypto",       "job-task", "ticket-resale"};
    return names[static_cast<std::size_t>(family)];
}

model::Text title(Family family) {
    switch (family) {
        case Family::giveaway: return {"faux cadeau ou concours", "fake giveaway"};
        case Family::coupon: return {"faux coupon", "fake coupon"};
        case Family::call_number: return {"appel à un numéro piégé", "call-this-number scam"};
        case Family::fake_support: return {"faux service client", "fake customer service"};
        case Family::lure:
            return {"leurre de colis, d’amende ou d’administration", "parcel, fine or public service lure"};
        case Family::advance_fee: return {"avance de frais", "advance fee"};
        case Family::crypto: return {"faux placement ou cryptomonnaie", "crypto or investment scam"};
        case Family::job_task: return {"faux emploi", "job or task scam"};
        case Family::ticket: return {"fausse revente de billets", "ticket resale scam"};
        case Family::count: break;
    }
    return {"arnaque", "scam"};
}

}  // namespace vigie::plugins::scam
