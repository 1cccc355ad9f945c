// How a step and a case end: done, failed, no longer needed, late, closed, open again.
#include "incident/case_work.hpp"
#include "incident/words.hpp"

#include <vigie/respond/acts.hpp>

#include <fmt/core.h>

#include <algorithm>

namespace vigie::respond {

using model::Step;
using model::StepAction;
using model::StepState;
using model::TakedownState;

namespace {

constexpr auto look_again = std::chrono::hours(1);  // at a step that waits for somebody: only a safety net

}  // namespace

Result<> CaseWork::advance() {
    // Every move brings a step nearer to its end, so this stops; the bound is against a mistake of ours.
    const auto passes = 4 * steps_.size() + 4;
    bool moved = true;
    for (std::size_t pass = 0; moved && !closed() && pass < passes; ++pass) {
        moved = false;
        for (std::size_t i = 0; i < steps_.size() && !closed(); ++i) {  // closing loads the steps anew
            VIGIE_TRY_ASSIGN(const bool now, move(steps_[i]));
            moved = moved || now;
        }
    }
    const bool gone = all_gone();
    if (gone != incident_.gone_at.has_value() && !closed()) {
        incident_.gone_at = gone ? std::optional(rules_.now) : std::nullopt;
        touched_ = true;
    }
    if (!closed()) VIGIE_TRY(close_when_finished());
    if (!closed()) VIGIE_TRY(tell_late());
    if (!closed()) VIGIE_TRY(park());
    if (!touched_) return {};
    touched_ = false;
    event("incident.updated", incident_.id.value);
    VIGIE_TRY_ASSIGN(incident_, save(s_, incident_, rules_.now));
    return {};
}

Result<bool> CaseWork::done(Step& step, const std::string& by) {
    step.state = StepState::done;
    step.done_at = rules_.now;
    step.done_by = by;
    step.next_at.reset();
    VIGIE_TRY(save_step(step));
    return true;
}

Result<bool> CaseWork::failed(Step& step, model::Text why, const std::string& key) {
    step.state = StepState::failed;
    step.next_at.reset();
    step.error = why.en;
    VIGIE_TRY(save_step(step));
    const auto what = words::step(step);
    VIGIE_TRY(say("vigie", "step.failed", step.id.value,
                  {fmt::format("Échec de l’étape {}\u00a0: {}", what.fr, why.fr),
                   fmt::format("Step {} failed: {}", what.en, why.en)}));
    if (!key.empty()) {  // empty: whoever called has told already
        Letter letter{{"Une personne doit intervenir\u00a0: " + what.fr, "A person is needed: " + what.en},
                      {why},
                      {},
                      {}};
        VIGIE_TRY(tell(escalation_of(step), fmt::format("{}/{}", step.plan.key, key), "incident.updated",
                       step, letter));
    }
    return true;
}

Result<bool> CaseWork::not_needed(Step& step) {
    step.state = StepState::cancelled;
    step.done_by = "vigie";
    step.next_at.reset();
    VIGIE_TRY(save_step(step));
    const auto what = words::step(step);
    model::Text says{fmt::format("Étape {} annulée\u00a0: elle n’a plus d’objet", what.fr),
                     fmt::format("Step {} cancelled: nothing is left to do", what.en)};
    if (step.plan.action == StepAction::request_takedown) {
        says = {"Demande de retrait annulée\u00a0: le contenu a disparu avant toute demande",
                "Takedown request cancelled: gone before we asked"};
    }
    VIGIE_TRY(say("vigie", "step.cancelled", step.id.value, std::move(says)));
    return true;
}

Result<> CaseWork::close_now(const std::string& cause) {
    if (all_gone() && !incident_.gone_at) incident_.gone_at = rules_.now;
    VIGIE_TRY_ASSIGN(incident_, save(s_, incident_, rules_.now));
    VIGIE_TRY_ASSIGN(incident_, respond::close(s_, incident_.id, cause, By{"policy", "", rules_.now}));
    VIGIE_TRY_ASSIGN(steps_, s_.steps_of(incident_.id));
    VIGIE_TRY_ASSIGN(takedowns_, s_.takedowns_of(incident_.id));
    touched_ = false;
    event("incident.closed", incident_.id.value);
    return {};
}

// A policy without a close step: the case ends by itself once everything is gone and nothing is left to do. A
// case that was reopened is a person's to close.
Result<> CaseWork::close_when_finished() {
    if (incident_.reopened > 0 || !all_gone()) return {};
    const bool left = std::ranges::any_of(steps_, [](const Step& step) {
        if (step.plan.action == StepAction::escalate) return false;
        return step.plan.action == StepAction::close ||
               (!settled(step.state) && step.state != StepState::failed);
    });
    return left ? Result<>{} : close_now("content_gone");
}

Result<> CaseWork::tell_late() {
    for (auto& step : steps_) {
        if (settled(step.state) || step.escalated || !step.due_at || *step.due_at >= rules_.now) continue;
        step.escalated = true;
        VIGIE_TRY(save_step(step));
        if (step.plan.action == StepAction::escalate) continue;
        const auto what = words::step(step);
        const Letter letter{{"En retard\u00a0: " + what.fr, "Late: " + what.en}, {}, {}, {}};
        const auto whom = escalation_of(step);
        VIGIE_TRY_ASSIGN(const bool told, tell(whom, step.plan.key + "/late", "step.late", step, letter));
        model::Text says{fmt::format("Étape {} en retard", what.fr), fmt::format("Step {} is late", what.en)};
        if (told) {
            const auto* department = rules_.department(step.plan.escalate_to);
            says.fr += department != nullptr ? fmt::format("\u00a0: {} en est averti", department->title.fr)
                                             : "\u00a0: un rappel est envoyé";
            says.en += department != nullptr ? fmt::format(": {} is told", department->title.en)
                                             : ": a reminder is sent";
        } else {
            says.fr += "\u00a0: personne à avertir, donnez un canal à un service";
            says.en += ": nobody to tell, give a department a channel";
        }
        VIGIE_TRY(say("policy", "step.late", step.id.value, std::move(says)));
    }
    return {};
}

// Steps that wait for people or platforms are looked at now and then, not at every tick.
Result<> CaseWork::park() {
    for (auto& step : steps_) {
        if (step.state != StepState::waiting && step.state != StepState::ready) continue;
        Time next = rules_.now + look_again;
        if (step.due_at && *step.due_at > rules_.now) next = std::min(next, *step.due_at);
        if (step.next_at && *step.next_at > rules_.now && *step.next_at <= next) continue;
        step.next_at = next;
        VIGIE_TRY(s_.put_step(step));
    }
    return {};
}

Result<> CaseWork::again(const model::Takedown& old) {
    const auto subject = words::subject(old.subject);
    const bool was_closed = closed();
    incident_.status = model::IncidentStatus::in_progress;
    incident_.closed_at.reset();
    incident_.close_cause.clear();
    incident_.gone_at.reset();
    ++incident_.reopened;
    VIGIE_TRY(say("vigie", "takedown.back_again", old.id.value,
                  {"De retour en ligne\u00a0: " + subject.fr, "Back again: " + subject.en}));
    if (was_closed) {
        VIGIE_TRY(
            say("vigie", "incident.reopened", incident_.id.value,
                {"Incident rouvert\u00a0: le contenu est revenu", "Incident reopened: the content is back"}));
    }
    const auto* found = step(old.step);
    const auto origin =
        found != nullptr ? std::optional(*found) : std::nullopt;  // a copy: steps are added below
    Step ask;
    ask.incident = incident_.id;
    if (origin) ask.plan = origin->plan;
    const auto key = fmt::format("again-{}", takedowns_.size());
    ask.id = model::StepId(fmt::format("{}/{}", incident_.id.value, key));
    ask.plan.key = key;
    ask.plan.action = StepAction::request_takedown;
    ask.plan.mode = model::StepMode::approval;
    ask.plan.title = {"Signaler de nouveau", "Report again"};
    ask.plan.after.clear();
    ask.position = static_cast<int>(steps_.size());
    ask.state = StepState::awaiting_approval;
    ask.attempts = 1;  // the notice below asks already
    if (ask.plan.deadline) ask.due_at = rules_.now + *ask.plan.deadline;
    Step check;
    check.id = model::StepId(ask.id.value + "-recheck");
    check.incident = incident_.id;
    check.plan.key = key + "-recheck";
    check.plan.action = StepAction::recheck;
    check.plan.mode = model::StepMode::automatic;
    check.plan.title = {"Vérifier que c’est parti", "Check that it is gone"};
    check.plan.owner = ask.plan.owner;
    check.plan.after = {key};
    check.plan.every = look_every();
    check.position = ask.position + 1;
    Step end = check;
    end.id = model::StepId(ask.id.value + "-close");
    end.plan.key = key + "-close";
    end.plan.action = StepAction::close;
    end.plan.title = {"Clore l’incident", "Close the incident"};
    end.plan.after = {check.plan.key};
    end.plan.every.reset();
    end.position = check.position + 1;
    model::Takedown t = old;
    t.id = model::TakedownId(fmt::format("T-{}-{}", incident_.id.value, takedowns_.size() + 1));
    t.step = ask.id;
    t.state = TakedownState::drafted;
    t.approved_by.clear();
    t.sent_at.reset();
    t.reference.clear();
    t.gone_at.reset();
    t.next_check_at = rules_.now + look_again;
    t.attempts = 0;
    t.checks = 0;
    t.error.clear();
    for (const auto& step : {ask, check, end}) {
        steps_.push_back(step);
        VIGIE_TRY(save_step(step));
    }
    VIGIE_TRY(put(t));
    const Letter letter{{"De retour en ligne\u00a0: " + subject.fr, "Back again: " + subject.en}, {}, {}, {}};
    auto whom = origin ? escalation_of(*origin) : Addressee{};
    for (const auto& step : steps_) {
        if (step.plan.action != StepAction::notify) continue;
        whom = owner_of(step);  // those who heard of the case first
        break;
    }
    VIGIE_TRY(tell(whom, key, "incident.updated", ask, letter));
    return {};
}

}  // namespace vigie::respond
