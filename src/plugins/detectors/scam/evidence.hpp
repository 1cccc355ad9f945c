// The sentences: what the text model saw, how a tag is carried unlike usual, why it concerns us.
#pragma once

#include "context.hpp"
#include "hashtag.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::plugins::scam {

// Log-odds that a post about somebody is a scam, before its words are read.
inline constexpr double scam_prior = -3.0;

// The text's evidence adds up to the model's calibrated log-odds, less the prior: one for each pivot kind,
// one for the turns of phrase of the likeliest family, one for the rest of the words.
[[nodiscard]] std::vector<model::Evidence> text_evidence(const Post& post, const TextModel& text);

// How the post differs from what the tag usually carries; true when it makes the tag hijacked.
[[nodiscard]] bool hijack_signs(const TagProfile& profile, const TagPost& shape, const Concern& concern,
                                const Post& post, std::vector<model::Evidence>& out);

[[nodiscard]] std::optional<model::Evidence> concern_evidence(const Concern& concern);
[[nodiscard]] model::Text title_of(const Concern& concern, std::optional<Family> family, bool hijacked,
                                   std::string_view who);
[[nodiscard]] std::vector<std::string> scam_codes();

}  // namespace vigie::plugins::scam
