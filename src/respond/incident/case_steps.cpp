// How one step moves. Each function answers whether something changed; none of them calls anybody outside.
#include "incident/case_work.hpp"
#include "incident/words.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace vigie::respond {

using model::Step;
using model::StepAction;
using model::StepMode;
using model::StepState;
using model::TakedownState;

namespace {

bool by_people(const Step& step) {
    return step.plan.mode == StepMode::manual || step.plan.action == StepAction::task;
}

model::Text budget_spent(std::int64_t budget) {
    return {
        fmt::format(
            "Budget quotidien de {} demandes automatiques épuisé\u00a0: cette demande attend une personne",
            budget),
        fmt::format("The daily budget of {} automatic requests is spent: this one waits for a person",
                    budget)};
}

// What notices of this step tell about the case, by how far it is.
struct Occasion {
    std::string event;
    Letter letter;
};

Occasion occasion(const CaseWork& work, const model::Incident& incident, const Step& step) {
    const auto is = [&](TakedownState state) {
        return std::ranges::any_of(work.takedowns(), [&](const auto& t) { return t.state == state; });
    };
    const auto subject = words::subject(incident.culprit);
    if (work.all_gone()) {
        return {"takedown.content_gone",
                {{"Disparu\u00a0: " + subject.fr, "Gone: " + subject.en}, {}, {}, {}}};
    }
    if (!step.plan.after.empty() && (is(TakedownState::sent) || is(TakedownState::acknowledged))) {
        return {"takedown.sent",
                {{"Retrait demandé\u00a0: " + subject.fr, "Takedown requested: " + subject.en}, {}, {}, {}}};
    }
    const bool first = step.plan.after.empty() && incident.reopened == 0;
    return {first ? "incident.opened" : "incident.updated", {incident.title, {}, {}, {}}};
}

}  // namespace

Result<bool> CaseWork::move(Step& step) {
    switch (step.state) {
        case StepState::waiting: {
            const auto& after = step.plan.after;
            if (std::ranges::any_of(after, [&](const auto& key) { return hopeless(key); }))
                return not_needed(step);
            if (!std::ranges::all_of(after, [&](const auto& key) { return satisfied(key); })) return false;
            return start(step);
        }
        case StepState::awaiting_approval:
            if (step.plan.action == StepAction::request_takedown && gone_all(step)) return not_needed(step);
            if (step.attempts > 0) return false;
            return ask(step);
        case StepState::ready: return ready(step);
        case StepState::failed:
            if (step.plan.action == StepAction::recheck && all_gone()) return done(step, "vigie");
            return false;
        case StepState::done:
        case StepState::cancelled: return false;
    }
    return false;
}

Result<bool> CaseWork::start(Step& step) {
    step.state = step.plan.mode == StepMode::approval ? StepState::awaiting_approval : StepState::ready;
    step.next_at.reset();
    VIGIE_TRY(save_step(step));
    return true;
}

// Whoever must approve is told, unless the notice that opens the case reaches the same people anyway.
Result<bool> CaseWork::ask(Step& step) {
    step.attempts = 1;
    VIGIE_TRY(save_step(step));
    const auto what = words::step(step);
    VIGIE_TRY(say("policy", "approval.requested", step.id.value,
                  {"Une approbation est attendue\u00a0: " + what.fr, "An approval is needed: " + what.en}));
    const bool told =
        step.plan.after.empty() && step.error.empty() && std::ranges::any_of(steps_, [&](const Step& x) {
            return x.plan.action == StepAction::notify && x.plan.owner == step.plan.owner &&
                   x.plan.after.empty();
        });
    if (told) return true;
    Letter letter{
        {"Votre décision est attendue\u00a0: " + what.fr, "Your decision is needed: " + what.en}, {}, {}, {}};
    if (!step.error.empty())
        letter.facts.push_back(budget_spent(rules_.policies.automatic_takedowns_per_day));
    VIGIE_TRY(tell(owner_of(step), step.plan.key + "/approval", "approval.requested", step, letter));
    return true;
}

