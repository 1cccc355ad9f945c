#include "memory_store.hpp"

#include <vigie/ports/store_rules.hpp>

#include <algorithm>

namespace vigie::ports::memory {

Result<> MemorySession::put_allowance(const model::Allowance& allowance) {
    VIGIE_TRY(may_write());
    journal_->set(t_.allowances, allowance.id, allowance);
    return {};
}

Result<std::vector<model::Allowance>> MemorySession::allowances() {
    std::vector<model::Allowance> out;
    for (const auto& [id, allowance] : t_.allowances) out.push_back(allowance);
    std::ranges::stable_sort(out, std::ranges::greater{}, &model::Allowance::at);
    return out;
}

Result<std::vector<model::Finding>> MemorySession::held_findings(Time since, int limit) {
    std::vector<model::Finding> out;
    for (auto it = t_.findings.rbegin(); it != t_.findings.rend() && out.size() < capped(limit); ++it) {
        if (it->second.incident.empty() && it->second.at >= since) out.push_back(it->second);
    }
    return out;
}

Result<> MemorySession::file_finding(const model::FindingId& id, const model::IncidentId& incident) {
    VIGIE_TRY(may_write());
    const auto it = t_.finding_seq.find(id);
    if (it == t_.finding_seq.end()) return fail(Errc::not_found, "there is no finding {}", id.value);
    auto finding = t_.findings.at(it->second);
    if (!finding.incident.empty())
        return fail(Errc::conflict, "finding {} is in {}", id.value, finding.incident.value);
    VIGIE_TRY(known(incident));
    finding.incident = incident;
    const auto seq = it->second;
    journal_->set(t_.findings, seq, finding);
    journal_->insert(t_.incident_findings, {incident, seq});
    return {};
}

Result<std::map<std::string, model::VerdictCounts>> MemorySession::verdicts_by_detector(Time since) {
    std::map<std::string, std::set<model::IncidentId>> incidents;
    for (const auto& [seq, finding] : t_.findings) {
        if (!finding.incident.empty() && finding.at >= since)
            incidents[finding.detector].insert(finding.incident);
    }
    std::map<std::string, model::VerdictCounts> out;
    for (const auto& [detector, ids] : incidents) {
        for (const auto& id : ids) count(t_.incidents.at(t_.incident_seq.at(id)).verdict, out[detector]);
    }
    return out;
}

}  // namespace vigie::ports::memory
