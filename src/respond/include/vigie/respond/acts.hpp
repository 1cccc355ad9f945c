// What a person (or the policy) may do to a case. Each act is one transaction-sized function on a Session, checks that it
// is allowed in the present state (Errc::conflict otherwise, with what to do), and writes its line in the audit chain.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/incident.hpp>
#include <vigie/ports/store.hpp>

#include <string>

namespace vigie::respond {

struct By {
    std::string actor;  // user name, or "policy"
    std::string why;    // reason, may be empty
    Time at{};
};

[[nodiscard]] Result<model::Incident> take(ports::Session& s, const model::IncidentId& id, const By& by);  // become its owner
[[nodiscard]] Result<model::Incident> assign(ports::Session& s, const model::IncidentId& id, const std::string& owner, const By& by);
[[nodiscard]] Result<model::Incident> add_note(ports::Session& s, const model::IncidentId& id, const std::string& note, const By& by);
// cause: false_alarm | harmless | resolved | duplicate | content_gone. Open steps and unsent takedowns are cancelled.
[[nodiscard]] Result<model::Incident> close(ports::Session& s, const model::IncidentId& id, const std::string& cause, const By& by);
// Brings steps and takedowns that close() cancelled back as they were: the undo of close.
[[nodiscard]] Result<model::Incident> reopen(ports::Session& s, const model::IncidentId& id, const By& by);
[[nodiscard]] Result<model::Incident> set_severity(ports::Session& s, const model::IncidentId& id, model::Severity severity, const By& by);
[[nodiscard]] Result<model::Step> approve_step(ports::Session& s, const model::StepId& id, const By& by);
[[nodiscard]] Result<model::Step> refuse_step(ports::Session& s, const model::StepId& id, const By& by);    // cancelled
[[nodiscard]] Result<model::Step> complete_step(ports::Session& s, const model::StepId& id, const By& by);  // manual ones

// A new or reopened case: chooses nothing, takes the plan, stores steps and drafts takedowns, writes the audit lines.
[[nodiscard]] Result<> begin_case(ports::Session& s, const model::Incident& incident, const std::vector<model::Finding>& findings,
                                  const std::vector<model::Step>& steps, const By& by);

}  // namespace vigie::respond
