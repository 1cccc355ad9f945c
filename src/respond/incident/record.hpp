// Reading and writing one case inside a transaction: the few lines that every act needs.
#pragma once

#include <vigie/model/incident.hpp>
#include <vigie/ports/store.hpp>
#include <vigie/respond/acts.hpp>

#include <string>
#include <vector>

namespace vigie::respond {

[[nodiscard]] Result<model::Incident> load_incident(ports::Session& s, const model::IncidentId& id);

// The same, refusing a closed case and one that moved since By::seen_version.
[[nodiscard]] Result<model::Incident> load_open(ports::Session& s, const model::IncidentId& id, const By& by);

// Stores the case with updated_at; a conflict tells the person to look again.
[[nodiscard]] Result<model::Incident> save(ports::Session& s, model::Incident incident, Time at);

// One line of the timeline.
Result<> say(ports::Session& s, const By& by, std::string act, std::string object,
             const model::IncidentId& incident, model::Text says);

struct CaseStep {
    model::Incident incident;
    std::vector<model::Step> steps;  // all of the case
    std::size_t index = 0;           // the one meant
    [[nodiscard]] model::Step& step() { return steps[index]; }
};
[[nodiscard]] Result<CaseStep> load_step(ports::Session& s, const model::StepId& id, const By& by);

[[nodiscard]] std::vector<model::Takedown> takedowns_of_step(const std::vector<model::Takedown>& all,
                                                             const model::StepId& step);

// Everything of this case is looked at on the next tick.
Result<> wake(ports::Session& s, const std::vector<model::Step>& steps, Time at);

[[nodiscard]] bool settled(
    model::StepState state) noexcept;  // done or cancelled: nothing will happen any more

// Where close() keeps what it cancelled, so that reopen() can bring exactly that back.
[[nodiscard]] std::string undo_key(const model::IncidentId& id);

}  // namespace vigie::respond
