// What a person does with one step: approve, refuse, mark as done. The engine does the rest on its next tick.
#include "incident/record.hpp"
#include "incident/words.hpp"

#include <vigie/respond/acts.hpp>

#include <fmt/core.h>

#include <algorithm>

namespace vigie::respond {
namespace {

using model::Step;
using model::StepAction;
using model::StepMode;
using model::StepState;
using model::TakedownState;

// "Demande de retrait" stands alone in the timeline; other steps are named by their title.
model::Text subject_of(const Step& step) {
    if (step.plan.action == StepAction::request_takedown) return {"Demande de retrait", "Takedown request"};
    const auto title = words::step(step);
    return {"Étape " + title.fr, "Step " + title.en};
}

Result<> not_in_state(const Step& step, std::string_view wanted) {
    return fail(Errc::conflict, "step {} is {}, not {}: reload the incident to see what happened",
                step.id.value, model::name(step.state), wanted);
}

Result<> touch(ports::Session& s, CaseStep& found, const By& by) {
    if (found.incident.status == model::IncidentStatus::open)
        found.incident.status = model::IncidentStatus::in_progress;
    VIGIE_TRY_ASSIGN(found.incident, save(s, found.incident, by.at));
    return {};
}

std::string open_prerequisites(const CaseStep& found) {
    std::string names;
    for (const auto& key : found.steps[found.index].plan.after) {
        const auto it = std::ranges::find_if(found.steps, [&](const Step& x) { return x.plan.key == key; });
        if (it == found.steps.end() || settled(it->state)) continue;
        if (!names.empty()) names += ", ";
        names += it->plan.title.en.empty() ? key : it->plan.title.en;
    }
    return names;
}

// Steps that waited for a refused one can never start: they go with it.
Result<> cancel_dependants(ports::Session& s, std::vector<Step>& steps, const std::string& key,
                           const By& by) {
    for (auto& step : steps) {
        if (step.state != StepState::waiting) continue;
        if (std::ranges::find(step.plan.after, key) == step.plan.after.end()) continue;
        step.state = StepState::cancelled;
        step.next_at.reset();
        VIGIE_TRY(s.put_step(step));
        const auto title = words::step(step);
        VIGIE_TRY(say(s, by, "step.cancelled", step.id.value, step.incident,
                      {fmt::format("Étape {} annulée\u00a0: celle qu’elle attendait a été refusée", title.fr),
                       fmt::format("Step {} cancelled: the one it waited for was refused", title.en)}));
        VIGIE_TRY(cancel_dependants(s, steps, step.plan.key, by));
    }
    return {};
}

// A person reported it, or saw that it is gone: the takedowns follow.
Result<> takedowns_by_hand(ports::Session& s, const Step& step, const By& by) {
    VIGIE_TRY_ASSIGN(auto takedowns, s.takedowns_of(step.incident));
    for (auto& t : takedowns) {
        const bool asked = step.plan.action == StepAction::request_takedown && t.step == step.id &&
                           (t.state == TakedownState::drafted || t.state == TakedownState::approved ||
                            t.state == TakedownState::refused);
        const bool seen_gone = step.plan.action == StepAction::recheck &&
                               (t.state == TakedownState::sent || t.state == TakedownState::acknowledged ||
                                t.state == TakedownState::appealed || t.state == TakedownState::refused);
        if (!asked && !seen_gone) continue;
        if (asked) {
            t.state = TakedownState::sent;
            t.approved_by = by.actor;
            t.sent_at = by.at;
            t.next_check_at = by.at;
        } else {
            t.state = TakedownState::gone;
            t.gone_at = by.at;
        }
        t.attempts = 0;
        t.checks = 0;
        t.error.clear();
        VIGIE_TRY(s.put_takedown(t));
    }
    return {};
}

}  // namespace

Result<Step> approve_step(ports::Session& s, const model::StepId& id, const By& by) {
    VIGIE_TRY_ASSIGN(auto found, load_step(s, id, by));
    auto& step = found.step();
    if (step.state == StepState::waiting) {
        return fail(Errc::conflict, "step {} cannot be approved yet: it waits for {}", id.value,
                    open_prerequisites(found));
    }
    if (step.state != StepState::awaiting_approval) VIGIE_TRY(not_in_state(step, "waiting for approval"));
    step.state = StepState::ready;
    step.approved_by = by.actor;
    step.next_at = by.at;
    step.error.clear();
    VIGIE_TRY(s.put_step(step));
    if (step.plan.action == StepAction::request_takedown) {
        VIGIE_TRY_ASSIGN(const auto takedowns, s.takedowns_of(step.incident));
        for (auto t : takedowns_of_step(takedowns, step.id)) {
            if (t.state != TakedownState::drafted) continue;
            t.state = TakedownState::approved;
            t.approved_by = by.actor;
            t.next_check_at = by.at;
            VIGIE_TRY(s.put_takedown(t));
        }
    }
    const auto what = subject_of(step);
    VIGIE_TRY(say(s, by, "step.approved", id.value, step.incident,
                  {fmt::format("{} approuvée par {}", what.fr, by.actor),
                   fmt::format("{} approved by {}", what.en, by.actor)}));
    VIGIE_TRY(touch(s, found, by));
    return found.step();
}

Result<Step> refuse_step(ports::Session& s, const model::StepId& id, const By& by) {
    VIGIE_TRY_ASSIGN(auto found, load_step(s, id, by));
    auto& step = found.step();
    const bool refusable = step.state == StepState::awaiting_approval ||
                           (step.state == StepState::waiting && step.plan.mode != StepMode::automatic);
    if (!refusable) VIGIE_TRY(not_in_state(step, "waiting for approval"));
    step.state = StepState::cancelled;
    step.done_by = by.actor;
    step.next_at.reset();
    step.error = by.why;
    VIGIE_TRY(s.put_step(step));
    VIGIE_TRY_ASSIGN(const auto takedowns, s.takedowns_of(step.incident));
    for (auto t : takedowns_of_step(takedowns, step.id)) {
        if (t.state != TakedownState::drafted && t.state != TakedownState::approved) continue;
        t.state = TakedownState::cancelled;
        t.next_check_at.reset();
        VIGIE_TRY(s.put_takedown(t));
    }
    const auto what = subject_of(step);
    VIGIE_TRY(say(s, by, "step.refused", id.value, step.incident,
                  {fmt::format("{} refusée par {}", what.fr, by.actor),
                   fmt::format("{} refused by {}", what.en, by.actor)}));
    const auto key = step.plan.key;
    VIGIE_TRY(cancel_dependants(s, found.steps, key, by));
    VIGIE_TRY(wake(s, found.steps, by.at));
    VIGIE_TRY(touch(s, found, by));
    return found.step();
}

Result<Step> complete_step(ports::Session& s, const model::StepId& id, const By& by) {
    VIGIE_TRY_ASSIGN(auto found, load_step(s, id, by));
    auto& step = found.step();
    if (step.state == StepState::waiting) {
        return fail(Errc::conflict, "step {} cannot be done yet: it waits for {}", id.value,
                    open_prerequisites(found));
    }
    if (step.state == StepState::awaiting_approval) {
        return fail(Errc::conflict, "step {} waits for approval: approve or refuse it", id.value);
    }
    if (settled(step.state)) VIGIE_TRY(not_in_state(step, "open"));
    const bool by_hand = step.state == StepState::failed || step.plan.mode == StepMode::manual ||
                         step.plan.action == StepAction::task;
    if (!by_hand) {
        return fail(Errc::conflict, "step {} is done by Vigie itself: there is nothing to confirm", id.value);
    }
    step.state = StepState::done;
    step.done_at = by.at;
    step.done_by = by.actor;
    step.next_at.reset();
    step.error.clear();
    VIGIE_TRY(s.put_step(step));
    VIGIE_TRY(takedowns_by_hand(s, step, by));
    const auto what = subject_of(step);
    const bool takedown = step.plan.action == StepAction::request_takedown;
    VIGIE_TRY(say(s, by, "step.done", id.value, step.incident,
                  {fmt::format("{} {} par {}", what.fr, takedown ? "faite à la main" : "faite", by.actor),
                   fmt::format("{} {} by {}", what.en, takedown ? "made by hand" : "done", by.actor)}));
    VIGIE_TRY(wake(s, found.steps, by.at));
    VIGIE_TRY(touch(s, found, by));
    return found.step();
}

Result<model::Takedown> resend_takedown(ports::Session& s, const model::TakedownId& id, const By& by) {
    VIGIE_TRY_ASSIGN(const auto stored, s.takedown(id));
    if (!stored) return fail(Errc::not_found, "there is no takedown request {}", id.value);
    auto takedown = *stored;
    VIGIE_TRY_ASSIGN(auto incident, load_open(s, takedown.incident, by));
    const bool unanswered = takedown.state == TakedownState::sent && takedown.reference.empty();
    if (takedown.state != TakedownState::refused && !unanswered) {
        return fail(Errc::conflict, "{} is {}: only a refused or an unanswered request can be sent again",
                    id.value, model::name(takedown.state));
    }
    takedown.state = TakedownState::approved;
    takedown.approved_by = by.actor;
    takedown.next_check_at = by.at;
    takedown.attempts = 0;
    takedown.error.clear();
    VIGIE_TRY(s.put_takedown(takedown));
    VIGIE_TRY_ASSIGN(auto steps, s.steps_of(incident.id));
    for (auto& step : steps) {
        if (step.id != takedown.step || step.state != StepState::failed) continue;
        step.state = StepState::ready;
        step.approved_by = by.actor;
        step.next_at = by.at;
        step.error.clear();
        VIGIE_TRY(s.put_step(step));
    }
    VIGIE_TRY(say(s, by, "takedown.approved", id.value, incident.id,
                  {fmt::format("Nouvel envoi de la demande de retrait décidé par {}", by.actor),
                   fmt::format("Takedown request to be sent again, decided by {}", by.actor)}));
    VIGIE_TRY(save(s, std::move(incident), by.at));
    return takedown;
}

}  // namespace vigie::respond
