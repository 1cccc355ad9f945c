// The evidence of a takeover, one function for each kind of sign. All pure; weights are log-odds.
#pragma once

#include "behaviour.hpp"
#include "last_seen.hpp"

#include <vigie/model/finding.hpp>
#include <vigie/model/publication.hpp>

#include <vector>

namespace vigie::plugins::takeover {

using Signs = std::vector<model::Evidence>;

// One piece for each field that changed in the day before `at`.
void add_changes(Signs& signs, const LastSeen& account, Time at);
// At least five deletions in ten minutes.
void add_deletions(Signs& signs, const LastSeen& account, Time at);
// The traits of a post that its account does not usually have; nothing while too few posts are known.
void add_behaviour(Signs& signs, const Behaviour& usual, const Habits& post);
// A post without a ticket, or while the account is frozen; nothing where no tickets are in use. What it
// weighs grows with how regularly the account's posts had one.
void add_ticket(Signs& signs, const model::QueueView& queue, const LastSeen& account,
                const model::Item& item);
// Other accounts of the organisation that did the same in the last hour.
void add_siblings(Signs& signs, const std::vector<SharedAct>& acts, const std::vector<std::string>& own,
                  const std::string& asset, Time at);

[[nodiscard]] std::vector<std::string> sign_codes();

}  // namespace vigie::plugins::takeover
