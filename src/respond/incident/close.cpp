// Closing a case and its undo. What close() cancels it also writes down, so that reopen() restores exactly
// that and nothing that a person had cancelled before.
#include "incident/record.hpp"
#include "incident/words.hpp"

#include <vigie/model/json.hpp>
#include <vigie/respond/acts.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace vigie::respond {
namespace {

using model::Incident;
using model::IncidentStatus;
using model::Json;
using model::StepState;
using model::TakedownState;

constexpr std::array<std::string_view, 5> causes{"false_alarm", "harmless", "resolved", "duplicate",
                                                 "content_gone"};

void put_time(Json& j, const char* key, const std::optional<Time>& t) {
    if (t) j[key] = to_us(*t);
}

std::optional<Time> get_time(const Json& j, const char* key) {
    const auto it = j.find(key);
    if (it == j.end() || !it->is_number_integer()) return std::nullopt;
    return from_us(it->get<std::int64_t>());
}

std::string text_of(const Json& j, const char* key) {
    const auto it = j.find(key);
    return it != j.end() && it->is_string() ? it->get<std::string>() : std::string();
}

Result<int> cancel_steps(ports::Session& s, const Incident& incident, Json& memo) {
    int cancelled = 0;
    VIGIE_TRY_ASSIGN(auto steps, s.steps_of(incident.id));
    for (auto& step : steps) {
        if (settled(step.state) || step.state == StepState::failed) continue;
        Json row{{"id", step.id.value}, {"state", model::name(step.state)}};
        put_time(row, "next_at", step.next_at);
        memo["steps"].push_back(std::move(row));
        step.state = StepState::cancelled;
        step.next_at.reset();
        VIGIE_TRY(s.put_step(step));
        ++cancelled;
    }
    return cancelled;
}

Result<int> cancel_takedowns(ports::Session& s, const Incident& incident, Json& memo) {
    int cancelled = 0;
    VIGIE_TRY_ASSIGN(auto takedowns, s.takedowns_of(incident.id));
    for (auto& takedown : takedowns) {
        if (takedown.state != TakedownState::drafted && takedown.state != TakedownState::approved) continue;
        Json row{{"id", takedown.id.value}, {"state", model::name(takedown.state)}};
        put_time(row, "next_check_at", takedown.next_check_at);
        memo["takedowns"].push_back(std::move(row));
        takedown.state = TakedownState::cancelled;
        takedown.next_check_at.reset();
        VIGIE_TRY(s.put_takedown(takedown));
        ++cancelled;
    }
    return cancelled;
}

model::Text cancelled_words(int steps, int takedowns) {
    if (steps + takedowns == 0) return {};
    return {fmt::format(" ({} étape{}, {} demande{} de retrait annulée{})", steps, steps > 1 ? "s" : "",
                        takedowns, takedowns > 1 ? "s" : "", steps + takedowns > 1 ? "s" : ""),
            fmt::format(" ({} step{}, {} takedown request{} cancelled)", steps, steps == 1 ? "" : "s",
                        takedowns, takedowns == 1 ? "" : "s")};
}

Result<int> restore(ports::Session& s, const Incident& incident, const Json& memo, Time at) {
    int restored = 0;
    VIGIE_TRY_ASSIGN(auto steps, s.steps_of(incident.id));
    for (const auto& row : memo.value("steps", Json::array())) {
        const auto it = std::ranges::find(steps, model::StepId(text_of(row, "id")), &model::Step::id);
        const auto state = model::step_state_of(text_of(row, "state"));
        if (it == steps.end() || !state || it->state != StepState::cancelled) continue;
        it->state = *state;
        it->next_at = get_time(row, "next_at");
        VIGIE_TRY(s.put_step(*it));
        ++restored;
    }
    VIGIE_TRY_ASSIGN(auto takedowns, s.takedowns_of(incident.id));
    for (const auto& row : memo.value("takedowns", Json::array())) {
        const auto it =
            std::ranges::find(takedowns, model::TakedownId(text_of(row, "id")), &model::Takedown::id);
        const auto state = model::takedown_state_of(text_of(row, "state"));
        if (it == takedowns.end() || !state || it->state != TakedownState::cancelled) continue;
        it->state = *state;
        it->next_check_at = get_time(row, "next_check_at");
        VIGIE_TRY(s.put_takedown(*it));
        ++restored;
    }
    // What slept while the case was closed: looks at reports already sent, notices not yet delivered.
    for (auto& takedown : takedowns) {
        if (takedown.next_check_at || takedown.desk.empty()) continue;
        if (takedown.state != TakedownState::sent && takedown.state != TakedownState::acknowledged &&
            takedown.state != TakedownState::appealed)
            continue;
        takedown.next_check_at = at;
        VIGIE_TRY(s.put_takedown(takedown));
    }
    VIGIE_TRY_ASSIGN(auto notices, s.notices_of(incident.id));
    for (auto& notice : notices) {
        if (notice.state != model::NoticeState::queued) continue;
        notice.next_at = at;
        VIGIE_TRY(s.put_notice(notice));
    }
    return restored;
}

}  // namespace

