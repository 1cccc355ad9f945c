#include <vigie/judge/rule_stats.hpp>

#include <algorithm>
#include <chrono>
#include <numeric>

namespace vigie::judge {
namespace {

constexpr int day = 24;
constexpr int week = 7 * day;

std::int64_t sum(const std::vector<std::int64_t>& hours, int from, int to) {
    return std::accumulate(hours.begin() + from, hours.begin() + to, std::int64_t{0});
}

Result<std::vector<RuleStats::Overlap>> overlap(ports::Session& session, const Rule& rule, Time since,
                                                std::int64_t hits) {
    std::vector<RuleStats::Overlap> out;
    if (hits == 0) return out;
    VIGIE_TRY_ASSIGN(const auto shared, session.shared_hits(hits_of(rule), since));
    for (const auto& [name, count] : shared) {
        constexpr std::string_view prefix = "rule:";
        if (!name.starts_with(prefix) || name.find('/') != std::string::npos) continue;
        const auto share = static_cast<double>(count) / static_cast<double>(hits);
        out.push_back({name.substr(prefix.size()), count, std::min(1.0, share)});
    }
    std::ranges::stable_sort(out, std::ranges::greater{}, &RuleStats::Overlap::shared);
    constexpr std::size_t most = 5;
    out.resize(std::min(most, out.size()));
    return out;
}

}  // namespace

Result<RuleStats> rule_stats(ports::Session& session, const Rule& rule, Time now) {
    RuleStats out;
    // Hours are counted whole: the last one is the present one.
    const auto end = std::chrono::floor<std::chrono::hours>(now) + std::chrono::hours(1);
    const auto fortnight = end - std::chrono::hours(2 * week);
    VIGIE_TRY_ASSIGN(const auto hours, session.volume(hits_of(rule), fortnight, 2 * week));
    out.hits_day = sum(hours, 2 * week - day, 2 * week);
    out.hits_day_before = sum(hours, 2 * week - 2 * day, 2 * week - day);
    out.hits_week = sum(hours, week, 2 * week);
    out.hits_week_before = sum(hours, 0, week);
    out.per_hour.assign(hours.end() - day, hours.end());
    out.per_hour_before.assign(hours.end() - 2 * day, hours.end() - day);
    VIGIE_TRY_ASSIGN(out.last_hit, session.last_hit(hits_of(rule)));
    VIGIE_TRY_ASSIGN(out.verdicts, session.verdicts_of(hits_of(rule)));
    VIGIE_TRY_ASSIGN(out.overlap, overlap(session, rule, end - std::chrono::hours(week), out.hits_week));
    VIGIE_TRY_ASSIGN(const auto costs, session.rule_costs());
    constexpr double ns = 1000;
    if (const auto it = costs.find(rule.name); it != costs.end())
        out.cost_us = static_cast<double>(it->second) / ns;
    for (const auto& exception : rule.exceptions) {
        VIGIE_TRY_ASSIGN(const auto taken,
                         session.volume(hits_of(rule, exception), end - std::chrono::hours(week), week));
        out.suppressed_week.push_back(sum(taken, 0, week));
    }
    return out;
}

}  // namespace vigie::judge
