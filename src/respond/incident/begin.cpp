// A case begins: its plan is stored, the reports are drafted, the first lines of the timeline are written.
// Nothing is sent here; the engine's next tick starts the work.
#include "incident/record.hpp"
#include "incident/words.hpp"
#include "takedown/draft.hpp"

#include <vigie/respond/acts.hpp>

#include <fmt/core.h>

#include <algorithm>

namespace vigie::respond {
namespace {

using model::Finding;
using model::Incident;
using model::Step;
using model::StepAction;
using model::StepState;
using model::TakedownState;

constexpr auto first_look_at_draft = std::chrono::hours(1);  // culprits often vanish by themselves

bool covers(const model::Takedown& t, const Subject& subject, const std::string& reason) {
    using enum TakedownState;
    const bool alive = t.state != gone && t.state != cancelled && t.state != back_again;
    return alive && t.reason == reason && t.subject.network == subject.culprit.network &&
           t.subject.id == subject.culprit.id;
}

Result<std::vector<model::Item>> items_of(ports::Session& s, const std::vector<Finding>& findings) {
    std::vector<model::Item> items;
    for (const auto& f : findings) {
        if (items.size() == takedowns_per_incident) break;
        VIGIE_TRY_ASSIGN(auto item, s.item(f.item));
        if (item) items.push_back(*std::move(item));
    }
    return items;
}

struct Draft {
    const Incident& incident;
    const std::vector<Finding>& findings;
    const model::AssetRegister* ours;
    const By& by;
};

Result<> draft(ports::Session& s, const Draft& what, const Step& step, const Subject& subject,
               const std::string& reason, std::vector<model::Takedown>& existing) {
    model::Takedown t;
    t.id = model::TakedownId(fmt::format("T-{}-{}", what.incident.id.value, existing.size() + 1));
    t.incident = what.incident.id;
    t.step = step.id;
    t.desk = step.plan.desk;
    t.subject = subject.culprit;
    t.subject_uri = subject.uri;
    t.subject_cid = subject.cid;
    t.reason = reason;
    t.text = report_text(what.incident, subject, what.findings, reason, what.ours);
    t.next_check_at = what.by.at + first_look_at_draft;
    VIGIE_TRY(s.put_takedown(t));
    existing.push_back(t);
    const auto whom = words::subject(t.subject);
    const auto why = words::reason(reason);
    return say(s, what.by, "takedown.drafted", t.id.value, t.incident,
               {fmt::format("Demande de retrait rédigée\u00a0: {} ({})", whom.fr, why.fr),
                fmt::format("Takedown request drafted: {} ({})", whom.en, why.en)});
}

Step decide_step(const Incident& incident, Time at) {
    Step step;
    step.id = model::StepId(incident.id.value + "/decide");
    step.incident = incident.id;
    step.plan.key = "decide";
    step.plan.action = StepAction::task;
    step.plan.mode = model::StepMode::manual;
    step.plan.title = {"Décider de la suite", "Decide what to do"};
    step.state = StepState::ready;
    step.next_at = at;
    return step;
}

Result<> first_lines(ports::Session& s, const Incident& incident, std::size_t steps, const By& by) {
    const auto& title = incident.title;
    if (incident.reopened > 0) {
        VIGIE_TRY(say(s, by, "incident.reopened", incident.id.value, incident.id,
                      {"Incident rouvert\u00a0: de nouveaux faits sont arrivés",
                       "Incident reopened: new facts came in"}));
    } else {
        VIGIE_TRY(say(s, by, "incident.opened", incident.id.value, incident.id,
                      {fmt::format("Incident ouvert\u00a0: {}", words::one_line(title.fr)),
                       fmt::format("Incident opened: {}", words::one_line(title.en))}));
    }
    if (steps == 0) {
        return say(s, by, "policy.none", incident.id.value, incident.id,
                   {"Aucune règle ne prévoit ce cas\u00a0: une personne doit décider de la suite",
                    "No policy answers this case: a person must decide what to do"});
    }
    const auto name = words::quoted(incident.policy);
    return say(s, by, "policy.chosen", incident.policy, incident.id,
               {fmt::format("Règle {} appliquée\u00a0: {} étape{}", name.fr, steps, steps > 1 ? "s" : ""),
                fmt::format("Policy {} applied: {} step{}", name.en, steps, steps == 1 ? "" : "s")});
}

// A step of the same kind for culprits that joined after the first request was decided.
Step another_step(const Step& model_step, const std::vector<Step>& steps, Time at) {
    Step step = model_step;
    int n = 2;
    const auto taken = [&](const std::string& key) {
        return std::ranges::any_of(steps, [&](const Step& x) { return x.plan.key == key; });
    };
    while (taken(fmt::format("{}-{}", model_step.plan.key, n))) ++n;
    step.plan.key = fmt::format("{}-{}", model_step.plan.key, n);
    step.plan.after.clear();
    step.id = model::StepId(step.incident.value + "/" + step.plan.key);
    step.position = static_cast<int>(steps.size());
    step.state =
        step.plan.mode == model::StepMode::approval ? StepState::awaiting_approval : StepState::ready;
    if (step.plan.deadline) step.due_at = at + *step.plan.deadline;
    step.next_at = at;
    step.approved_by.clear();
    step.done_at.reset();
    step.done_by.clear();
    step.attempts = 0;
    step.error.clear();
    step.escalated = false;
    return step;
}

bool still_open_for_more(const Step& step) {
    return step.state == StepState::waiting || step.state == StepState::awaiting_approval;
}

}  // namespace

Result<> begin_case(ports::Session& s, const Incident& incident, const std::vector<Finding>& findings,
                    const std::vector<Step>& steps, const By& by, const model::AssetRegister* ours) {
    VIGIE_TRY(first_lines(s, incident, steps.size(), by));
    if (steps.empty()) return s.put_step(decide_step(incident, by.at));
    VIGIE_TRY_ASSIGN(auto takedowns, s.takedowns_of(incident.id));
    VIGIE_TRY_ASSIGN(const auto items, items_of(s, findings));
    const auto subjects = subjects_of(incident, findings, items);
    const Draft what{incident, findings, ours, by};
    for (const auto& step : steps) {
        VIGIE_TRY(s.put_step(step));
        if (step.plan.action != StepAction::request_takedown) continue;
        for (const auto& subject : subjects) {
            const auto reason = report_reason(
                step.plan, subject.finding != nullptr ? subject.finding->detector : incident.kind);
            if (std::ranges::any_of(takedowns, [&](const auto& t) { return covers(t, subject, reason); }))
                continue;
            VIGIE_TRY(draft(s, what, step, subject, reason, takedowns));
        }
    }
    return {};
}

Result<> extend_case(ports::Session& s, const Incident& incident, const std::vector<Finding>& findings,
                     const By& by, const model::AssetRegister* ours) {
    if (incident.status == model::IncidentStatus::closed) return {};
    VIGIE_TRY_ASSIGN(auto steps, s.steps_of(incident.id));
    const auto is_request = [](const Step& x) { return x.plan.action == StepAction::request_takedown; };
    const auto first = std::ranges::find_if(steps, is_request);
    if (first == steps.end()) return {};
    VIGIE_TRY_ASSIGN(auto takedowns, s.takedowns_of(incident.id));
    VIGIE_TRY_ASSIGN(const auto items, items_of(s, findings));
    const Draft what{incident, findings, ours, by};
    std::optional<Step> target;
    for (const auto& subject : subjects_of(incident, findings, items)) {
        const auto reason = report_reason(
            first->plan, subject.finding != nullptr ? subject.finding->detector : incident.kind);
        const auto same = [&](const model::Takedown& t) {
            return t.reason == reason && t.subject.network == subject.culprit.network &&
                   t.subject.id == subject.culprit.id;
        };
        if (takedowns.size() >= takedowns_per_incident || std::ranges::any_of(takedowns, same)) continue;
        if (!target) {
            const auto open = std::ranges::find_if(
                steps, [&](const Step& x) { return is_request(x) && still_open_for_more(x); });
            target = open != steps.end() ? *open : another_step(*first, steps, by.at);
            if (open == steps.end()) VIGIE_TRY(s.put_step(*target));
        }
        VIGIE_TRY(draft(s, what, *target, subject, reason, takedowns));
    }
    if (!target) return {};
    VIGIE_TRY(save(s, incident,
                   by.at));  // the approval on somebody's screen no longer covers all: its version moves
    return {};
}

}  // namespace vigie::respond
