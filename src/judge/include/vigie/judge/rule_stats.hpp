// How good a rule is, from what the store counted of it and from what analysts said of its cases.
#pragma once

#include <vigie/judge/rules.hpp>
#include <vigie/ports/store.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vigie::judge {

struct RuleStats {
    std::int64_t hits_day = 0;  // the last 24 hours, the present one with them
    std::int64_t hits_day_before = 0;
    std::int64_t hits_week = 0;
    std::int64_t hits_week_before = 0;
    std::vector<std::int64_t> per_hour;         // 24, oldest first
    std::vector<std::int64_t> per_hour_before;  // the 24 before
    std::optional<Time> last_hit;               // nothing: never fired, as far as hits are kept
    model::VerdictCounts verdicts;
    double cost_us = 0;  // an item
    struct Overlap {
        std::string rule;
        std::int64_t shared = 0;  // items of the last 7 days that both hit
        double share = 0;         // of this rule's hits
    };
    std::vector<Overlap> overlap;               // the largest first, at most 5
    std::vector<std::int64_t> suppressed_week;  // by exception
};

[[nodiscard]] Result<RuleStats> rule_stats(ports::Session& session, const Rule& rule, Time now);

}  // namespace vigie::judge
