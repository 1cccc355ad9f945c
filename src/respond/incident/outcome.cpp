// What people report about requests and notices: submitted by hand, answered by mail, appealed, sent again.
#include "incident/record.hpp"
#include "incident/words.hpp"

#include <vigie/respond/acts.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <span>

namespace vigie::respond {
namespace {

using model::Takedown;
using model::TakedownState;
using enum model::TakedownState;

constexpr std::size_t reference_bytes = 200;

struct Mark {
    TakedownState to;
    std::array<TakedownState, 4> from;
    std::size_t count;
    const char* act;
    const char* fr;
    const char* en;
};

constexpr std::array marks{
    Mark{sent,
         {drafted, approved, refused, sent},
         3,
         "takedown.sent",
         "Demande de retrait déposée à la main par {}",
         "Takedown request submitted by hand by {}"},
    Mark{acknowledged,
         {sent, appealed, sent, sent},
         2,
         "takedown.acknowledged",
         "Accusé de réception noté par {}",
         "Receipt noted by {}"},
    Mark{refused,
         {sent, acknowledged, appealed, sent},
         3,
         "takedown.refused",
         "Refus de la plateforme noté par {}",
         "The platform's refusal noted by {}"},
    Mark{appealed,
         {refused, refused, refused, refused},
         1,
         "takedown.appealed",
         "Refus contesté par {}",
         "Refusal appealed by {}"},
};

}  // namespace

Result<Takedown> mark_takedown(ports::Session& s, const model::TakedownId& id, TakedownState state,
                               const std::string& reference, const By& by) {
    VIGIE_TRY_ASSIGN(const auto stored, s.takedown(id));
    if (!stored) return fail(Errc::not_found, "there is no takedown request {}", id.value);
    auto t = *stored;
    VIGIE_TRY_ASSIGN(auto incident, load_open(s, t.incident, by));
    const auto mark = std::ranges::find(marks, state, &Mark::to);
    if (mark == marks.end()) {
        return fail(Errc::invalid_argument,
                    "a person marks a request as sent, acknowledged, refused or appealed, not as {}",
                    model::name(state));
    }
    const std::span from(mark->from.data(), mark->count);
    if (std::ranges::find(from, t.state) == from.end()) {
        return fail(Errc::conflict, "{} is {}: it cannot become {}", id.value, model::name(t.state),
                    model::name(state));
    }
    t.state = state;
    if (!reference.empty()) t.reference = words::one_line(reference, reference_bytes);
    if (state == sent) {
        t.approved_by = by.actor;
        t.sent_at = by.at;
        if (!incident.acted_at) incident.acted_at = by.at;
    }
    t.attempts = 0;
    t.checks = 0;
    t.error = state == refused ? words::one_line(by.why) : std::string();
    t.next_check_at = by.at;
    VIGIE_TRY(s.put_takedown(t));
    // The step that waits for its requests looks again.
    VIGIE_TRY_ASSIGN(auto steps, s.steps_of(incident.id));
    for (auto& step : steps) {
        if (step.id != t.step || step.state != model::StepState::failed || state == refused) continue;
        step.state = model::StepState::ready;
        if (step.approved_by.empty()) step.approved_by = by.actor;
        step.next_at = by.at;
        step.error.clear();
        VIGIE_TRY(s.put_step(step));
    }
    const auto number = t.reference.empty() ? model::Text{}
                                            : model::Text{fmt::format(" (nº\u00a0{})", t.reference),
                                                          fmt::format(" (no. {})", t.reference)};
    VIGIE_TRY(say(s, by, mark->act, id.value, incident.id,
                  {fmt::format(fmt::runtime(mark->fr), by.actor) + number.fr,
                   fmt::format(fmt::runtime(mark->en), by.actor) + number.en}));
    VIGIE_TRY(save(s, std::move(incident), by.at));
    return t;
}

Result<model::Notice> resend_notice(ports::Session& s, const model::NoticeId& id, const By& by) {
    VIGIE_TRY_ASSIGN(const auto stored, s.notice(id));
    if (!stored) return fail(Errc::not_found, "there is no notice {}", id.value);
    auto notice = *stored;
    if (notice.state != model::NoticeState::dead) {
        return fail(Errc::conflict, "notice {} is {}: only a dead one can be sent again", id.value,
                    model::name(notice.state));
    }
    notice.state = model::NoticeState::queued;
    notice.attempts = 0;
    notice.next_at = by.at;
    notice.error.clear();
    VIGIE_TRY(s.put_notice(notice));
    VIGIE_TRY(say(s, by, "notice.resent", id.value, notice.incident,
                  {fmt::format("Nouvel envoi par {} décidé par {}", notice.channel, by.actor),
                   fmt::format("To be sent again through {}, decided by {}", notice.channel, by.actor)}));
    return notice;
}

}  // namespace vigie::respond
