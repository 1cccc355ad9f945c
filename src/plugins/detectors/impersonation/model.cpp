#include "model.hpp"

#include <vigie/base/assert.hpp>
#include <vigie/base/embedded.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace vigie::embedded {
std::vector<EmbeddedFile> impersonation_model();
}

namespace vigie::plugins {
namespace {

// The network itself proves this one: no account takes the handle of another while that one has it.
constexpr double certainty = 6.5;
// A figure that moves the score less than this is not worth a sentence; a sign that a person sees always is.
constexpr double slight = 0.05;

kit::TreeEnsemble read() {
    for (const auto& file : embedded::impersonation_model()) {
        if (file.path != "model.trees") continue;
        auto trees = kit::TreeEnsemble::read(file.content);
        VIGIE_ASSERT(trees.has_value());
        VIGIE_ASSERT(std::ranges::equal(trees->features(), feature_table, {}, {}, &FeatureInfo::name));
        return std::move(trees).value();
    }
    VIGIE_ASSERT(false);
    return {};
}

}  // namespace

const kit::TreeEnsemble& account_model() {
    static const kit::TreeEnsemble model = read();
    return model;
}

void weigh(Verdict& v) {
    const auto& model = account_model();
    v.margin = model.margin(v.values.values());
    v.score = model.probability(v.margin);
    if (v.certain) {
        v.margin += certainty;
        v.score = std::max(v.score, judge::probability(certainty + model.bias()));
    }
}

void explain(Verdict& v) {
    std::array<double, feature_count> parts{};
    (void)account_model().explain(v.values.values(), parts);
    std::array<double, feature_count> unsaid = parts;
    for (std::size_t i = 0; i < v.evidence.size(); ++i) {
        if (v.evidence[i].weight == 0) v.evidence[i].weight = std::exchange(unsaid[v.of[i]], 0);
    }
    std::erase_if(v.evidence, [](const model::Evidence& e) {
        return e.code.starts_with("account.") && e.code != "account.not-registered" && std::abs(e.weight) < slight;
    });
    double rest = 0;
    for (const auto part : unsaid) rest += part;
    constexpr double worth_saying = 0.1;
    if (std::abs(rest) < worth_saying) return;
    v.evidence.push_back(judge::evidence(
        "absent", rest,
        rest < 0 ? model::Text{"Les signes d’imitation qui manquent à ce compte plaident pour lui.",
                               "The signs of imitation that this account does not show speak for it."}
                 : model::Text{"Rien dans ce compte ne plaide pour lui.", "Nothing in this account speaks for it."}));
}

}  // namespace vigie::plugins