Result<Incident> close(ports::Session& s, const model::IncidentId& id, const std::string& cause,
                       const By& by) {
    if (std::ranges::find(causes, cause) == causes.end()) {
        return fail(Errc::invalid_argument,
                    "'{}' is no cause: take false_alarm, harmless, resolved, duplicate or content_gone",
                    cause);
    }
    VIGIE_TRY_ASSIGN(auto incident, load_open(s, id, by));
    Json memo{{"status", model::name(incident.status)},
              {"verdict", model::name(incident.verdict)},
              {"steps", Json::array()},
              {"takedowns", Json::array()}};
    VIGIE_TRY_ASSIGN(const int steps, cancel_steps(s, incident, memo));
    VIGIE_TRY_ASSIGN(const int takedowns, cancel_takedowns(s, incident, memo));
    VIGIE_TRY(s.set_value(undo_key(id), model::dump(memo)));
    incident.status = IncidentStatus::closed;
    incident.close_cause = cause;
    incident.closed_at = by.at;
    if (cause == "false_alarm") incident.verdict = model::Verdict::false_alarm;
    if (cause == "harmless") incident.verdict = model::Verdict::harmless;
    if (cause == "content_gone" && !incident.gone_at) incident.gone_at = by.at;
    const auto who = words::by(by.actor);
    const auto why = words::cause(cause);
    const auto lost = cancelled_words(steps, takedowns);
    VIGIE_TRY(say(s, by, "incident.closed", id.value, id,
                  {fmt::format("Incident clos{}\u00a0: {}{}", who.fr, why.fr, lost.fr),
                   fmt::format("Incident closed{}: {}{}", who.en, why.en, lost.en)}));
    return save(s, std::move(incident), by.at);
}

Result<Incident> reopen(ports::Session& s, const model::IncidentId& id, const By& by) {
    VIGIE_TRY_ASSIGN(auto incident, load_incident(s, id));
    if (incident.status != IncidentStatus::closed) {
        return fail(Errc::conflict, "{} is not closed: there is nothing to reopen", id.value);
    }
    VIGIE_TRY_ASSIGN(const auto stored, s.value(undo_key(id)));
    auto memo = Json::parse(stored.value_or("{}"), nullptr, false);
    if (!memo.is_object()) memo = Json::object();
    VIGIE_TRY_ASSIGN(const int restored, restore(s, incident, memo, by.at));
    VIGIE_TRY(s.set_value(undo_key(id), "{}"));
    incident.status =
        model::incident_status_of(text_of(memo, "status")).value_or(IncidentStatus::in_progress);
    incident.verdict = model::verdict_of(text_of(memo, "verdict")).value_or(incident.verdict);
    incident.closed_at.reset();
    incident.close_cause.clear();
    ++incident.reopened;
    const auto who = words::by(by.actor);
    model::Text says{"Incident rouvert" + who.fr, "Incident reopened" + who.en};
    if (restored > 0) {
        says.fr += fmt::format("\u00a0: {} étape{} ou demande{} rétablie{}", restored,
                               restored > 1 ? "s" : "", restored > 1 ? "s" : "", restored > 1 ? "s" : "");
        says.en += fmt::format(": {} step{} or request{} restored", restored, restored == 1 ? "" : "s",
                               restored == 1 ? "" : "s");
    }
    VIGIE_TRY(say(s, by, "incident.reopened", id.value, id, std::move(says)));
    return save(s, std::move(incident), by.at);
}

}  // namespace vigie::respond