Result<bool> CaseWork::ready(Step& step) {
    if (step.plan.action == StepAction::recheck) return do_recheck(step);
    if (step.plan.action == StepAction::request_takedown && gone_all(step)) {
        const bool asked =
            std::ranges::any_of(live(step), [](const auto& t) { return t.sent_at.has_value(); });
        return asked ? done(step, step.approved_by) : not_needed(step);
    }
    if (by_people(step)) return false;
    if (step.plan.mode == StepMode::approval && step.approved_by.empty()) {
        step.state = StepState::awaiting_approval;
        VIGIE_TRY(save_step(step));
        return true;
    }
    switch (step.plan.action) {
        case StepAction::notify: return do_notify(step);
        case StepAction::request_takedown: return do_request(step);
        case StepAction::escalate: return do_escalate(step);
        case StepAction::close: return do_close(step);
        case StepAction::recheck:
        case StepAction::task: return false;
    }
    return false;
}

Result<bool> CaseWork::do_notify(Step& step) {
    std::vector<const model::Notice*> mine;
    const auto whom = owner_of(step);
    if (whom.channels.empty()) {
        return failed(
            step,
            {fmt::format("aucun canal pour «\u00a0{}\u00a0»\u00a0: donnez-lui un canal dans les règles, ou "
                         "prévenez ces personnes vous-même",
                         step.plan.owner),
             fmt::format("no channel for '{}': give it one in the policies, or tell these people yourself",
                         step.plan.owner)},
            "no-channel");
    }
    if (step.attempts == 0) {
        const auto what = occasion(*this, incident_, step);
        VIGIE_TRY(tell(whom, step.plan.key, what.event, step, what.letter));
        step.attempts = 1;
        VIGIE_TRY(save_step(step));
        return false;
    }
    for (const auto& channel : whom.channels) {
        if (const auto* notice = latest_notice(step, channel)) mine.push_back(notice);
    }
    const auto in = [&](model::NoticeState state) {
        return std::ranges::count_if(mine, [&](const auto* n) { return n->state == state; });
    };
    if (mine.empty()) {  // the channels changed with a reload: queue again
        step.attempts = 0;
        VIGIE_TRY(save_step(step));
        return true;
    }
    if (in(model::NoticeState::queued) > 0) return false;
    std::string dead;
    for (const auto* n : mine) {
        if (n->state == model::NoticeState::dead)
            dead += fmt::format("{}{}: {}", dead.empty() ? "" : "; ", n->channel, n->error);
    }
    step.error = dead;
    if (in(model::NoticeState::sent) > 0) return done(step, "policy");
    return failed(step, {"personne n’a pu être prévenu — " + dead, "nobody could be told — " + dead}, "dead");
}

Result<bool> CaseWork::do_request(Step& step) {
    const auto mine = live(step);
    if (mine.empty()) {
        return failed(step,
                      {"rien à signaler\u00a0: aucun compte ni aucune publication en cause",
                       "nothing to report: no account or post is concerned"},
                      "nothing");
    }
    std::vector<model::Takedown> drafts;
    for (const auto& t : mine) {
        const bool unsent = t.state == TakedownState::drafted || t.state == TakedownState::approved;
        if (unsent && rules_.desk_for(t) == nullptr) {
            const auto what = words::subject(t.subject);
            return failed(step,
                          {fmt::format("aucun guichet ne sait agir sur {}\u00a0: signalez-le à la main, puis "
                                       "marquez l’étape comme faite",
                                       what.fr),
                           fmt::format("no desk can act on {}: report it by hand, then mark the step as done",
                                       what.en)},
                          "no-desk");
        }
        if (t.state == TakedownState::drafted) drafts.push_back(t);
    }
    if (!drafts.empty()) {
        if (step.approved_by.empty()) return approve_by_policy(step, drafts);
        for (auto t : drafts) {
            t.state = TakedownState::approved;
            t.approved_by = step.approved_by;
            t.next_check_at = rules_.now;
            VIGIE_TRY(put(t));
        }
        return true;
    }
    std::string refusals;
    for (const auto& t : mine) {
        if (t.state == TakedownState::approved) return false;
        if (t.state == TakedownState::refused) refusals += (refusals.empty() ? "" : "; ") + t.error;
    }
    if (refusals.empty()) return done(step, step.approved_by);
    return failed(step, {"la plateforme a refusé — " + refusals, "the platform refused — " + refusals}, "");
}

