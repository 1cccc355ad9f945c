#include "incident/case_work.hpp"

#include "incident/words.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace vigie::respond {

using model::StepAction;
using model::StepState;
using model::TakedownState;

namespace {

constexpr int findings_read = 20;
constexpr auto default_look = std::chrono::minutes(5);

template <class T>
void replace(std::vector<T>& all, const T& one) {
    const auto it = std::ranges::find(all, one.id, &T::id);
    if (it == all.end()) {
        all.push_back(one);
    } else {
        *it = one;
    }
}

}  // namespace

Desk* Rules::desk_for(const model::Takedown& takedown) const {
    for (const auto& desk : desks) {
        if (takedown.desk.empty() ? desk->serves(takedown.subject) : desk->name() == takedown.desk) {
            return desk->serves(takedown.subject) ? desk.get() : nullptr;
        }
    }
    return nullptr;
}

const model::Department* Rules::department(const std::string& key) const {
    const auto it = policies.departments.find(key);
    return it == policies.departments.end() ? nullptr : &it->second;
}

Result<CaseWork> CaseWork::load(ports::Session& s, const model::IncidentId& id, const Rules& rules) {
    CaseWork work(s, rules);
    VIGIE_TRY_ASSIGN(work.incident_, load_incident(s, id));
    VIGIE_TRY_ASSIGN(work.steps_, s.steps_of(id));
    VIGIE_TRY_ASSIGN(work.takedowns_, s.takedowns_of(id));
    VIGIE_TRY_ASSIGN(work.notices_, s.notices_of(id));
    return work;
}

// A claim or a look that found nothing new leaves the case's version alone: nobody's screen is out of date.
Result<> CaseWork::put(const model::Takedown& takedown) {
    const auto old = std::ranges::find(takedowns_, takedown.id, &model::Takedown::id);
    const bool known = old != takedowns_.end();
    if (!known || old->state != takedown.state) touched_ = true;
    if (!known || old->state != takedown.state || old->checked_at != takedown.checked_at)
        event("takedown.updated", takedown.id.value);
    replace(takedowns_, takedown);
    return s_.put_takedown(takedown);
}

Result<> CaseWork::put(const model::Notice& notice) {
    replace(notices_, notice);
    return s_.put_notice(notice);
}

Result<> CaseWork::save_step(const model::Step& step) {
    touched_ = true;
    return s_.put_step(step);
}

Result<> CaseWork::say(std::string actor, std::string act, std::string object, model::Text says) {
    touched_ = true;
    return respond::say(s_, By{std::move(actor), "", rules_.now}, std::move(act), std::move(object),
                        incident_.id, std::move(says));
}

void CaseWork::acted() {
    if (!incident_.acted_at) incident_.acted_at = rules_.now;
    touched_ = true;
}

std::string CaseWork::notice_id(const std::string& key, const std::string& channel) const {
    auto id = fmt::format("{}/{}/{}", incident_.id.value, key, channel);
    if (incident_.reopened > 0)
        id += fmt::format("/{}", incident_.reopened + 1);  // a reopened case speaks again
    return id;
}

// The step's own notice on this channel, of the last round: a reopened case may have had earlier ones.
const model::Notice* CaseWork::latest_notice(const model::Step& step, const std::string& channel) const {
    const auto first = fmt::format("{}/{}/{}", incident_.id.value, step.plan.key, channel);
    const model::Notice* latest = nullptr;
    for (const auto& n : notices_) {
        const bool own = n.id.value == first || (n.id.value.starts_with(first + "/") && n.channel == channel);
        if (own && n.step == step.id && (latest == nullptr || n.created_at >= latest->created_at))
            latest = &n;
    }
    return latest;
}

Result<const std::vector<model::Text>*> CaseWork::why() {
    if (!why_) {
        VIGIE_TRY_ASSIGN(const auto findings, s_.findings_of(incident_.id, findings_read));
        why_ = evidence_of(findings);
    }
    return &*why_;
}

