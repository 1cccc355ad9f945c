#include "work.hpp"

#include <vigie/engage/charter.hpp>
#include <vigie/engage/drafts.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/kit/zone.hpp>
#include <vigie/ports/papers.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <set>

namespace vigie::engage {
namespace {

using model::Draft;
using model::DraftState;

constexpr std::string_view kind = "draft";
constexpr auto lives = std::chrono::days(30);

std::optional<Time> due(const Draft& d) {
    switch (d.state) {
        case DraftState::editing:
        case DraftState::review:
        case DraftState::late: return d.expires_at;
        case DraftState::approved: {
            auto next = d.expires_at;
            for (const auto& each : d.deliveries) {
                const bool moves = each.state == model::DeliveryState::waiting ||
                                   each.state == model::DeliveryState::sending ||
                                   each.state == model::DeliveryState::held;
                if (moves) next = std::min(next, each.next_at.value_or(d.publish_at.value_or(Time{})));
            }
            return next;
        }
        case DraftState::published:
        case DraftState::cancelled:
        case DraftState::expired: return std::nullopt;
    }
    return std::nullopt;
}

Result<Draft> read(const ports::Paper& paper) {
    auto draft = model::draft_of(paper.body);
    if (!draft) return tl::unexpected(draft.error().in("draft " + paper.id));
    draft->row = paper.version;
    return draft;
}

bool ended(DraftState state) {
    return state == DraftState::published || state == DraftState::cancelled || state == DraftState::expired;
}

Result<> must_live(const Draft& d) {
    if (!ended(d.state)) return {};
    return fail(Errc::conflict, "draft {} is {}", d.id.value, name(d.state));
}

// Once a request left, the post may be out: nothing can be changed any more.
Result<> must_be_unsent(const Draft& d) {
    VIGIE_TRY(must_live(d));
    const bool left = std::ranges::any_of(d.deliveries, [](const auto& x) { return x.attempts > 0; });
    if (left) return fail(Errc::conflict, "draft {} is going out", d.id.value);
    return {};
}

Result<> check_text(const std::string& text) {
    if (text.find_first_not_of(" \n\t\r") == std::string::npos)
        return fail(Errc::invalid_argument, "a draft says something");
    if (text.size() > longest_draft)
        return fail(Errc::invalid_argument, "a draft has at most {} bytes", longest_draft);
    return {};
}

Result<> check(const DraftWish& wish) {
    VIGIE_TRY(check_text(wish.text));
    if (wish.accounts.empty() || wish.accounts.size() > most_accounts)
        return fail(Errc::invalid_argument, "a draft is for one to {} accounts", most_accounts);
    if (std::set<model::AssetId>(wish.accounts.begin(), wish.accounts.end()).size() != wish.accounts.size())
        return fail(Errc::invalid_argument, "an account is named twice");
    if (wish.tiers.size() > most_tiers)
        return fail(Errc::invalid_argument, "at most {} tiers of approval", most_tiers);
    for (const auto& tier : wish.tiers)
        if (tier.all && tier.who.empty())
            return fail(Errc::invalid_argument, "a tier that needs everybody says who they are");
    return {};
}

// Withdraws what was planned: its tickets cover no post any more.
Result<> withdraw(ports::Session& s, Draft& d, const PublishBy& by) {
    for (auto& each : d.deliveries) {
        if (!each.ticket.empty()) {
            const auto done = cancel_ticket(s, each.ticket, by);
            if (!done && done.error().code != Errc::conflict) return tl::unexpected(done.error());
        }
        each.ticket = {};
        each.state = model::DeliveryState::waiting;
        each.next_at.reset();
        each.error.clear();
    }
    return {};
}

// Puts it into the queue: detectors expect the posts, a freeze holds them.
Result<> plan(ports::Session& s, Draft& d, const PublishBy& by) {
    if (d.publish_at && *d.publish_at < by.at) {
        d.state = DraftState::late;
        return {};
    }
    d.state = DraftState::approved;
    const auto opens = d.publish_at.value_or(by.at);
    constexpr auto longest_window = std::chrono::days(2);
    const auto closes =
        std::max(opens + std::chrono::minutes(1), std::min<Time>(d.expires_at, opens + longest_window));
    for (auto& each : d.deliveries) {
        each.next_at = opens;
        const TicketDraft wanted{
            .asset = each.asset, .text = d.now().text, .digest = {}, .opens = opens, .closes = closes};
        VIGIE_TRY_ASSIGN(
            const auto ticket,
            create_ticket(s, wanted, false, {.actor = d.created_by, .why = d.id.value, .at = by.at}));
        each.ticket = ticket.id;
        if (ticket.state == model::PublicationState::waiting) VIGIE_TRY(approve_ticket(s, ticket.id, by));
    }
    return {};
}

Result<> tell(ports::Session& s, const Draft& d, const PublishBy& by, const char* act, model::Text says) {
    return write_down(s, by, act, d.id.value, {}, std::move(says));
}

}  // namespace

Result<std::optional<Time>> instant(const Hour& hour) {
    if (!kit::is_zone(hour.zone))
        return fail(Errc::invalid_argument, "there is no time zone '{}'", hour.zone);
    if (hour.local.empty()) return std::optional<Time>{};
    const auto civil = kit::parse_civil(hour.local);
    if (!civil)
        return fail(Errc::invalid_argument, "'{}' is no local time: write 2026-12-01T09:00", hour.local);
    const auto ms = kit::utc_ms(hour.zone, *civil);
    if (!ms)
        return fail(Errc::invalid_argument, "there is no {} in {}: the clocks skip it, or no such day exists",
                    hour.local, hour.zone);
    return std::optional(Time(std::chrono::milliseconds(*ms)));
}

Result<Draft> save_draft(ports::Session& s, Draft d) {
    const model::Json body = d;
    VIGIE_TRY_ASSIGN(const auto kept, ports::papers_of(s).put_paper({.kind = std::string(kind),
                                                                     .id = d.id.value,
                                                                     .state = std::string(name(d.state)),
                                                                     .due_at = due(d),
                                                                     .body = model::dump(body),
                                                                     .version = d.row}));
    d.row = kept.version;
    return d;
}

Result<Draft> draft(ports::Session& s, const model::DraftId& id) {
    VIGIE_TRY_ASSIGN(const auto paper, ports::papers_of(s).paper(std::string(kind), id.value));
    if (!paper) return fail(Errc::not_found, "there is no draft {}", id.value);
    return read(*paper);
}

Result<std::vector<Draft>> drafts(ports::Session& s, const std::vector<DraftState>& states, int limit) {
    std::vector<std::string> names;
    for (const auto state : states) names.emplace_back(name(state));
    VIGIE_TRY_ASSIGN(const auto papers, ports::papers_of(s).papers(std::string(kind), names, limit));
    std::vector<Draft> out;
    for (const auto& paper : papers) {
        VIGIE_TRY_ASSIGN(auto one, read(paper));
        out.push_back(std::move(one));
    }
    return out;
}

Result<Draft> create_draft(ports::Session& s, const DraftWish& wish, const PublishBy& by) {
    VIGIE_TRY(check(wish));
    Draft d;
    VIGIE_TRY_ASSIGN(d.publish_at, instant(wish.hour));
    d.created_by = by.actor;
    d.created_at = d.updated_at = by.at;
    d.lang = wish.lang;
    d.versions.push_back(
        {.number = 1, .by = by.actor, .at = by.at, .text = wish.text, .decision = {}, .reasons = {}});
    d.tiers = wish.tiers.empty() ? std::vector<model::DraftTier>(1) : wish.tiers;
    for (const auto& account : wish.accounts) {
        model::Delivery delivery;
        delivery.asset = account;
        d.deliveries.push_back(std::move(delivery));
    }
    d.zone = wish.hour.zone;
    d.local = wish.hour.local;
    d.expires_at = wish.expires_at.value_or(d.publish_at.value_or(by.at) + lives);
    if (d.expires_at <= by.at) return fail(Errc::invalid_argument, "it would expire at once");
    constexpr std::size_t digits = 24;
    auto seed = fmt::format("{}\n{}\n{}", by.actor, to_us(by.at), wish.text);
    for (const auto& account : wish.accounts) seed += "\n" + account.value;
    d.id = model::DraftId("d" + kit::sha256_hex(seed).substr(0, digits));
    // The same words by the same person at the same moment: asked twice.
    VIGIE_TRY_ASSIGN(const auto known, ports::papers_of(s).paper(std::string(kind), d.id.value));
    if (known) return read(*known);
    VIGIE_TRY_ASSIGN(d, save_draft(s, std::move(d)));
    VIGIE_TRY(tell(s, d, by, "draft.created",
                   {fmt::format("Brouillon pour {} compte(s).", d.deliveries.size()),
                    fmt::format("Draft for {} account(s).", d.deliveries.size())}));
    return d;
}

Result<Draft> edit_draft(ports::Session& s, const model::DraftId& id, const std::string& text,
                         const PublishBy& by) {
    VIGIE_TRY(check_text(text));
    VIGIE_TRY_ASSIGN(auto d, draft(s, id));
    VIGIE_TRY(must_be_unsent(d));
    if (text == d.now().text) return d;
    constexpr std::size_t most_versions = 100;
    if (d.versions.size() >= most_versions)
        return fail(Errc::conflict, "a draft has at most {} versions: begin another", most_versions);
    VIGIE_TRY(withdraw(s, d, by));
    const int number = d.now().number + 1;
    d.versions.push_back(
        {.number = number, .by = by.actor, .at = by.at, .text = text, .decision = {}, .reasons = {}});
    d.state = DraftState::editing;
    d.updated_at = by.at;
    VIGIE_TRY_ASSIGN(d, save_draft(s, std::move(d)));
    VIGIE_TRY(tell(
        s, d, by, "draft.edited",
        {fmt::format("Version {} du brouillon.", number), fmt::format("Version {} of the draft.", number)}));
    return d;
}

Result<Draft> submit_draft(ports::Session& s, const model::DraftId& id, const Screening& screening,
                           const PublishBy& by) {
    VIGIE_TRY_ASSIGN(auto d, draft(s, id));
    if (d.state != DraftState::editing)
        return fail(Errc::conflict, "draft {} is {}, not being written", id.value, name(d.state));
    std::vector<std::string> codes;
    for (const auto& reason : screening.reasons) codes.push_back(reason.code);
    if (screening.decision == Decision::block) {
        VIGIE_TRY_ASSIGN(const auto rules, charter(s));
        const auto articles = rules ? articles_of(rules->text) : std::vector<Article>{};
        std::vector<std::string> named;
        for (const auto& code : codes) {
            const auto article = article_for(articles, code);
            named.push_back(article.empty() ? code : fmt::format("{} ({})", code, article));
        }
        return fail(Errc::conflict, "the screen blocks this text: {}", fmt::join(named, ", "));
    }
    auto& version = d.versions.back();
    version.decision = std::string(engage::name(screening.decision));
    version.reasons = codes;
    d.state = DraftState::review;
    d.updated_at = by.at;
    VIGIE_TRY_ASSIGN(d, save_draft(s, std::move(d)));
    VIGIE_TRY(tell(s, d, by, "draft.submitted",
                   {"Brouillon soumis à approbation.", "Draft submitted for approval."}));
    return d;
}

std::optional<std::size_t> open_tier(const Draft& d) {
    for (std::size_t i = 0; i < d.tiers.size(); ++i) {
        const auto said_yes = [&](const std::string& who) {
            return std::ranges::any_of(d.votes, [&](const auto& v) {
                return v.version == d.now().number && v.tier == static_cast<int>(i) && v.yes &&
                       (who.empty() || v.by == who);
            });
        };
        const auto& tier = d.tiers[i];
        const bool complete = tier.all ? std::ranges::all_of(tier.who, said_yes) : said_yes({});
        if (!complete) return i;
    }
    return std::nullopt;
}

bool may_vote(const Draft& d, const std::string& user) {
    const auto tier = open_tier(d);
    if (d.state != DraftState::review || !tier || user == d.created_by) return false;
    // Whoever wrote any of the versions has a hand in the text.
    if (std::ranges::any_of(d.versions, [&](const auto& v) { return v.by == user; })) return false;
    if (std::ranges::any_of(d.votes,
                            [&](const auto& v) { return v.version == d.now().number && v.by == user; }))
        return false;
    const auto& who = d.tiers[*tier].who;
    return who.empty() || std::ranges::find(who, user) != who.end();
}

Result<Draft> vote_on_draft(ports::Session& s, const model::DraftId& id, bool yes, const PublishBy& by) {
    VIGIE_TRY_ASSIGN(auto d, draft(s, id));
    if (d.state != DraftState::review)
        return fail(Errc::conflict, "draft {} is {}, not waiting for approval", id.value, name(d.state));
    if (!may_vote(d, by.actor))
        return fail(
            Errc::unauthorised,
            "{} may not decide on this draft: nobody approves what they wrote, nor twice, nor in a tier "
            "that others hold",
            by.actor);
    const bool late = d.publish_at && *d.publish_at < by.at;
    d.votes.push_back({.version = d.now().number,
                       .tier = static_cast<int>(*open_tier(d)),
                       .by = by.actor,
                       .at = by.at,
                       .yes = yes,
                       .late = late,
                       .why = by.why});
    d.updated_at = by.at;
    if (!yes) d.state = DraftState::editing;
    if (yes && !open_tier(d)) VIGIE_TRY(plan(s, d, by));
    VIGIE_TRY_ASSIGN(d, save_draft(s, std::move(d)));
    VIGIE_TRY(tell(s, d, by, yes ? "draft.approved" : "draft.refused",
                   yes ? model::Text{"Brouillon approuvé.", "Draft approved."}
                       : model::Text{"Brouillon renvoyé à ses auteurs.", "Draft sent back to its authors."}));
    return d;
}

Result<Draft> schedule_draft(ports::Session& s, const model::DraftId& id, const Hour& hour,
                             const PublishBy& by) {
    VIGIE_TRY_ASSIGN(const auto at, instant(hour));
    if (at && *at < by.at) return fail(Errc::invalid_argument, "{} in {} is over", hour.local, hour.zone);
    VIGIE_TRY_ASSIGN(auto d, draft(s, id));
    VIGIE_TRY(must_be_unsent(d));
    const bool planned = d.state == DraftState::approved || d.state == DraftState::late;
    if (planned) VIGIE_TRY(withdraw(s, d, by));
    d.zone = hour.zone;
    d.local = hour.local;
    d.publish_at = at;
    d.updated_at = by.at;
    d.expires_at = std::max(d.expires_at, at.value_or(by.at) + std::chrono::days(1));
    if (planned) VIGIE_TRY(plan(s, d, by));
    VIGIE_TRY_ASSIGN(d, save_draft(s, std::move(d)));
    const auto when = at ? format_time(*at) : std::string();
    VIGIE_TRY(tell(s, d, by, "draft.scheduled",
                   {at ? "Publication prévue le " + when + "." : "Publication dès l’approbation.",
                    at ? "Planned for " + when + "." : "To go out once it is approved."}));
    return d;
}

Result<Draft> comment_draft(ports::Session& s, const model::DraftId& id, const std::string& text,
                            const PublishBy& by) {
    constexpr std::size_t longest = 4000;
    constexpr std::size_t most = 500;
    if (text.empty() || text.size() > longest)
        return fail(Errc::invalid_argument, "a comment has 1 to {} bytes", longest);
    VIGIE_TRY_ASSIGN(auto d, draft(s, id));
    if (d.comments.size() >= most) return fail(Errc::conflict, "a draft has at most {} comments", most);
    d.comments.push_back({by.actor, by.at, d.now().number, text});
    return save_draft(s, std::move(d));
}

Result<Draft> cancel_draft(ports::Session& s, const model::DraftId& id, const PublishBy& by) {
    VIGIE_TRY_ASSIGN(auto d, draft(s, id));
    VIGIE_TRY(must_be_unsent(d));
    VIGIE_TRY(withdraw(s, d, by));
    d.state = DraftState::cancelled;
    d.updated_at = by.at;
    VIGIE_TRY_ASSIGN(d, save_draft(s, std::move(d)));
    VIGIE_TRY(tell(s, d, by, "draft.cancelled", {"Brouillon abandonné.", "Draft abandoned."}));
    return d;
}

}  // namespace vigie::engage
