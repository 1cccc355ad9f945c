#include <vigie/judge/assess.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

namespace vigie::judge {

double probability(double log_odds) noexcept {
    return 1.0 / (1.0 + std::exp(-log_odds));
}

double log_odds(double probability) noexcept {
    constexpr double most = 20;
    if (probability <= 0) return -most;
    if (probability >= 1) return most;
    return std::clamp(std::log(probability / (1 - probability)), -most, most);
}

double score_of(double prior, std::span<const model::Evidence> evidence) noexcept {
    double sum = prior;
    for (const auto& e : evidence) sum += e.weight;
    return probability(sum);
}

model::Severity severity_of(double score, Harm harm) noexcept {
    constexpr double found = 0.5;
    constexpr double likely = 0.65;
    constexpr double sure = 0.8;
    if (score < found) return model::Severity::info;
    if (harm == Harm::credential) return score >= sure ? model::Severity::critical : model::Severity::high;
    if (harm == Harm::lure) return score >= sure ? model::Severity::high : model::Severity::medium;
    if (score >= sure) return model::Severity::high;
    return score >= likely ? model::Severity::medium : model::Severity::low;
}

double noisy_or(std::span<const double> scores) noexcept {
    double none = 1;
    for (const double p : scores) none *= 1 - std::clamp(p, 0.0, 1.0);
    return 1 - none;
}

double combined_score(const std::vector<model::Finding>& findings) {
    std::map<std::string_view, double> best;
    for (const auto& f : findings) {
        auto& score = best[f.detector];
        score = std::max(score, f.score);
    }
    std::vector<double> scores;
    scores.reserve(best.size());
    for (const auto& [detector, score] : best) scores.push_back(score);
    return noisy_or(scores);
}

}  // namespace vigie::judge
