// What the pipeline does about our own accounts, in the transaction of the item: tickets that posts use up,
// and the freeze of accounts that seem to be taken over.
#pragma once

#include <vigie/judge/correlate.hpp>
#include <vigie/model/asset.hpp>
#include <vigie/model/item_view.hpp>
#include <vigie/ports/store.hpp>

#include <vector>

namespace vigie::engine {

// Score from which an account is frozen without asking anybody.
inline constexpr double freeze_from = 0.8;

[[nodiscard]] bool is_ours(const model::ItemView& item, const model::AssetRegister& assets);
// A post of ours was judged: its ticket, when there is one, is used up.
[[nodiscard]] Result<> settle_ticket(ports::Session& session, const model::AssetRegister& assets,
                                     const model::Item& item);
// Freezes the queue of each account that a new finding of these says is taken over, by "vigie". A finding
// that was known before is none of `changes`: replay never freezes again what a person freed. Answers the
// accounts that it froze, or whose freeze it made stricter.
[[nodiscard]] Result<std::vector<model::AssetId>> freeze_taken(
    ports::Session& session, const std::vector<judge::IncidentChange>& changes, Time now);
// Lifts the freezes whose end has come; writes only when there are any. Answers whether there were.
[[nodiscard]] Result<bool> end_freezes(ports::Store& store, Time now);

}  // namespace vigie::engine
