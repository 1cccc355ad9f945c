#include "work.hpp"

#include <vigie/base/log.hpp>
#include <vigie/engage/dispatch.hpp>
#include <vigie/engage/drafts.hpp>
#include <vigie/ports/papers.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace vigie::engage {

using model::Delivery;
using model::DeliveryState;
using model::Draft;
using model::DraftState;
using namespace std::chrono_literals;

struct Dispatcher::Job {
    model::DraftId draft;
    std::size_t delivery = 0;
    Publisher* publisher = nullptr;
    Post post;
};

namespace {

constexpr int most_at_once = 20;
constexpr auto answer_within = 2min;  // no answer recorded by then: the process died, ask again
constexpr auto look_again = 1min;     // at what is held back
constexpr int most_attempts = 20;

Duration pause(int attempts) {
    constexpr auto longest = 30min;
    const auto wait = 15s * (1 << std::min(attempts, 10));
    return std::min<Duration>(wait, longest);
}

bool settled(const Delivery& d) {
    return d.state == DeliveryState::sent || d.state == DeliveryState::failed;
}

Result<> say(ports::Session& s, const Draft& d, Time now, const char* act, model::Text says) {
    return write_down(s, {.actor = "vigie", .why = {}, .at = now}, act, d.id.value, {}, std::move(says));
}

Result<> expire(ports::Session& s, Draft& d, Time now) {
    for (auto& each : d.deliveries) {
        if (each.ticket.empty() || settled(each)) continue;
        const auto done = cancel_ticket(s, each.ticket, {.actor = "vigie", .why = "expired", .at = now});
        if (!done && done.error().code != Errc::conflict) return tl::unexpected(done.error());
    }
    d.state = DraftState::expired;
    return say(s, d, now, "draft.expired",
               {"Brouillon périmé : il ne sera pas publié.", "Draft expired: it will not be published."});
}

// Whether the queue lets it out: its ticket is approved, no freeze holds it.
Result<bool> released(ports::Session& s, const Draft& d, const Delivery& each, Time now) {
    VIGIE_TRY_ASSIGN(const auto ticket, s.publication(each.ticket));
    if (!ticket) return false;
    const bool let = ticket->state == model::PublicationState::approved ||
                     ticket->state == model::PublicationState::published;
    VIGIE_TRY_ASSIGN(const auto all, freezes(s));
    return let && !held(all, each.asset, d.created_by, now);
}

}  // namespace

Publisher* Dispatcher::publisher_of(const model::AssetId& asset) const {
    const auto assets = assets_();
    const auto* account = assets ? assets->find(asset) : nullptr;
    if (account == nullptr) return nullptr;
    for (const auto& publisher : publishers_)
        if (publisher->network() == account->network && publisher->handle() == account->handle)
            return publisher.get();
    return nullptr;
}

Result<std::vector<Dispatcher::Job>> Dispatcher::claim() {
    std::vector<Job> jobs;
    const auto now = ports_.clock->now();
    VIGIE_TRY(ports_.store->write([&](ports::Session& s) -> Result<> {
        jobs.clear();
        VIGIE_TRY_ASSIGN(const auto due, ports::papers_of(s).due_papers("draft", now, most_at_once));
        for (const auto& paper : due) {
            VIGIE_TRY_ASSIGN(auto d, draft(s, model::DraftId(paper.id)));
            const bool left = std::ranges::any_of(
                d.deliveries, [](const auto& x) { return x.state == DeliveryState::sending; });
            if (d.expires_at <= now && !left) {
                VIGIE_TRY(expire(s, d, now));
                VIGIE_TRY(save_draft(s, std::move(d)));
                continue;
            }
            for (std::size_t i = 0; i < d.deliveries.size(); ++i) {
                auto& each = d.deliveries[i];
                if (settled(each) || each.next_at.value_or(now) > now) continue;
                auto* publisher = publisher_of(each.asset);
                if (publisher == nullptr) {
                    each.state = DeliveryState::failed;
                    each.error = "no publisher of the configuration writes on this account";
                    continue;
                }
                if (each.state != DeliveryState::sending) {
                    VIGIE_TRY_ASSIGN(const bool let, released(s, d, each, now));
                    if (!let) {
                        each.state = DeliveryState::held;
                        each.next_at = now + look_again;
                        continue;
                    }
                }
                if (each.stamped == Time{}) {
                    // To the millisecond, as it is stored and sent.
                    each.stamped = std::chrono::floor<std::chrono::milliseconds>(now);
                    each.key = publisher->key(d.id.value + "/" + each.asset.value, each.stamped);
                }
                each.state = DeliveryState::sending;
                ++each.attempts;
                each.next_at = now + answer_within;
                jobs.push_back({d.id, i, publisher, {each.key, each.stamped, d.lang, d.now().text}});
            }
            if (std::ranges::all_of(d.deliveries, settled)) d.state = DraftState::published;
            VIGIE_TRY(save_draft(s, std::move(d)));
        }
        return {};
    }));
    return jobs;
}

Result<> Dispatcher::record(const Job& job, const Posting& posting) {
    const auto now = ports_.clock->now();
    return ports_.store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(auto d, draft(s, job.draft));
        auto& each = d.deliveries.at(job.delivery);
        switch (posting.outcome) {
            case Posting::Outcome::sent: {
                each.state = DeliveryState::sent;
                each.item_id = posting.item_id;
                each.url = posting.url;
                each.error.clear();
                each.next_at.reset();
                VIGIE_TRY_ASSIGN(auto ticket, s.publication(each.ticket));
                if (ticket && ticket->state != model::PublicationState::published) {
                    ticket->item = {job.publisher->network(), posting.item_id};
                    VIGIE_TRY(decide(s, *std::move(ticket), model::PublicationState::published,
                                     {.actor = "vigie", .why = {}, .at = now}));
                }
                VIGIE_TRY(say(
                    s, d, now, "draft.published",
                    {fmt::format("Publié : {}", posting.url), fmt::format("Published: {}", posting.url)}));
                break;
            }
            case Posting::Outcome::refused:
                each.state = DeliveryState::failed;
                each.error = posting.detail;
                each.next_at.reset();
                VIGIE_TRY(say(s, d, now, "draft.failed",
                              {fmt::format("Refusé par {} : {}", job.publisher->name(), posting.detail),
                               fmt::format("Refused by {}: {}", job.publisher->name(), posting.detail)}));
                break;
            case Posting::Outcome::retry:
                each.error = posting.detail;
                each.next_at = now + std::max<Duration>(pause(each.attempts), posting.retry_after);
                if (each.attempts >= most_attempts) each.state = DeliveryState::failed;
                break;
        }
        d.updated_at = now;
        if (std::ranges::all_of(d.deliveries, settled)) d.state = DraftState::published;
        VIGIE_TRY(save_draft(s, std::move(d)));
        return {};
    });
}

Result<std::size_t> Dispatcher::tick() {
    VIGIE_TRY_ASSIGN(const auto jobs, claim());
    for (const auto& job : jobs) {
        const auto posting = job.publisher->post(job.post);
        VIGIE_TRY(record(job, posting));
        log::info("publish", "draft {} on {}: {}", job.draft.value, job.publisher->name(),
                  posting.outcome == Posting::Outcome::sent ? posting.url : posting.detail);
        ports_.bus->publish("draft.updated", R"({"id":")" + job.draft.value + R"("})");
    }
    return jobs.size();
}

}  // namespace vigie::engage
