#include "memory_store.hpp"

#include <vigie/ports/store_rules.hpp>

#include <chrono>

namespace vigie::ports::memory {

Result<> MemorySession::put_rule_switch(const model::RuleSwitch& decided) {
    VIGIE_TRY(may_write());
    journal_->set(t_.rule_switches, decided.rule, decided);
    return {};
}

Result<std::vector<model::RuleSwitch>> MemorySession::rule_switches() {
    std::vector<model::RuleSwitch> out;
    for (const auto& [rule, decided] : t_.rule_switches) out.push_back(decided);
    return out;
}

Result<> MemorySession::add_rule_cost(const std::string& rule, std::int64_t ns) {
    VIGIE_TRY(may_write());
    const auto it = t_.rule_costs.find(rule);
    const auto [mean, samples] =
        it == t_.rule_costs.end() ? std::pair<std::int64_t, std::int64_t>{} : it->second;
    journal_->set(t_.rule_costs, rule, std::pair(next_cost(mean, samples, ns), samples + 1));
    return {};
}

Result<std::map<std::string, std::int64_t>> MemorySession::rule_costs() {
    std::map<std::string, std::int64_t> out;
    for (const auto& [rule, cost] : t_.rule_costs) out[rule] = cost.first;
    return out;
}

std::vector<Seq> MemorySession::hit_by(const std::string& name) const {
    std::vector<Seq> out;
    for (auto it = t_.watch_items.lower_bound({name, std::numeric_limits<Seq>::min()});
         it != t_.watch_items.end() && it->first == name; ++it)
        out.push_back(it->second);
    return out;
}

Result<std::optional<Time>> MemorySession::last_hit(const std::string& name) {
    const auto items = hit_by(name);
    if (!items.empty()) return std::optional(t_.items.at(t_.items_by_seq.at(items.back())).item.observed_at);
    std::optional<Time> last;
    for (const auto& [key, count] : t_.volumes) {
        if (key.first == name) last = std::max(last, std::optional(Time(std::chrono::hours(key.second))));
    }
    return last;
}

Result<std::map<std::string, std::int64_t>> MemorySession::shared_hits(const std::string& name, Time since) {
    std::map<std::string, std::int64_t> out;
    for (const auto seq : hit_by(name)) {
        if (t_.items.at(t_.items_by_seq.at(seq)).item.observed_at < since) continue;
        for (auto it = t_.item_watches.lower_bound({seq, ""});
             it != t_.item_watches.end() && it->first == seq; ++it) {
            if (it->second != name) ++out[it->second];
        }
    }
    return out;
}

Result<model::VerdictCounts> MemorySession::verdicts_of(const std::string& name) {
    std::set<model::ItemKey> items;
    for (const auto seq : hit_by(name)) items.insert(t_.items_by_seq.at(seq));
    std::set<model::IncidentId> incidents;
    for (const auto& [seq, finding] : t_.findings) {
        if (!finding.incident.empty() && items.contains(finding.item)) incidents.insert(finding.incident);
    }
    model::VerdictCounts counts;
    for (const auto& id : incidents) count(t_.incidents.at(t_.incident_seq.at(id)).verdict, counts);
    return counts;
}

Result<std::optional<model::Incident>> MemorySession::incident_on(const model::ItemKey& item) {
    for (auto it = t_.findings.rbegin(); it != t_.findings.rend(); ++it) {
        const auto& finding = it->second;
        if (finding.item == item && !finding.incident.empty()) return incident(finding.incident);
    }
    return std::optional<model::Incident>{};
}

}  // namespace vigie::ports::memory
