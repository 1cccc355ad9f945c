// Rules run over stored items: what would two versions of them have raised, and what did analysts say of it?
// Conditions and exceptions decide, whatever the mode. Changes nothing. Items are visited once, the latest
// first; detectors are asked only where a condition needs them.
#pragma once

#include <vigie/judge/rule_cases.hpp>
#include <vigie/ports/store.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace vigie::judge {

struct BacktestSide {
    std::int64_t matched = 0;
    std::vector<std::int64_t> per_day;  // oldest first; the last day ends now
    model::VerdictCounts verdicts;      // of the incident that rests on each item
};

struct BacktestRow {
    model::Item item;
    std::vector<query::Highlight> highlights;
    model::Verdict verdict = model::Verdict::none;
    model::IncidentId incident;  // may be empty
};

struct Backtest {
    std::string rule;
    std::int64_t looked_at = 0;
    bool truncated = false;  // there are more items than were looked at
    BacktestSide current;
    BacktestSide candidate;
    std::int64_t kept = 0;  // items that both match
    std::int64_t gained_count = 0;
    std::int64_t lost_count = 0;
    std::vector<BacktestRow> gained;  // by the candidate alone; the latest, at most `rows`
    std::vector<BacktestRow> lost;
};

struct BacktestOptions {
    Time now{};
    int hours = 168;
    int most_items = 200'000;
    std::size_t rows = 50;
};

// Two versions of every rule in `names` (empty: of all in either). A rule that a side lacks matches nothing
// there.
[[nodiscard]] Result<std::vector<Backtest>> backtest(ports::Session& session, const RuleSet& current,
                                                     const RuleSet& candidate,
                                                     const std::vector<std::string>& names,
                                                     const BacktestOptions& options,
                                                     const MakeRuleInput& make);

}  // namespace vigie::judge
