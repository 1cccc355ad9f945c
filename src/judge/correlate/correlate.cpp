#include <vigie/judge/correlate.hpp>
#include <vigie/judge/hosts.hpp>

#include <algorithm>
#include <utility>

namespace vigie::judge {
namespace {

using model::Finding;
using model::Incident;
using model::IncidentStatus;
using model::Indicator;
using model::Verdict;

// The culprit as an indicator: the surest link between two findings.
Indicator culprit_of(const Finding& finding) {
    const auto& c = finding.culprit;
    if (c.kind == "account" || c.kind == "post")
        return {c.kind, c.network + ":" + (c.id.empty() ? c.handle : c.id)};
    return {c.kind, c.id.empty() ? c.handle : c.id};
}

std::vector<Indicator> joining_indicators(const Finding& finding, const Indicator& culprit) {
    std::vector<Indicator> out;
    for (const auto& i : finding.indicators) {
        if (i != culprit && joins_cases(i)) out.push_back(i);
    }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

bool dismissed(const Incident& incident) {
    return incident.status == IncidentStatus::closed &&
           (incident.verdict == Verdict::false_alarm || incident.verdict == Verdict::harmless ||
            incident.close_cause == "false_alarm" || incident.close_cause == "harmless");
}

// Seen again after it was gone or settled. What was seen before the closing is part of the old story.
bool comes_back(const Incident& incident, const Finding& finding) {
    if (incident.status != IncidentStatus::closed || dismissed(incident) ||
        incident.close_cause == "duplicate")
        return false;
    return !incident.closed_at || finding.at >= *incident.closed_at;
}

Incident draft_of(const Finding& finding, Time now) {
    Incident incident;
    incident.kind = finding.kind.empty() ? finding.detector : finding.kind;
    incident.severity = finding.severity;
    incident.score = finding.score;
    incident.title = finding.title;
    incident.culprit = finding.culprit;
    if (!finding.asset.empty()) incident.assets.push_back(finding.asset);
    incident.first_seen = finding.at;
    incident.opened_at = now;
    incident.updated_at = now;
    incident.findings = 1;
    return incident;
}

void absorb(Incident& incident, const Finding& finding, Time now) {
    incident.severity = std::max(incident.severity, finding.severity);
    incident.score = std::max(incident.score, finding.score);
    incident.first_seen = std::min(incident.first_seen, finding.at);
    incident.updated_at = now;
    ++incident.findings;
    if (!finding.asset.empty() && std::ranges::find(incident.assets, finding.asset) == incident.assets.end())
        incident.assets.push_back(finding.asset);
}

void reopen(Incident& incident) {
    incident.status = IncidentStatus::open;
    incident.closed_at.reset();
    incident.gone_at.reset();
    incident.close_cause.clear();
    ++incident.reopened;
}

// The case this finding belongs to: its culprit's own, else one that shares an indicator and was not
// dismissed.
Result<std::optional<Incident>> incident_for(ports::Session& session, const Indicator& culprit,
                                             const std::vector<Indicator>& shared) {
    VIGIE_TRY_ASSIGN(const auto own, session.incident_with({culprit}));
    if (own) return session.incident(*own);
    if (shared.empty()) return std::optional<Incident>{};
    VIGIE_TRY_ASSIGN(const auto related, session.incident_with(shared));
    if (!related) return std::optional<Incident>{};
    VIGIE_TRY_ASSIGN(auto incident, session.incident(*related));
    if (incident && dismissed(*incident)) return std::optional<Incident>{};
    // A registrar takes a domain down, a platform an account: an account that uses a domain whose case is
    // open already still wants a case of its own, or nobody would ask for its removal.
    if (incident && culprit.kind == "account" && incident->culprit.kind == "domain")
        return std::optional<Incident>{};
    return incident;
}

class Changes {
public:
    IncidentChange& of(const Incident& incident) {
        const auto it =
            std::ranges::find(list_, incident.id, [](const IncidentChange& c) { return c.incident.id; });
        auto& change = it == list_.end() ? list_.emplace_back() : *it;
        change.incident = incident;
        return change;
    }
    std::vector<IncidentChange> take() { return std::move(list_); }

private:
    std::vector<IncidentChange> list_;
};

// Puts the finding, stored or not yet, into its case. False: it would have opened one and was held back.
Result<bool> join(ports::Session& session, Finding& finding, Time now, Restraint* restraint,
                  Changes& changes) {
    const auto culprit = culprit_of(finding);
    auto shared = joining_indicators(finding, culprit);
    VIGIE_TRY_ASSIGN(auto incident, incident_for(session, culprit, shared));

    bool opened = false;
    bool raised = false;
    const bool silent = incident && dismissed(*incident);
    if (!incident) {
        if (restraint != nullptr) {
            VIGIE_TRY_ASSIGN(const bool held, restraint->holds_back(finding));
            if (held) return false;
        }
        VIGIE_TRY_ASSIGN(incident, session.create_incident(draft_of(finding, now)));
        opened = true;
    } else {
        const auto before = incident->severity;
        if (comes_back(*incident, finding)) {
            reopen(*incident);
            opened = true;
        }
        if (silent) {
            ++incident->findings;  // counted, and nothing else: a person said it is no harm
        } else {
            absorb(*incident, finding, now);
            raised = incident->severity > before;
        }
        VIGIE_TRY_ASSIGN(incident, session.update_incident(*incident));
    }
    finding.incident = incident->id;
    if (silent) {
        VIGIE_TRY(session.link_indicators(incident->id, {culprit}));
        return true;
    }
    shared.insert(shared.begin(), culprit);
    VIGIE_TRY(session.link_indicators(incident->id, shared));
    auto& change = changes.of(*incident);
    change.opened = change.opened || opened;
    change.raised = !change.opened && (change.raised || raised);
    change.findings.push_back(finding);
    return true;
}

}  // namespace

Result<std::vector<IncidentChange>> correlate(ports::Session& session, std::vector<Finding> findings,
                                              Time now, const Budget& budget) {
    Changes changes;
    VIGIE_TRY_ASSIGN(auto restraint, Restraint::of(session, budget, now));
    for (auto& finding : findings) {
        VIGIE_TRY_ASSIGN(const auto known, session.finding(finding.id));
        if (known) continue;
        VIGIE_TRY_ASSIGN(const bool allowed, restraint.allowed(finding));
        if (allowed) continue;
        VIGIE_TRY(join(session, finding, now, &restraint, changes));
        VIGIE_TRY(session.put_finding(finding));
    }
    return changes.take();
}

Result<IncidentChange> open_held(ports::Session& session, const model::FindingId& id, Time now) {
    VIGIE_TRY_ASSIGN(auto finding, session.finding(id));
    if (!finding) return fail(Errc::not_found, "there is no finding {}", id.value);
    if (!finding->incident.empty()) {
        return fail(Errc::conflict, "finding {} is in {}", id.value, finding->incident.value);
    }
    Changes changes;
    VIGIE_TRY(join(session, *finding, now, nullptr, changes));
    VIGIE_TRY(session.file_finding(id, finding->incident));
    auto all = changes.take();
    if (all.empty()) return fail(Errc::conflict, "its case {} was dismissed", finding->incident.value);
    return std::move(all.front());
}

}  // namespace vigie::judge
