#include "session.hpp"

#include <limits>

namespace vigie::drivers::sqlite {
namespace {

using model::Notice;
using model::Step;
using model::StepState;
using model::Takedown;
using model::TakedownState;

bool settled(StepState state) {
    return state == StepState::done || state == StepState::failed || state == StepState::cancelled;
}

bool blocked(const Step& step, const std::vector<Step>& all) {
    return std::any_of(all.begin(), all.end(), [&](const Step& other) {
        const auto& after = step.plan.after;
        return !settled(other.state) && std::find(after.begin(), after.end(), other.plan.key) != after.end();
    });
}

// When due_steps() has to show the step: from its next_at on (at once when there is none), or just past its
// deadline.
std::optional<std::int64_t> wake_at(const Step& step, const std::vector<Step>& all) {
    constexpr auto at_once = std::numeric_limits<std::int64_t>::min();
    std::optional<std::int64_t> wake;
    const bool finished = step.state == StepState::done || step.state == StepState::cancelled;
    if (!finished && !step.escalated && step.due_at) wake = to_us(*step.due_at) + 1;
    const bool moves = step.state == StepState::ready ||
                       (step.state == StepState::waiting && (step.next_at || !blocked(step, all)));
    if (moves) {
        const auto next = step.next_at ? to_us(*step.next_at) : at_once;
        wake = wake ? std::min(*wake, next) : next;
    }
    return wake;
}

}  // namespace

Result<> SqliteSession::put_step(const Step& step) {
    VIGIE_TRY(may_write());
    VIGIE_TRY_ASSIGN(const auto incident, seq_of(step.incident));
    VIGIE_TRY(
        run("INSERT INTO step (id, incident, position, state, due_at, next_at, escalated, doc) VALUES (?, ?, "
            "?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET incident = excluded.incident, position = excluded.position, "
            "state = excluded.state, due_at = excluded.due_at, next_at = excluded.next_at, "
            "escalated = excluded.escalated, doc = excluded.doc",
            {step.id.value, incident, step.position, static_cast<int>(step.state), step.due_at, step.next_at,
             step.escalated, to_document(step)}));
    // One step's state decides whether others of its incident are blocked; a plan has few steps.
    VIGIE_TRY_ASSIGN(const auto all, steps_of(step.incident));
    for (const auto& each : all) {
        VIGIE_TRY(run("UPDATE step SET wake_at = ?1 WHERE id = ?2 AND wake_at IS NOT ?1",
                      {wake_at(each, all), each.id.value}));
    }
    return {};
}

Result<std::vector<Step>> SqliteSession::steps_of(const model::IncidentId& incident) {
    return documents<Step>(
        "SELECT doc FROM step WHERE incident = (SELECT seq FROM incident WHERE id = ?) ORDER BY position, id",
        {incident.value});
}

Result<std::vector<ports::StepBrief>> SqliteSession::open_steps_of(const model::IncidentId& incident) {
    std::vector<ports::StepBrief> out;
    VIGIE_TRY(
        c_.select("SELECT id, state, due_at, escalated FROM step WHERE incident = (SELECT seq FROM incident "
                  "WHERE id = ?) "
                  "AND state IN (0, 1, 2, 4) ORDER BY position, id",
                  "tiii", {incident.value}, [&](const Row& row) -> Result<> {
                      ports::StepBrief step;
                      step.id = model::StepId(row.text(0));
                      step.state = static_cast<StepState>(row.integer(1));
                      if (!row.null(2)) step.due_at = from_us(row.integer(2));
                      step.escalated = row.integer(3) != 0;
                      out.push_back(std::move(step));
                      return {};
                  }));
    return out;
}

Result<std::vector<Step>> SqliteSession::steps_awaiting_approval(int limit) {
    return documents<Step>(
        "SELECT step.doc FROM step CROSS JOIN incident ON incident.seq = step.incident "
        "WHERE step.state = ? AND incident.closed = 0 ORDER BY incident.severity DESC, step.due_at IS NULL, "
        "step.due_at, step.incident, step.position, step.id LIMIT ?",
        {static_cast<int>(StepState::awaiting_approval), capped(limit)});
}

Result<std::vector<Step>> SqliteSession::late_steps(Time now, int limit) {
    return documents<Step>(
        "SELECT step.doc FROM step CROSS JOIN incident ON incident.seq = step.incident "
        "WHERE step.state IN (0, 1, 2, 4) AND step.due_at < ? AND incident.closed = 0 "
        "ORDER BY step.due_at, step.incident, step.position, step.id LIMIT ?",
        {now, capped(limit)});
}

Result<std::vector<Step>> SqliteSession::due_steps(Time now, int limit) {
    return documents<Step>(
        "SELECT step.doc FROM step CROSS JOIN incident ON incident.seq = step.incident "
        "WHERE step.wake_at <= ? AND incident.closed = 0 ORDER BY step.state <> ?, "
        "coalesce(step.next_at, 0), step.incident, step.position, step.id LIMIT ?",
        {now, static_cast<int>(StepState::ready), capped(limit)});
}

Result<> SqliteSession::put_takedown(const Takedown& v) {
    VIGIE_TRY(may_write());
    VIGIE_TRY_ASSIGN(const auto incident, seq_of(v.incident));
    return run(
        "INSERT INTO takedown (id, incident, network, subject_id, subject_uri, state, next_check_at, doc) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET incident = excluded.incident, "
        "network = excluded.network, subject_id = excluded.subject_id, subject_uri = excluded.subject_uri, "
        "state = excluded.state, next_check_at = excluded.next_check_at, doc = excluded.doc",
        {v.id.value, incident, v.subject.network, v.subject.id, v.subject_uri, static_cast<int>(v.state),
         v.next_check_at, to_document(v)});
}

Result<std::optional<Takedown>> SqliteSession::takedown(const model::TakedownId& id) {
    return document<Takedown>("SELECT doc FROM takedown WHERE id = ?", {id.value});
}

Result<std::vector<Takedown>> SqliteSession::takedowns_of(const model::IncidentId& incident) {
    return documents<Takedown>(
        "SELECT doc FROM takedown WHERE incident = (SELECT seq FROM incident WHERE id = ?) ORDER BY seq",
        {incident.value});
}

Result<std::vector<Takedown>> SqliteSession::takedowns(const std::vector<TakedownState>& states, int limit) {
    std::int64_t mask = 0;
    for (const auto state : states) mask |= std::int64_t{1} << static_cast<int>(state);
    if (states.empty()) mask = -1;
    return documents<Takedown>("SELECT doc FROM takedown WHERE (? >> state) & 1 ORDER BY seq DESC LIMIT ?",
                               {mask, capped(limit)});
}

Result<std::vector<Takedown>> SqliteSession::due_takedowns(Time now, int limit) {
    return documents<Takedown>(
        "SELECT doc FROM takedown WHERE next_check_at <= ? ORDER BY next_check_at, seq LIMIT ?",
        {now, capped(limit)});
}

Result<std::vector<Takedown>> SqliteSession::takedowns_on(const std::string& network, const std::string& id) {
    return documents<Takedown>(
        "SELECT doc FROM takedown WHERE network = ?1 AND (subject_id = ?2 OR subject_uri = ?2) "
        "AND state <> ?3 ORDER BY seq",
        {network, id, static_cast<int>(TakedownState::cancelled)});
}

Result<> SqliteSession::put_notice(const Notice& v) {
    VIGIE_TRY(may_write());
    std::optional<std::int64_t> incident;
    if (!v.incident.empty()) {
        VIGIE_TRY_ASSIGN(incident, seq_of(v.incident));
    }
    return run(
        "INSERT INTO notice (id, incident, state, next_at, doc) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO "
        "UPDATE SET "
        "incident = excluded.incident, state = excluded.state, next_at = excluded.next_at, doc = "
        "excluded.doc",
        {v.id.value, incident, static_cast<int>(v.state), v.next_at.value_or(Time::min()), to_document(v)});
}

Result<std::vector<Notice>> SqliteSession::notices_of(const model::IncidentId& incident) {
    return documents<Notice>(
        "SELECT doc FROM notice WHERE incident = (SELECT seq FROM incident WHERE id = ?) ORDER BY seq",
        {incident.value});
}

Result<std::vector<Notice>> SqliteSession::due_notices(Time now, int limit) {
    return documents<Notice>(
        "SELECT doc FROM notice WHERE state = ? AND next_at <= ? ORDER BY next_at, seq LIMIT ?",
        {static_cast<int>(model::NoticeState::queued), now, capped(limit)});
}

Result<std::optional<Notice>> SqliteSession::notice(const model::NoticeId& id) {
    return document<Notice>("SELECT doc FROM notice WHERE id = ?", {id.value});
}

Result<std::vector<Notice>> SqliteSession::dead_notices(int limit) {
    return documents<Notice>("SELECT doc FROM notice WHERE state = ? ORDER BY seq DESC LIMIT ?",
                             {static_cast<int>(model::NoticeState::dead), capped(limit)});
}

}  // namespace vigie::drivers::sqlite