// The daily budget of automatic requests. Spent: the step waits for a person, and says so once.
Result<bool> CaseWork::approve_by_policy(Step& step, const std::vector<model::Takedown>& drafts) {
    const Time today = std::chrono::floor<std::chrono::days>(rules_.now);
    VIGIE_TRY_ASSIGN(auto used, s_.count_acts("takedown.approved", "policy", today));
    const auto budget = std::int64_t{rules_.policies.automatic_takedowns_per_day};
    if (used + static_cast<std::int64_t>(drafts.size()) > budget) {
        step.state = StepState::awaiting_approval;
        const auto spent = budget_spent(budget);
        step.error = spent.en;
        VIGIE_TRY(say("policy", "budget.exhausted", step.id.value, spent));
        VIGIE_TRY(save_step(step));
        return true;
    }
    step.approved_by = "policy";
    VIGIE_TRY(save_step(step));
    for (auto t : drafts) {
        t.state = TakedownState::approved;
        t.approved_by = "policy";
        t.next_check_at = rules_.now;
        VIGIE_TRY(put(t));
        ++used;
        const auto whom = words::subject(t.subject);
        VIGIE_TRY(
            say("policy", "takedown.approved", t.id.value,
                {fmt::format("Demande de retrait approuvée par la règle\u00a0: {} ({} sur {} aujourd’hui)",
                             whom.fr, used, budget),
                 fmt::format("Takedown request approved by the policy: {} ({} of {} today)", whom.en, used,
                             budget)}));
    }
    return true;
}

Result<bool> CaseWork::do_recheck(Step& step) {
    if (all_gone()) return done(step, "vigie");
    if (step.plan.mode == StepMode::manual) return false;
    const auto no_desk = [&](const auto& t) {
        return t.state != TakedownState::cancelled && t.state != TakedownState::back_again &&
               t.state != TakedownState::gone && rules_.desk_for(t) == nullptr;
    };
    const auto it = std::ranges::find_if(takedowns_, no_desk);
    if (it != takedowns_.end()) {
        const auto what = words::subject(it->subject);
        return failed(
            step,
            {fmt::format(
                 "Vigie ne peut pas vérifier {}\u00a0: regardez vous-même, puis marquez l’étape comme faite",
                 what.fr),
             fmt::format("Vigie cannot look at {}: look yourself, then mark the step as done", what.en)},
            "no-desk");
    }
    return takedowns_.empty() ? not_needed(step) : Result<bool>(false);
}

// With a deadline: speaks when it passes and the thing is still up. With prerequisites: when they are done.
// With neither it only names who is told about late steps.
Result<bool> CaseWork::do_escalate(Step& step) {
    if (all_gone()) return not_needed(step);
    if (step.due_at ? rules_.now < *step.due_at : step.plan.after.empty()) return false;
    const auto subject = words::subject(incident_.culprit);
    const Letter letter{{"Toujours en ligne\u00a0: " + subject.fr, "Still up: " + subject.en}, {}, {}, {}};
    VIGIE_TRY_ASSIGN(const bool told, tell(owner_of(step), step.plan.key, "incident.updated", step, letter));
    if (!told)
        return failed(step,
                      {"personne à prévenir\u00a0: donnez un canal à ce service",
                       "nobody to tell: give this department a channel"},
                      "");
    return done(step, "policy");
}

Result<bool> CaseWork::do_close(Step& step) {
    const bool nothing_asked =
        std::ranges::all_of(takedowns_, [](const auto& t) { return t.state == TakedownState::cancelled; });
    if (!all_gone() && !nothing_asked) return false;
    VIGIE_TRY(done(step, step.approved_by.empty() ? "policy" : step.approved_by));
    VIGIE_TRY(close_now(nothing_asked ? "resolved" : "content_gone"));
    return true;
}

}  // namespace vigie::respond
