// From a rule's match to a finding that cases and policies treat like any other. Private to judge/rules.
#pragma once

#include <vigie/judge/rules.hpp>

#include <vector>

namespace vigie::judge {

[[nodiscard]] model::Finding finding_of(const Rule& rule, const RuleInput& input,
                                        const std::vector<query::Highlight>& highlights);

// What a rule of this severity is worth when it gives no score itself.
[[nodiscard]] double usual_score(model::Severity severity) noexcept;

}  // namespace vigie::judge
