#include "memory_store.hpp"

#include <vigie/ports/search.hpp>
#include <vigie/ports/store_rules.hpp>

#include <cmath>

namespace vigie::ports::memory {

using model::Incident;
using model::IncidentStatus;

const Incident* MemorySession::find(const model::IncidentId& id) const {
    const auto it = t_.incident_seq.find(id);
    return it == t_.incident_seq.end() ? nullptr : &t_.incidents.at(it->second);
}

Result<> MemorySession::known(const model::IncidentId& incident) const {
    if (find(incident) == nullptr) return fail(Errc::not_found, "there is no incident '{}'", incident.value);
    return {};
}

bool MemorySession::is_closed(const model::IncidentId& id) const {
    const auto* incident = find(id);
    return incident == nullptr || incident->status == IncidentStatus::closed;
}

Result<std::optional<model::IncidentId>> MemorySession::incident_with(
    const std::vector<model::Indicator>& indicators) {
    std::optional<std::pair<Time, Seq>> latest;
    for (const auto& indicator : indicators) {
        const auto it = t_.indicators.find(indicator);
        if (it == t_.indicators.end()) continue;
        const auto seq = t_.incident_seq.at(it->second);
        latest = std::max(latest, std::optional(std::pair(t_.incidents.at(seq).opened_at, seq)));
    }
    if (!latest) return std::nullopt;
    return t_.incidents.at(latest->second).id;
}

Result<> MemorySession::link_indicators(const model::IncidentId& incident,
                                        const std::vector<model::Indicator>& indicators) {
    VIGIE_TRY(may_write());
    VIGIE_TRY(known(incident));
    for (const auto& indicator : indicators) {
        if (t_.indicators.contains(indicator)) continue;
        journal_->set(t_.indicators, indicator, incident);
        journal_->insert(t_.incident_indicators, {incident, indicator});
    }
    return {};
}

Result<std::vector<model::Indicator>> MemorySession::indicators_of(const model::IncidentId& incident) {
    std::vector<model::Indicator> out;
    for (auto it = t_.incident_indicators.lower_bound({incident, {}}); it != t_.incident_indicators.end();
         ++it) {
        if (it->first != incident) break;
        out.push_back(it->second);
    }
    return out;
}

Result<Incident> MemorySession::create_incident(Incident draft) {
    VIGIE_TRY(may_write());
    const auto year = incident_year(draft.opened_at);
    const auto it = t_.numbers.find(year);
    const auto number = it == t_.numbers.end() ? 1 : it->second + 1;
    draft.id = incident_id(year, number);
    draft.version = 1;
    const auto seq = next_seq(t_.incidents);
    journal_->set(t_.numbers, year, number);
    journal_->set(t_.incidents, seq, draft);
    journal_->set(t_.incident_seq, draft.id, seq);
    return draft;
}

Result<Incident> MemorySession::update_incident(Incident incident) {
    VIGIE_TRY(may_write());
    VIGIE_TRY(known(incident.id));
    const auto seq = t_.incident_seq.at(incident.id);
    const auto stored = t_.incidents.at(seq).version;
    if (stored != incident.version) {
        return fail(Errc::conflict, "incident {} changed meanwhile (version {}, now {}): load it again",
                    incident.id.value, incident.version, stored);
    }
    ++incident.version;
    journal_->set(t_.incidents, seq, incident);
    return incident;
}

Result<std::optional<Incident>> MemorySession::incident(const model::IncidentId& id) {
    const auto* found = find(id);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

bool MemorySession::has_late_step(const model::IncidentId& id, Time now) const {
    for (auto it = t_.incident_steps.lower_bound({id, std::numeric_limits<int>::min(), {}});
         it != t_.incident_steps.end() && std::get<0>(*it) == id; ++it) {
        const auto& step = t_.steps.at(std::get<2>(*it));
        if (!finished(step.state) && (step.escalated || (step.due_at && *step.due_at < now))) return true;
    }
    return false;
}

bool MemorySession::matches(const IncidentQuery& q, const std::string& needle, const Incident& i) const {
    const auto in = [](const auto& list, const auto& value) {
        return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
    };
    if (!in(q.statuses, i.status) || !in(q.severities, i.severity) || !in(q.kinds, i.kind)) return false;
    if (!q.asset.empty() &&
        std::find(i.assets.begin(), i.assets.end(), model::AssetId(q.asset)) == i.assets.end())
        return false;
    if (!q.owner.empty() && i.owner != (q.owner == "-" ? "" : q.owner)) return false;
    if (!needle.empty() && incident_words(i).find(needle) == std::string::npos) return false;
    return !q.late_only || has_late_step(i.id, q.now);
}

Result<IncidentPage> MemorySession::incidents(const IncidentQuery& query) {
    using Row = std::pair<Seq, const Incident*>;
    const auto needle = fold_needle(query.text);
    std::vector<Row> rows;
    for (const auto& [seq, incident] : t_.incidents) {
        if (matches(query, needle, incident)) rows.emplace_back(seq, &incident);
    }
    const auto risk = [](const Row& r) {
        return std::tuple(r.second->status != IncidentStatus::closed, r.second->severity, r.second->score,
                          r.second->opened_at, r.first);
    };
    const auto opened = [](const Row& r) { return std::tuple(r.second->opened_at, r.first); };
    const auto updated = [](const Row& r) { return std::tuple(r.second->updated_at, r.first); };
    const auto down = [&](auto key) {
        std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return key(a) > key(b); });
    };
    if (query.sort == "risk") {
        down(risk);
    } else if (query.sort == "newest" || query.sort == "oldest") {
        down(opened);
        if (query.sort == "oldest") std::reverse(rows.begin(), rows.end());
    } else if (query.sort == "updated") {
        down(updated);
    } else {
        return fail(Errc::invalid_argument, "unknown sort '{}': use risk, newest, oldest or updated",
                    query.sort);
    }
    IncidentPage page;
    page.total = static_cast<std::int64_t>(rows.size());
    const auto from = std::min(static_cast<std::size_t>(std::max(query.offset, 0)), rows.size());
    const auto to = std::min(from + capped(query.limit), rows.size());
    for (auto i = from; i < to; ++i) page.rows.push_back(*rows[i].second);
    return page;
}

}  // namespace vigie::ports::memory
