// What people, and Vigie itself, may do to Vigie's own queue. Each act is one transaction-sized function on a
// Session, checks that it is allowed in the present state (Errc::conflict otherwise) and writes its line in
// the audit chain.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/publication.hpp>
#include <vigie/ports/store.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace vigie::engage {

struct PublishBy {
    std::string actor;  // user name, or "vigie"
    std::string why;
    Time at{};
};

struct TicketDraft {
    model::AssetId asset;  // an account of the register
    std::string text;      // or
    std::string digest;    // publication_digest() of a text that Vigie must not know: 64 hex digits
    Time opens{};
    Time closes{};  // at most 90 days later
};

// Waiting, or approved at once when its author may approve. On a frozen account: frozen. The same draft by
// the same person is the same ticket. Errc::invalid_argument for a draft that says nothing or whose window is
// empty or over.
[[nodiscard]] Result<model::Publication> create_ticket(ports::Session& s, const TicketDraft& draft,
                                                       bool approved, const PublishBy& by);
[[nodiscard]] Result<model::Publication> approve_ticket(ports::Session& s, const model::PublicationId& id,
                                                        const PublishBy& by);
[[nodiscard]] Result<model::Publication> cancel_ticket(ports::Session& s, const model::PublicationId& id,
                                                       const PublishBy& by);

// Nothing goes out on the account until somebody lifts it; waiting and approved tickets become frozen.
// `incident` may be empty. False when it was frozen already: nothing changes.
[[nodiscard]] Result<bool> freeze_account(ports::Session& s, const model::AssetId& asset,
                                          const model::IncidentId& incident, const PublishBy& by);
// Frozen tickets wait for approval anew: whoever had the account may have written them. Needs a reason
// (Errc::invalid_argument) and a frozen account (Errc::conflict).
[[nodiscard]] Result<model::AccountFreeze> unfreeze_account(ports::Session& s, const model::AssetId& asset,
                                                            const PublishBy& by);
[[nodiscard]] Result<std::optional<model::AccountFreeze>> freeze_of(ports::Session& s,
                                                                    const model::AssetId& asset);

// The approved ticket that covers a post of this account with this text at this time, or the one that covered
// this very post before. O(tickets of the account, at most 500).
[[nodiscard]] Result<std::optional<model::Publication>> covering_ticket(ports::Session& s,
                                                                        const model::AssetId& asset,
                                                                        const model::Item& item);
// A post was seen: its ticket, when there is one, is published and covers no other. No audit line: the item
// says it.
[[nodiscard]] Result<> settle_ticket(ports::Session& s, const model::AssetId& asset, const model::Item& item);

}  // namespace vigie::engage
