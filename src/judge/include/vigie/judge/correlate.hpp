// Findings become incidents: one culprit, or one shared indicator, is one case. Runs inside the transaction
// that stores the findings, so a crash or a replay never opens a second one.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/judge/restraint.hpp>
#include <vigie/model/incident.hpp>
#include <vigie/ports/store.hpp>

#include <vector>

namespace vigie::judge {

struct IncidentChange {
    model::Incident incident;
    bool opened = false;                   // new, or reopened by a new finding after it was closed as gone
    bool raised = false;                   // severity rose
    std::vector<model::Finding> findings;  // those that are new in it
};

// Stores each finding that is not yet known and joins it to its incident, opening one where none fits. A
// closed incident with verdict false_alarm or harmless swallows further findings on the same culprit
// silently; an allowed culprit leaves no trace but a count; beyond the budget a finding is stored without an
// incident. O(findings · (indicators + allowances)).
[[nodiscard]] Result<std::vector<IncidentChange>> correlate(ports::Session& session,
                                                            std::vector<model::Finding> findings, Time now,
                                                            const Budget& budget = {});

// Gives a finding that was held back its case, whatever the budget says. Errc::not_found, Errc::conflict when
// it has one.
[[nodiscard]] Result<IncidentChange> open_held(ports::Session& session, const model::FindingId& id, Time now);

}  // namespace vigie::judge
