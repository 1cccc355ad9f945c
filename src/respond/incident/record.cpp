#include "incident/record.hpp"

#include <algorithm>

namespace vigie::respond {

using model::StepState;

Result<model::Incident> load_incident(ports::Session& s, const model::IncidentId& id) {
    VIGIE_TRY_ASSIGN(auto found, s.incident(id));
    if (!found) return fail(Errc::not_found, "there is no incident {}", id.value);
    return *std::move(found);
}

Result<model::Incident> load_open(ports::Session& s, const model::IncidentId& id, const By& by) {
    VIGIE_TRY_ASSIGN(auto incident, load_incident(s, id));
    if (by.seen_version && *by.seen_version != incident.version) {
        return fail(Errc::conflict,
                    "{} changed since you opened it (version {}, you saw {}): reload it and try again",
                    id.value, incident.version, *by.seen_version);
    }
    if (incident.status == model::IncidentStatus::closed) {
        return fail(Errc::conflict, "{} is closed: reopen it first", id.value);
    }
    return incident;
}

Result<model::Incident> save(ports::Session& s, model::Incident incident, Time at) {
    incident.updated_at = at;
    const auto id = incident.id.value;
    auto saved = s.update_incident(std::move(incident));
    if (!saved && saved.error().code == Errc::conflict) {
        return fail(Errc::conflict,
                    "{} was changed by somebody else at the same moment: reload it and try again", id);
    }
    return saved;
}

Result<> say(ports::Session& s, const By& by, std::string act, std::string object,
             const model::IncidentId& incident, model::Text says) {
    model::AuditEntry entry;
    entry.at = by.at;
    entry.actor = by.actor;
    entry.act = std::move(act);
    entry.object = std::move(object);
    entry.incident = incident;
    entry.says = std::move(says);
    entry.why = by.why;
    VIGIE_TRY(s.append_audit(std::move(entry)));
    return {};
}

Result<CaseStep> load_step(ports::Session& s, const model::StepId& id, const By& by) {
    const auto slash = id.value.find('/');
    if (slash == std::string::npos) {
        return fail(Errc::not_found, "'{}' is no step id: it looks like VG-2026-0042/notify", id.value);
    }
    CaseStep out;
    VIGIE_TRY_ASSIGN(out.incident, load_open(s, model::IncidentId(id.value.substr(0, slash)), by));
    VIGIE_TRY_ASSIGN(out.steps, s.steps_of(out.incident.id));
    const auto it = std::ranges::find(out.steps, id, &model::Step::id);
    if (it == out.steps.end()) return fail(Errc::not_found, "there is no step {}", id.value);
    out.index = static_cast<std::size_t>(it - out.steps.begin());
    return out;
}

std::vector<model::Takedown> takedowns_of_step(const std::vector<model::Takedown>& all,
                                               const model::StepId& step) {
    std::vector<model::Takedown> out;
    std::ranges::copy_if(all, std::back_inserter(out),
                         [&](const model::Takedown& t) { return t.step == step; });
    return out;
}

Result<> wake(ports::Session& s, const std::vector<model::Step>& steps, Time at) {
    for (auto step : steps) {
        if (step.state != StepState::waiting && step.state != StepState::ready) continue;
        step.next_at = at;
        VIGIE_TRY(s.put_step(step));
    }
    return {};
}

bool settled(StepState state) noexcept {
    return state == StepState::done || state == StepState::cancelled;
}

std::string undo_key(const model::IncidentId& id) {
    return "respond/closed/" + id.value;
}

}  // namespace vigie::respond
