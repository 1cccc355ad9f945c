#include "memory_store.hpp"

#include <array>

namespace vigie::ports::memory {

using model::StepState;
using model::TakedownState;

Result<> MemorySession::put_step(const model::Step& step) {
    VIGIE_TRY(may_write());
    VIGIE_TRY(known(step.incident));
    if (const auto it = t_.steps.find(step.id); it != t_.steps.end()) {
        journal_->erase(t_.incident_steps, {it->second.incident, it->second.position, step.id});
    }
    journal_->set(t_.steps, step.id, step);
    journal_->insert(t_.incident_steps, {step.incident, step.position, step.id});
    return {};
}

Result<std::vector<model::Step>> MemorySession::steps_of(const model::IncidentId& incident) {
    std::vector<model::Step> out;
    for (auto it = t_.incident_steps.lower_bound({incident, std::numeric_limits<int>::min(), {}});
         it != t_.incident_steps.end() && std::get<0>(*it) == incident; ++it) {
        out.push_back(t_.steps.at(std::get<2>(*it)));
    }
    return out;
}

Result<std::vector<StepBrief>> MemorySession::open_steps_of(const model::IncidentId& incident) {
    VIGIE_TRY_ASSIGN(const auto steps, steps_of(incident));
    std::vector<StepBrief> out;
    for (const auto& s : steps) {
        if (!finished(s.state)) out.push_back({s.id, s.state, s.due_at, s.escalated});
    }
    return out;
}

// The steps of incidents not closed that `wanted` takes, in the order of `key`.
template <class Wanted, class Key>
std::vector<model::Step> MemorySession::pick_steps(const Wanted& wanted, const Key& key, int limit) const {
    std::vector<const model::Step*> found;
    for (const auto& [id, step] : t_.steps) {
        if (!is_closed(step.incident) && wanted(step)) found.push_back(&step);
    }
    std::sort(found.begin(), found.end(), [&](const auto* a, const auto* b) { return key(*a) < key(*b); });
    if (found.size() > capped(limit)) found.resize(capped(limit));
    std::vector<model::Step> out;
    for (const auto* step : found) out.push_back(*step);
    return out;
}

Result<std::vector<model::Step>> MemorySession::steps_awaiting_approval(int limit) {
    return pick_steps([](const model::Step& s) { return s.state == StepState::awaiting_approval; },
                      [this](const model::Step& s) {
                          const auto severity = static_cast<int>(find(s.incident)->severity);
                          return std::tuple(-severity, !s.due_at, s.due_at.value_or(Time{}),
                                            t_.incident_seq.at(s.incident), s.position, s.id);
                      },
                      limit);
}

Result<std::vector<model::Step>> MemorySession::late_steps(Time now, int limit) {
    return pick_steps([&](const model::Step& s) { return !finished(s.state) && s.due_at && *s.due_at < now; },
                      [this](const model::Step& s) {
                          return std::tuple(*s.due_at, t_.incident_seq.at(s.incident), s.position, s.id);
                      },
                      limit);
}

bool MemorySession::is_blocked(const model::Step& step) const {
    for (auto it = t_.incident_steps.lower_bound({step.incident, std::numeric_limits<int>::min(), {}});
         it != t_.incident_steps.end() && std::get<0>(*it) == step.incident; ++it) {
        const auto& other = t_.steps.at(std::get<2>(*it));
        const auto& after = step.plan.after;
        if (!settled(other.state) && std::find(after.begin(), after.end(), other.plan.key) != after.end())
            return true;
    }
    return false;
}

bool MemorySession::is_due(const model::Step& step, Time now) const {
    if (is_closed(step.incident)) return false;
    if (!finished(step.state) && !step.escalated && step.due_at && *step.due_at < now) return true;
    if (step.state == StepState::ready) return !step.next_at || *step.next_at <= now;
    if (step.state != StepState::waiting) return false;
    return step.next_at ? *step.next_at <= now : !is_blocked(step);
}

Result<std::vector<model::Step>> MemorySession::due_steps(Time now, int limit) {
    std::vector<const model::Step*> due;
    for (const auto& [id, step] : t_.steps) {
        if (is_due(step, now)) due.push_back(&step);
    }
    const auto order = [this](const model::Step* s) {
        return std::tuple(s->state != StepState::ready, to_us(s->next_at.value_or(Time{})),
                          t_.incident_seq.at(s->incident), s->position, s->id);
    };
    std::sort(due.begin(), due.end(), [&](const auto* a, const auto* b) { return order(a) < order(b); });
    std::vector<model::Step> out;
    for (const auto* step : due) {
        if (out.size() == capped(limit)) break;
        out.push_back(*step);
    }
    return out;
}

Result<> MemorySession::put_takedown(const model::Takedown& takedown) {
    VIGIE_TRY(may_write());
    VIGIE_TRY(known(takedown.incident));
    const auto it = t_.takedown_seq.find(takedown.id);
    const auto seq = it == t_.takedown_seq.end() ? next_seq(t_.takedowns) : it->second;
    journal_->set(t_.takedowns, seq, takedown);
    journal_->set(t_.takedown_seq, takedown.id, seq);
    return {};
}

Result<std::optional<model::Takedown>> MemorySession::takedown(const model::TakedownId& id) {
    const auto it = t_.takedown_seq.find(id);
    return it == t_.takedown_seq.end() ? std::nullopt : std::optional(t_.takedowns.at(it->second));
}

Result<std::vector<model::Takedown>> MemorySession::takedowns_of(const model::IncidentId& incident) {
    std::vector<model::Takedown> out;
    for (const auto& [seq, takedown] : t_.takedowns) {
        if (takedown.incident == incident) out.push_back(takedown);
    }
    return out;
}

Result<std::vector<model::Takedown>> MemorySession::takedowns(const std::vector<TakedownState>& states,
                                                              int limit) {
    std::vector<model::Takedown> out;
    for (auto it = t_.takedowns.rbegin(); it != t_.takedowns.rend() && out.size() < capped(limit); ++it) {
        const bool wanted =
            states.empty() || std::find(states.begin(), states.end(), it->second.state) != states.end();
        if (wanted) out.push_back(it->second);
    }
    return out;
}

Result<std::vector<model::Takedown>> MemorySession::due_takedowns(Time now, int limit) {
    std::vector<std::pair<Time, Seq>> due;
    for (const auto& [seq, takedown] : t_.takedowns) {
        if (takedown.next_check_at && *takedown.next_check_at <= now)
            due.emplace_back(*takedown.next_check_at, seq);
    }
    std::sort(due.begin(), due.end());
    std::vector<model::Takedown> out;
    for (const auto& [at, seq] : due) {
        if (out.size() == capped(limit)) break;
        out.push_back(t_.takedowns.at(seq));
    }
    return out;
}

Result<std::vector<model::Takedown>> MemorySession::takedowns_on(const std::string& network,
                                                                 const std::string& id) {
    std::vector<model::Takedown> out;
    for (const auto& [seq, takedown] : t_.takedowns) {
        if (takedown.state == TakedownState::cancelled || takedown.subject.network != network) continue;
        if (takedown.subject.id == id || takedown.subject_uri == id) out.push_back(takedown);
    }
    return out;
}

Result<> MemorySession::put_notice(const model::Notice& notice) {
    VIGIE_TRY(may_write());
    if (!notice.incident.empty()) VIGIE_TRY(known(notice.incident));
    const auto it = t_.notice_seq.find(notice.id);
    const auto seq = it == t_.notice_seq.end() ? next_seq(t_.notices) : it->second;
    journal_->set(t_.notices, seq, notice);
    journal_->set(t_.notice_seq, notice.id, seq);
    return {};
}

Result<std::vector<model::Notice>> MemorySession::notices_of(const model::IncidentId& incident) {
    std::vector<model::Notice> out;
    for (const auto& [seq, notice] : t_.notices) {
        if (notice.incident == incident) out.push_back(notice);
    }
    return out;
}

Result<std::vector<model::Notice>> MemorySession::due_notices(Time now, int limit) {
    std::vector<std::pair<Time, Seq>> due;
    for (const auto& [seq, notice] : t_.notices) {
        const auto at = notice.next_at.value_or(Time::min());
        if (notice.state == model::NoticeState::queued && at <= now) due.emplace_back(at, seq);
    }
    std::sort(due.begin(), due.end());
    std::vector<model::Notice> out;
    for (const auto& [at, seq] : due) {
        if (out.size() == capped(limit)) break;
        out.push_back(t_.notices.at(seq));
    }
    return out;
}

Result<std::optional<model::Notice>> MemorySession::notice(const model::NoticeId& id) {
    for (const auto& [seq, notice] : t_.notices) {
        if (notice.id == id) return std::optional(notice);
    }
    return std::optional<model::Notice>{};
}

Result<std::vector<model::Notice>> MemorySession::dead_notices(int limit) {
    std::vector<model::Notice> out;
    for (auto it = t_.notices.rbegin(); it != t_.notices.rend() && out.size() < capped(limit); ++it) {
        if (it->second.state == model::NoticeState::dead) out.push_back(it->second);
    }
    return out;
}

}  // namespace vigie::ports::memory
