// Every handler of the API. One .cpp per resource; routes.cpp says which path leads where.
#pragma once

#include "app.hpp"

namespace vigie::serve {

// session.cpp
Response log_in(Call& call);
Response get_session(Call& call);
Response log_out(Call& call);
Response change_password(Call& call);
Response set_lang(Call& call);
Response list_users(Call& call);
[[nodiscard]] std::string session_cookie(const App& app, const std::string& token);  // "" clears it
// overview.cpp
Response get_overview(Call& call);
// incidents.cpp
Response list_incidents(Call& call);
Response get_incident(Call& call);
Response get_finding(Call& call);
// acts.cpp
Response act_on_incident(Call& call);  // captures: id, act
Response act_on_step(Call& call);      // captures: id, key, act
Response resend_takedown(Call& call);
Response mark_takedown(Call& call);
Response resend_notice(Call& call);
Response bulk(Call& call);
// register.cpp
Response list_assets(Call& call);
Response list_sources(Call& call);
Response list_policies(Call& call);
Response list_detectors(Call& call);
Response list_channels(Call& call);
Response test_channel(Call& call);
// noise.cpp
Response open_held_finding(Call& call);  // captures: id
Response get_digest(Call& call);
Response list_allowances(Call& call);
Response create_allowance(Call& call);
Response end_allowance(Call& call);  // captures: id
// What one detector did today and was worth; a member of its row.
[[nodiscard]] Result<Json> noise_of(ports::Session& session, const Call& call);

// reputation.cpp
Response get_reputation(Call& call);
Response tell_customers(Call& call);  // captures: month
// screen.cpp
Response screen_draft(Call& call);

// watches.cpp; captures: name
Response list_watches(Call& call);
Response get_watch(Call& call);
Response list_watch_items(Call& call);
Response get_watch_volume(Call& call);
[[nodiscard]] Result<Json> watch_json(const Call& call, ports::Session& session, const model::Watch& watch);
// watch_acts.cpp
Response create_watch(Call& call);
Response change_watch(Call& call);
Response delete_watch(Call& call);
// queries.cpp
Response check_query(Call& call);
Response preview_query(Call& call);
// rules.cpp
Response list_rules(Call& call);
Response get_rule(Call& call);
Response set_rule_mode(Call& call);
Response backtest_rule(Call& call);
// publications.cpp
Response list_publications(Call& call);
Response create_publication(Call& call);
Response act_on_publication(Call& call);  // captures: id, act
Response list_freezes(Call& call);
Response freeze(Call& call);
Response lift_freeze(Call& call);  // captures: asset
// drafts.cpp
Response list_drafts(Call& call);
Response get_draft(Call& call);  // captures: id
Response create_draft(Call& call);
Response act_on_draft(Call& call);  // captures: id, act
Response list_publishers(Call& call);
// charter.cpp
Response get_charter(Call& call);
Response publish_charter(Call& call);
Response acknowledge_charter(Call& call);
Response list_charter_standing(Call& call);
Response list_charter_proof(Call& call);
// employees.cpp
Response get_employees(Call& call);
// takedowns.cpp
Response list_takedowns(Call& call);
Response get_dossier(Call& call);
Response list_dead_notices(Call& call);
// audit.cpp
Response list_audit(Call& call);
Response verify_audit(Call& call);
// search.cpp
Response search(Call& call);
// system.cpp
Response events(Call& call);
Response get_system(Call& call);
Response healthz(Call& call);
Response health(Call& call);
Response metrics(Call& call);

[[nodiscard]] Json to_json(const watch::SourceHealth& source);

}  // namespace vigie::serve
