// How sure, how bad: from evidence to a score, from a score to a severity, from several detectors to one
// opinion. Weights of evidence are log-odds and add up; scores are probabilities. Pure.
#pragma once

#include <vigie/model/finding.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace vigie::judge {

// What the thing found can do to people, from its own words and links.
enum class Harm : std::uint8_t {
    none,
    lure,        // draws people to a conversation or a link: "write to me on WhatsApp", a prize, a refund
    credential,  // asks, or leads to what asks, for passwords, cards or money
};

[[nodiscard]] double probability(double log_odds) noexcept;  // logistic; 0 < p < 1
[[nodiscard]] double log_odds(double probability) noexcept;  // its inverse, clamped to ±20

// The score that a prior (log-odds before any evidence) and the weights of the evidence give.
[[nodiscard]] double score_of(double prior, std::span<const model::Evidence> evidence) noexcept;

// Below 0.5 info; else medium, high from 0.8; a lure or a request for credentials lifts it, a weak guess
// without harm is low.
[[nodiscard]] model::Severity severity_of(double score, Harm harm) noexcept;

// Independent signs: 1 - Π(1 - p).
[[nodiscard]] double noisy_or(std::span<const double> scores) noexcept;

// All findings on one culprit: the highest of each detector (its findings share their evidence), then
// noisy-or over detectors.
[[nodiscard]] double combined_score(const std::vector<model::Finding>& findings);

}  // namespace vigie::judge
