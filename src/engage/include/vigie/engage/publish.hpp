// What people, and Vigie itself, may do to Vigie's own queue. Each act is one transaction-sized function on a
// Session, checks that it is allowed in the present state (Errc::conflict otherwise) and writes its line in
// the audit chain.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/publication.hpp>
#include <vigie/ports/store.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::engage {

struct PublishBy {
    std::string actor;  // user name, or "vigie"
    std::string why;
    Time at{};
};

// -- tickets

struct TicketDraft {
    model::AssetId asset;  // an account of the register
    std::string text;      // or
    std::string digest;    // publication_digest() of a text that Vigie must not know: 64 hex digits
    Time opens{};
    Time closes{};  // at most 90 days later
};

// Waiting, or approved at once when its author may approve. On an account where a freeze holds its author
// back: frozen. The same draft by the same person at the same moment is the same ticket.
// Errc::invalid_argument for a draft that says nothing or whose window is empty or over.
[[nodiscard]] Result<model::Publication> create_ticket(ports::Session& s, const TicketDraft& draft,
                                                       bool approved, const PublishBy& by);
[[nodiscard]] Result<model::Publication> approve_ticket(ports::Session& s, const model::PublicationId& id,
                                                        const PublishBy& by);
[[nodiscard]] Result<model::Publication> cancel_ticket(ports::Session& s, const model::PublicationId& id,
                                                       const PublishBy& by);
// Takes an approval or a cancellation back: it waits again, or is frozen where a freeze holds it.
// Errc::conflict for one that is published, waiting or frozen.
[[nodiscard]] Result<model::Publication> reopen_ticket(ports::Session& s, const model::PublicationId& id,
                                                       const PublishBy& by);

// -- freezes

struct FreezeTerms {
    std::optional<Time> until{};          // absent: until somebody lifts it
    std::vector<std::string> speakers{};  // whose tickets go out all the same; at most 50
    model::IncidentId incident{};         // that asks for it; may be empty
    friend bool operator==(const FreezeTerms&, const FreezeTerms&) = default;
};

// The last decision on one account; without an asset, on all of ours, beside those of their own.
struct Freeze {
    model::AccountFreeze decision;
    FreezeTerms terms;  // nothing of a freeze that was lifted
    [[nodiscard]] bool in_force(Time now) const {
        return decision.frozen && (!terms.until || now < *terms.until);
    }
    friend bool operator==(const Freeze&, const Freeze&) = default;
};

// All, lifted ones too, by asset.
[[nodiscard]] Result<std::vector<Freeze>> freezes(ports::Session& s);
// Whether any of them holds back what this user writes for the account.
[[nodiscard]] bool held(const std::vector<Freeze>& all, const model::AssetId& asset,
                        const std::string& author, Time now);

// Nothing goes out on the account (an empty asset: on any of ours) but what the speakers write; waiting and
// approved tickets of others become frozen. A freeze in force takes the new terms. False when it has these
// terms already: nothing changes. Errc::invalid_argument without a reason, with an end that is over, or with
// more than 50 speakers. O(open tickets of the account; at most 500 of them are held at once).
[[nodiscard]] Result<bool> freeze_account(ports::Session& s, const model::AssetId& asset,
                                          const FreezeTerms& terms, const PublishBy& by);
// Tickets that no other freeze holds wait for approval anew: whoever had the account may have written them.
// Needs a reason (Errc::invalid_argument) and a freeze in force (Errc::conflict).
[[nodiscard]] Result<Freeze> unfreeze_account(ports::Session& s, const model::AssetId& asset,
                                              const PublishBy& by);
// Lifts the freezes whose end has come, by "vigie". Answers how many. O(freezes).
[[nodiscard]] Result<std::size_t> end_freezes(ports::Session& s, Time now);
// The last decision on this account itself, lifted or not (an empty asset: on all of them).
[[nodiscard]] Result<std::optional<Freeze>> freeze_of(ports::Session& s, const model::AssetId& asset);

// -- what was seen

// The approved ticket that covers a post of this account with this text at this time, or the one that covered
// this very post before. O(tickets of the account, at most 500).
[[nodiscard]] Result<std::optional<model::Publication>> covering_ticket(ports::Session& s,
                                                                        const model::AssetId& asset,
                                                                        const model::Item& item);
// A post was seen: its ticket, when there is one, is published and covers no other. No audit line: the item
// says it.
[[nodiscard]] Result<> settle_ticket(ports::Session& s, const model::AssetId& asset, const model::Item& item);

}  // namespace vigie::engage
