#include <vigie/respond/policy.hpp>

#include <fmt/core.h>

#include <algorithm>

namespace vigie::respond {
namespace {

using model::StepState;

bool any_or_has(const std::vector<std::string>& wanted, std::string_view value) {
    return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

bool answers(const model::Policy& policy, const model::Incident& incident, std::string_view network) {
    return any_or_has(policy.kinds, incident.kind) && any_or_has(policy.networks, network) &&
           incident.severity >= policy.min_severity && incident.score >= policy.min_score;
}

}  // namespace

const model::Policy* choose(const model::PolicySet& policies, const model::Incident& incident,
                            std::string_view network) {
    const model::Policy* best = nullptr;
    for (const auto& policy : policies.policies) {
        if (!answers(policy, incident, network)) continue;
        if (best == nullptr || policy.priority > best->priority) best = &policy;
    }
    return best;
}

std::vector<model::Step> plan(const model::Policy& policy, const model::Incident& incident) {
    std::vector<model::Step> steps;
    for (const auto& planned : policy.steps) {
        model::Step step;
        step.id = model::StepId(fmt::format("{}/{}", incident.id.value, planned.key));
        step.incident = incident.id;
        step.plan = planned;
        step.position = static_cast<int>(steps.size());
        if (planned.deadline) step.due_at = incident.opened_at + *planned.deadline;
        if (planned.action == model::StepAction::escalate) {
            step.next_at = step.due_at;
        } else if (planned.after.empty()) {
            step.state =
                planned.mode == model::StepMode::approval ? StepState::awaiting_approval : StepState::ready;
            if (planned.mode == model::StepMode::automatic) step.next_at = incident.opened_at;
        }
        steps.push_back(std::move(step));
    }
    return steps;
}

}  // namespace vigie::respond