Result<bool> CaseWork::tell(const Addressee& whom, const std::string& key, const std::string& event,
                            const model::Step& step, const Letter& letter) {
    if (whom.channels.empty()) return false;
    auto full = letter;
    if (full.why.empty()) {
        VIGIE_TRY_ASSIGN(const auto* evidence, why());
        full.why = *evidence;
    }
    if (full.todo.empty()) full.todo = open_tasks(steps_, rules_.policies, incident_.policy);
    const auto message = write_message(incident_, full, rules_.console_url);
    for (const auto& channel : whom.channels) {
        model::Notice notice;
        notice.id = model::NoticeId(notice_id(key, channel));
        if (std::ranges::find(notices_, notice.id, &model::Notice::id) != notices_.end()) continue;
        notice.incident = incident_.id;
        notice.step = step.id;
        notice.channel = channel;
        notice.to = whom.to;
        notice.event = event;
        notice.subject = message.subject;
        notice.body = message.body;
        notice.next_at = rules_.now;
        notice.created_at = rules_.now;
        VIGIE_TRY(put(notice));
    }
    return true;
}

Addressee CaseWork::owner_of(const model::Step& step) const {
    Addressee out{step.plan.channels, {}};
    if (const auto* department = rules_.department(step.plan.owner)) {
        if (out.channels.empty()) out.channels = department->channels;
        out.to = department->to;
    }
    return out;
}

Addressee CaseWork::escalation_of(const model::Step& step) const {
    if (const auto* department = rules_.department(step.plan.escalate_to))
        return {department->channels, department->to};
    for (const auto& other : steps_) {
        if (other.plan.action == StepAction::escalate && other.state != StepState::cancelled)
            return owner_of(other);
    }
    // A reminder goes to the step's own people; channels named for its notice may be what failed.
    if (const auto* department = rules_.department(step.plan.owner))
        return {department->channels, department->to};
    return {};
}

const model::Step* CaseWork::step(const model::StepId& id) const {
    const auto it = std::ranges::find(steps_, id, &model::Step::id);
    return it == steps_.end() ? nullptr : &*it;
}

std::vector<model::Takedown> CaseWork::live(const model::Step& step) const {
    auto mine = takedowns_of_step(takedowns_, step.id);
    std::erase_if(mine, [](const auto& t) {
        return t.state == TakedownState::cancelled || t.state == TakedownState::back_again;
    });
    return mine;
}

bool CaseWork::gone_all(const model::Step& step) const {
    const auto mine = live(step);
    return !mine.empty() &&
           std::ranges::all_of(mine, [](const auto& t) { return t.state == TakedownState::gone; });
}

bool CaseWork::all_gone() const {
    bool any = false;
    for (const auto& t : takedowns_) {
        if (t.state == TakedownState::cancelled || t.state == TakedownState::back_again) continue;
        if (t.state != TakedownState::gone) return false;
        any = true;
    }
    return any;
}

Duration CaseWork::look_every() const {
    for (const auto& step : steps_) {
        if (step.plan.action == StepAction::recheck && step.plan.every && step.plan.every->count() > 0)
            return *step.plan.every;
    }
    return default_look;
}

// A step whose culprit vanished before anybody was asked counts as done for those that wait for it.
bool CaseWork::satisfied(const std::string& key) const {
    const auto it = std::ranges::find_if(steps_, [&](const auto& x) { return x.plan.key == key; });
    if (it == steps_.end() || it->state == StepState::done) return true;
    return it->plan.action == StepAction::request_takedown && gone_all(*it);
}

bool CaseWork::hopeless(const std::string& key) const {
    const auto it = std::ranges::find_if(steps_, [&](const auto& x) { return x.plan.key == key; });
    return it != steps_.end() && it->state == StepState::cancelled && !satisfied(key);
}

}  // namespace vigie::respond
