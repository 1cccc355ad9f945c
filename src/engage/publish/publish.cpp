#include "work.hpp"

#include <vigie/kit/hash.hpp>

#include <fmt/format.h>

#include <chrono>

namespace vigie::engage {
namespace {

using model::Publication;
using model::PublicationState;

constexpr std::size_t digest_digits = 64;

Result<Publication> known(ports::Session& s, const model::PublicationId& id) {
    VIGIE_TRY_ASSIGN(auto found, s.publication(id));
    if (!found) return fail(Errc::not_found, "there is no publication {}", id.value);
    return *std::move(found);
}

bool is_digest(std::string_view text) {
    return text.size() == digest_digits &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Result<> check(const TicketDraft& draft, Time now) {
    constexpr auto longest = std::chrono::days(90);
    if (draft.asset.empty()) return fail(Errc::invalid_argument, "a publication names one of our accounts");
    if (draft.text.empty() == draft.digest.empty())
        return fail(Errc::invalid_argument, "a publication has a text, or the digest of one");
    if (!draft.digest.empty() && !is_digest(draft.digest))
        return fail(Errc::invalid_argument, "digest: 64 lower-case hexadecimal digits");
    if (draft.closes <= draft.opens || draft.closes - draft.opens > longest)
        return fail(Errc::invalid_argument, "the window closes after it opens, at most 90 days later");
    if (draft.closes <= now) return fail(Errc::invalid_argument, "the window is over");
    return {};
}

// What a ticket becomes that nobody decided on: frozen where a freeze holds its author back.
Result<PublicationState> undecided(ports::Session& s, const Publication& ticket, Time now) {
    VIGIE_TRY_ASSIGN(const auto all, freezes(s));
    return held(all, ticket.asset, ticket.created_by, now) ? PublicationState::frozen
                                                           : PublicationState::waiting;
}

}  // namespace

Result<> write_down(ports::Session& s, const PublishBy& by, std::string act, std::string object,
                    const model::IncidentId& incident, model::Text says) {
    VIGIE_TRY(s.append_audit({.at = by.at,
                              .actor = by.actor,
                              .act = std::move(act),
                              .object = std::move(object),
                              .incident = incident,
                              .says = std::move(says),
                              .why = by.why}));
    return {};
}

Result<Publication> decide(ports::Session& s, Publication ticket, PublicationState state,
                           const PublishBy& by) {
    ticket.state = state;
    ticket.decided_by = by.actor;
    ticket.decided_at = by.at;
    ticket.why = by.why;
    VIGIE_TRY(s.put_publication(ticket));
    return ticket;
}

Result<Publication> create_ticket(ports::Session& s, const TicketDraft& draft, bool approved,
                                  const PublishBy& by) {
    VIGIE_TRY(check(draft, by.at));
    Publication v;
    v.asset = draft.asset;
    v.text = draft.text;
    v.digest = draft.digest.empty() ? model::publication_digest(draft.text) : draft.digest;
    v.opens = draft.opens;
    v.closes = draft.closes;
    v.created_by = by.actor;
    v.created_at = by.at;
    v.why = by.why;
    constexpr std::size_t digits = 24;
    const auto seed = fmt::format("{}\n{}\n{}\n{}\n{}\n{}", v.asset.value, v.digest, to_us(v.opens),
                                  to_us(v.closes), v.created_by, to_us(v.created_at));
    v.id = model::PublicationId("p" + kit::sha256_hex(seed).substr(0, digits));
    VIGIE_TRY_ASSIGN(auto before, s.publication(v.id));
    if (before) return *std::move(before);
    VIGIE_TRY_ASSIGN(v.state, undecided(s, v, by.at));
    if (v.state == PublicationState::waiting && approved) {
        v.state = PublicationState::approved;
        v.decided_by = by.actor;
        v.decided_at = by.at;
    }
    VIGIE_TRY(s.put_publication(v));
    VIGIE_TRY(write_down(s, by, "publication.created", v.id.value, {},
                         {fmt::format("Publication prévue sur {} du {} au {}.", v.asset.value,
                                      format_time(v.opens), format_time(v.closes)),
                          fmt::format("Publication planned on {} from {} to {}.", v.asset.value,
                                      format_time(v.opens), format_time(v.closes))}));
    return v;
}

Result<Publication> approve_ticket(ports::Session& s, const model::PublicationId& id, const PublishBy& by) {
    VIGIE_TRY_ASSIGN(auto ticket, known(s, id));
    if (ticket.state != PublicationState::waiting)
        return fail(Errc::conflict, "publication {} is {}, not waiting", id.value, name(ticket.state));
    VIGIE_TRY_ASSIGN(ticket, decide(s, std::move(ticket), PublicationState::approved, by));
    VIGIE_TRY(write_down(s, by, "publication.approved", id.value, {},
                         {fmt::format("Publication sur {} approuvée.", ticket.asset.value),
                          fmt::format("Publication on {} approved.", ticket.asset.value)}));
    return ticket;
}

Result<Publication> cancel_ticket(ports::Session& s, const model::PublicationId& id, const PublishBy& by) {
    VIGIE_TRY_ASSIGN(auto ticket, known(s, id));
    if (ticket.state == PublicationState::published || ticket.state == PublicationState::cancelled)
        return fail(Errc::conflict, "publication {} is {} already", id.value, name(ticket.state));
    VIGIE_TRY_ASSIGN(ticket, decide(s, std::move(ticket), PublicationState::cancelled, by));
    VIGIE_TRY(write_down(s, by, "publication.cancelled", id.value, {},
                         {fmt::format("Publication sur {} annulée.", ticket.asset.value),
                          fmt::format("Publication on {} cancelled.", ticket.asset.value)}));
    return ticket;
}

Result<Publication> reopen_ticket(ports::Session& s, const model::PublicationId& id, const PublishBy& by) {
    VIGIE_TRY_ASSIGN(auto ticket, known(s, id));
    if (ticket.state != PublicationState::approved && ticket.state != PublicationState::cancelled)
        return fail(Errc::conflict, "publication {} is {}: there is nothing to take back", id.value,
                    name(ticket.state));
    VIGIE_TRY_ASSIGN(const auto state, undecided(s, ticket, by.at));
    VIGIE_TRY_ASSIGN(ticket, decide(s, std::move(ticket), state, by));
    VIGIE_TRY(write_down(s, by, "publication.reopened", id.value, {},
                         {fmt::format("Publication sur {} de nouveau à décider.", ticket.asset.value),
                          fmt::format("Publication on {} to be decided again.", ticket.asset.value)}));
    return ticket;
}

Result<std::optional<Publication>> covering_ticket(ports::Session& s, const model::AssetId& asset,
                                                   const model::Item& item) {
    VIGIE_TRY_ASSIGN(
        auto tickets,
        s.publications(asset, {PublicationState::approved, PublicationState::published}, most_tickets));
    const auto* const found = model::covering(tickets, item);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

Result<> settle_ticket(ports::Session& s, const model::AssetId& asset, const model::Item& item) {
    VIGIE_TRY_ASSIGN(auto ticket, covering_ticket(s, asset, item));
    if (!ticket || ticket->state != PublicationState::approved) return {};
    ticket->item = item.key();
    return decide(s, *std::move(ticket), PublicationState::published, {"vigie", {}, item.observed_at})
        .map([](const Publication&) {});
}

}  // namespace vigie::engage
