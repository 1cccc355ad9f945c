// Notices on their way: each channel's own retry plan, and a channel that is unwell holds back only its own.
#include "incident/responder_state.hpp"
#include "incident/words.hpp"

#include <algorithm>
#include <array>

namespace vigie::respond {
namespace {

using model::Notice;
using model::NoticeState;

constexpr auto asleep = std::chrono::hours(24 * 30);  // notices of a closed case; reopening wakes them
constexpr double jitter = 0.1;

model::Text whom(const Notice& notice) {
    std::string to;
    for (const auto& address : notice.to) to += (to.empty() ? "" : ", ") + address;
    if (to.empty()) return {};
    return {fmt::format(" ({})", to), fmt::format(" ({})", to)};
}

}  // namespace

Result<int> Responder::State::deliver_notices(const Rules& rules, int limit, Duration until) {
    if (limit <= 0) return 0;
    std::vector<Notice> due;
    VIGIE_TRY(
        read_due(*ports.store, due, [&](ports::Session& s) { return s.due_notices(rules.now, limit); }));
    std::map<std::string, Time> unwell;  // channel → when its failed notice is tried again
    int acts = 0;
    for (const auto& notice : due) {
        if (ports.clock->steady() > until) break;
        VIGIE_TRY(deliver(rules, notice, unwell));
        ++acts;
    }
    return acts;
}

Result<> Responder::State::deliver(const Rules& rules, const Notice& due,
                                   std::map<std::string, Time>& unwell) {
    auto* channel = this->channel(due.channel);
    std::optional<Notice> claimed;
    model::Incident incident;
    auto written = ports.store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(incident, load_incident(s, due.incident));
        VIGIE_TRY_ASSIGN(const auto all, s.notices_of(due.incident));
        const auto it = std::ranges::find(all, due.id, &Notice::id);
        if (it == all.end() || it->state != NoticeState::queued || (it->next_at && *it->next_at > rules.now))
            return {};
        auto notice = *it;
        const auto sick = unwell.find(notice.channel);
        if (incident.status == model::IncidentStatus::closed) {
            notice.next_at = rules.now + asleep;
        } else if (sick != unwell.end()) {
            notice.next_at = sick->second;  // waits with the one that failed, without losing a try
        } else {
            notice.next_at = rules.now + lease;
            ++notice.attempts;
            claimed = notice;
        }
        return s.put_notice(notice);
    });
    if (!written || !claimed) return written;
    Delivery delivery{
        Delivery::Outcome::refused,
        fmt::format("there is no channel '{}': name it in the configuration, or change the policy",
                    due.channel),
        {}};
    if (channel != nullptr) delivery = channel->deliver(*claimed, incident);
    if (delivery.outcome == Delivery::Outcome::retry) {
        auto wait = channel->retry_plan(claimed->attempts);
        if (wait) {
            const auto planned = std::chrono::duration<double>(*wait) * (1 - jitter + 2 * jitter * chance());
            const auto at_least = std::chrono::duration<double>(delivery.retry_after);
            claimed->next_at = rules.now + std::chrono::duration_cast<Duration>(std::max(planned, at_least));
            const Time others = rules.now + std::max<Duration>(hold_back, delivery.retry_after);
            unwell.emplace(claimed->channel, std::min(*claimed->next_at, others));
        } else {
            delivery.outcome = Delivery::Outcome::refused;
            delivery.detail = fmt::format("given up after {} tries: {}", claimed->attempts, delivery.detail);
        }
    }
    return record(rules, *claimed, delivery);
}

Result<> Responder::State::record(const Rules& rules, const Notice& claimed, const Delivery& delivery) {
    static constexpr std::array<const char*, 3> outcomes{"sent", "retry", "dead"};
    if (ports.metrics != nullptr) {
        const auto outcome = outcomes.at(static_cast<std::size_t>(delivery.outcome));
        ports.metrics
            ->counter("vigie_notify_attempts_total", {{"channel", claimed.channel}, {"outcome", outcome}})
            .add();
    }
    return on_case(claimed.incident, rules, [&](CaseWork& work) -> Result<> {
        auto notice = claimed;
        const auto to = whom(notice);
        switch (delivery.outcome) {
            case Delivery::Outcome::sent:
                notice.state = NoticeState::sent;
                notice.sent_at = rules.now;
                notice.next_at.reset();
                notice.error.clear();
                work.acted();
                VIGIE_TRY(work.say("policy", "notice.sent", notice.id.value,
                                   {fmt::format("Message envoyé par {}{}", notice.channel, to.fr),
                                    fmt::format("Notice sent through {}{}", notice.channel, to.en)}));
                break;
            case Delivery::Outcome::retry:
                notice.error = words::one_line(delivery.detail);
                if (notice.attempts == 1) {
                    VIGIE_TRY(work.say("vigie", "notice.delayed", notice.id.value,
                                       {fmt::format("{} ne répond pas\u00a0: nouvel essai plus tard ({})",
                                                    notice.channel, notice.error),
                                        fmt::format("{} does not answer: to be tried again ({})",
                                                    notice.channel, notice.error)}));
                }
                break;
            case Delivery::Outcome::refused:
                notice.state = NoticeState::dead;
                notice.next_at.reset();
                notice.error = words::one_line(delivery.detail);
                VIGIE_TRY(work.say(
                    "vigie", "notice.dead", notice.id.value,
                    {fmt::format("Message non remis par {}{}\u00a0: {}", notice.channel, to.fr, notice.error),
                     fmt::format("Notice not delivered through {}{}: {}", notice.channel, to.en,
                                 notice.error)}));
                break;
        }
        return work.put(notice);
    });
}

}  // namespace vigie::respond
