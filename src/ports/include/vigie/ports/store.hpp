// Everything that must survive a crash. All work goes through transactions: what one write() did is there
// wholly or not at all. One writer at a time, readers never wait for it (WAL). Implementations:
// drivers/sqlite, MemoryStore (tests).
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/allowance.hpp>
#include <vigie/model/incident.hpp>
#include <vigie/model/publication.hpp>
#include <vigie/model/rule.hpp>
#include <vigie/model/user.hpp>
#include <vigie/model/watch.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vigie::ports {

// Filters are AND-ed; empty means any. `limit` at most 500; 0 gives the total alone.
struct IncidentQuery {
    std::vector<model::IncidentStatus> statuses;
    std::vector<model::Severity> severities;
    std::vector<std::string> kinds;
    std::string asset;
    std::string owner;  // "-" = nobody
    std::string text;   // in title, culprit handle or display, id; case-insensitive
    bool late_only =
        false;   // has an unsettled step past its deadline at `now`, or one that was escalated as late
    Time now{};  // for late_only
    std::string sort = "risk";  // risk (open first, severity, score) | newest | oldest | updated
    int limit = 50;
    int offset = 0;
};

struct IncidentPage {
    std::vector<model::Incident> rows;
    std::int64_t total = 0;
};

struct AuditQuery {
    model::IncidentId incident;
    std::string actor;
    std::int64_t after_seq = 0;
    int limit = 200;  // at most 1000
    bool newest_first = false;
};

// What a list shows of a step: everything but its plan.
struct StepBrief {
    model::StepId id;
    model::StepState state = model::StepState::waiting;
    std::optional<Time> due_at;
    bool escalated = false;
};

struct SearchHit {
    model::Item item;
    std::string snippet;  // plain text around the first word that was found, cut ends marked with "…"
};

// Position of a source, saved in the transaction that stored what it delivered.
struct SourcePosition {
    std::string source;
    std::string cursor;  // the source's own form
    Time saved_at{};
};

struct Counts {
    std::int64_t items = 0;
    std::int64_t findings = 0;
    std::int64_t incidents_open = 0;
    std::int64_t incidents_closed = 0;
    std::int64_t takedowns_pending = 0;
    std::int64_t takedowns_gone = 0;
    std::int64_t approvals_waiting = 0;
    std::int64_t late_steps = 0;
    std::int64_t notices_dead = 0;
};

// One transaction. Every method may fail with Errc::io (disk full, corrupt), Errc::unavailable (locked too
// long). Rows that name an incident need that incident (Errc::not_found). List limits are capped at 500.
class Session {
public:
    virtual ~Session() = default;

    // -- items and findings
    // False when (network, id) was known: it is updated. A deletion that carries no content only marks the
    // known item (see merge_item): what was said stays, as evidence.
    virtual Result<bool> put_item(const model::Item& item) = 0;
    virtual Result<std::optional<model::Item>> item(const model::ItemKey& key) = 0;
    // Full text over words of text, picture descriptions and author (name, handle; bio of an account item);
    // all words must occur, the last one may be a beginning; the newest stored first. No word, no hit. Rules:
    // ports/search.hpp.
    virtual Result<std::vector<SearchHit>> search_items(const std::string& text, int limit) = 0;
    // Forgets up to `limit` items observed before `before` that no finding rests on; answers how many.
    // Retention calls it until it answers less than `limit`.
    virtual Result<std::int64_t> purge_items(Time before, int limit) = 0;
    // The items observed at or after `since`, the latest observed first, until `visit` says false or `limit`
    // (not capped) were visited; answers how many were. `visit` must not use the session.
    virtual Result<std::int64_t> visit_items(Time since, int limit,
                                             const std::function<bool(const model::Item&)>& visit) = 0;
    virtual Result<bool> put_finding(
        const model::Finding& finding) = 0;  // false when the id was known: nothing changes
    virtual Result<std::optional<model::Finding>> finding(const model::FindingId& id) = 0;
    // Both lists: the newest stored first.
    virtual Result<std::vector<model::Finding>> findings_of(const model::IncidentId& incident, int limit) = 0;
    virtual Result<std::vector<model::Finding>> recent_findings(int limit) = 0;
    // How many findings there are (by `at`) in each of the `hours` hours that begin at `from`; at most a year
    // of them.
    virtual Result<std::vector<std::int64_t>> findings_per_hour(Time from, int hours) = 0;

    // -- watches of the console; what watches hit
    // Stores it under its name with the next version. Errc::conflict when `version` is not the stored one (0
    // for a new name).
    virtual Result<model::Watch> put_watch(model::Watch watch) = 0;
    virtual Result<std::optional<model::Watch>> watch(const std::string& name) = 0;
    virtual Result<std::vector<model::Watch>> watches() = 0;  // deleted ones too, by name; not capped
    // Notes that the stored item (else Errc::not_found) was hit by these, and counts each once for the hour
    // of `at`: a pair that is known changes nothing. A name is whatever hits are counted for:
    // "asset:brand-x", "faux-conseillers", a rule's.
    virtual Result<> add_hits(const model::ItemKey& item, Time at, const std::vector<std::string>& names) = 0;
    // The latest stored first.
    virtual Result<std::vector<model::Item>> items_of_watch(const std::string& name, int limit) = 0;
    // Hits in each of the `hours` hours that begin with the one of `from`; at most a year of them.
    virtual Result<std::vector<std::int64_t>> volume(const std::string& name, Time from, int hours) = 0;
    // Hits by name in the hours that begin with the one of `from` and end before the one of `to`; names with
    // none are left out.
    virtual Result<std::map<std::string, std::int64_t>> volumes(Time from, Time to) = 0;
    // Forgets the counts of hours before the one of `before`.
    virtual Result<> purge_volumes(Time before) = 0;

    // -- rules of the organisation, and what hits were worth
    virtual Result<> put_rule_switch(const model::RuleSwitch& decided) = 0;  // one for each rule: the last
    virtual Result<std::vector<model::RuleSwitch>> rule_switches() = 0;      // by rule; not capped
    virtual Result<> add_rule_cost(const std::string& rule, std::int64_t ns) = 0;  // one sample
    virtual Result<std::map<std::string, std::int64_t>> rule_costs() = 0;          // next_cost() over samples
    // When the item stored last of those that `name` hit was observed; the beginning of the last counted hour
    // when none of them is left.
    virtual Result<std::optional<Time>> last_hit(const std::string& name) = 0;
    // How many of the stored items that `name` hit, observed at or after `since`, each other name hit, too.
    virtual Result<std::map<std::string, std::int64_t>> shared_hits(const std::string& name, Time since) = 0;
    // The verdicts of the incidents that rest on stored items that `name` hit, each incident once.
    virtual Result<model::VerdictCounts> verdicts_of(const std::string& name) = 0;
    // The incident of the finding stored last among those on this item.
    virtual Result<std::optional<model::Incident>> incident_on(const model::ItemKey& item) = 0;

    // -- what detectors remember (judge/memory.hpp)
    virtual Result<std::optional<std::string>> memory(const std::string& kind, const std::string& key) = 0;
    virtual Result<> put_memory(const std::string& kind, const std::string& key, const std::string& value,
                                Time until) = 0;
    // Forgets up to `limit` memories whose time ended before `before`; answers how many.
    virtual Result<std::int64_t> purge_memory(Time before, int limit) = 0;

    // -- against noise (judge/restraint.hpp)
    virtual Result<> put_allowance(const model::Allowance& allowance) = 0;  // insert or replace
    // All, those that ended too, the newest first; not capped.
    virtual Result<std::vector<model::Allowance>> allowances() = 0;
    // Findings without an incident, `at` or after; the newest stored first.
    virtual Result<std::vector<model::Finding>> held_findings(Time since, int limit) = 0;
    // Joins a finding that has no incident yet to one. Errc::not_found without either, Errc::conflict when it
    // has one.
    virtual Result<> file_finding(const model::FindingId& finding, const model::IncidentId& incident) = 0;
    // The verdicts of the incidents that rest on a finding of each detector at or after `since`, each
    // incident once.
    virtual Result<std::map<std::string, model::VerdictCounts>> verdicts_by_detector(Time since) = 0;

    // -- Vigie's own queue: what may be published on our accounts
    virtual Result<> put_publication(const model::Publication& publication) = 0;  // insert or replace
    virtual Result<std::optional<model::Publication>> publication(const model::PublicationId& id) = 0;
    // The newest stored first; an empty asset or no state means any.
    virtual Result<std::vector<model::Publication>> publications(
        const model::AssetId& asset, const std::vector<model::PublicationState>& states, int limit) = 0;
    virtual Result<> put_freeze(const model::AccountFreeze& freeze) = 0;  // one for each account: the last
    virtual Result<std::vector<model::AccountFreeze>> freezes() = 0;      // by asset; lifted ones too

    // -- incidents
    // The open or closed incident that any of the indicators leads to; of several, the one opened latest.
    virtual Result<std::optional<model::IncidentId>> incident_with(
        const std::vector<model::Indicator>& indicators) = 0;
    // First come keeps an indicator; a repeat is ignored.
    virtual Result<> link_indicators(const model::IncidentId& incident,
                                     const std::vector<model::Indicator>& indicators) = 0;
    virtual Result<std::vector<model::Indicator>> indicators_of(
        const model::IncidentId& incident) = 0;  // sorted
    // Gives the draft its id, "VG-<year of opened_at>-<n, four digits or more>", gapless within a year, and
    // version 1.
    virtual Result<model::Incident> create_incident(model::Incident draft) = 0;
    virtual Result<model::Incident> update_incident(
        model::Incident incident) = 0;  // bumps version; conflict when stale
    virtual Result<std::optional<model::Incident>> incident(const model::IncidentId& id) = 0;
    virtual Result<IncidentPage> incidents(const IncidentQuery& query) = 0;

    // -- the policy at work
    virtual Result<> put_step(const model::Step& step) = 0;  // insert or replace
    virtual Result<std::vector<model::Step>> steps_of(const model::IncidentId& incident) = 0;  // by position
    // Those neither done nor cancelled, by position.
    virtual Result<std::vector<StepBrief>> open_steps_of(const model::IncidentId& incident) = 0;
    // What waits for people in incidents not closed: steps that await approval, of the worst incidents first,
    // then by due_at; and steps neither done nor cancelled with due_at < now, the longest overdue first.
    virtual Result<std::vector<model::Step>> steps_awaiting_approval(int limit) = 0;
    virtual Result<std::vector<model::Step>> late_steps(Time now, int limit) = 0;
    // Steps of incidents not closed that are ready or waiting (next_at ≤ now or absent), or past due (due_at
    // < now), neither done nor cancelled, and not escalated. A waiting step without next_at counts only once
    // the steps that its plan puts before it are settled (done, failed, cancelled), so that blocked steps
    // never crowd out the others. Ready ones first.
    virtual Result<std::vector<model::Step>> due_steps(Time now, int limit) = 0;
    virtual Result<> put_takedown(const model::Takedown& takedown) = 0;
    virtual Result<std::optional<model::Takedown>> takedown(const model::TakedownId& id) = 0;
    virtual Result<std::vector<model::Takedown>> takedowns_of(const model::IncidentId& incident) = 0;
    // The newest first; no state means any.
    virtual Result<std::vector<model::Takedown>> takedowns(const std::vector<model::TakedownState>& states,
                                                           int limit) = 0;
    // next_check_at ≤ now, any state; the longest overdue first.
    virtual Result<std::vector<model::Takedown>> due_takedowns(Time now, int limit) = 0;
    // Takedowns (any state but cancelled) whose subject is this account or post (its id or uri).
    virtual Result<std::vector<model::Takedown>> takedowns_on(const std::string& network,
                                                              const std::string& id) = 0;
    virtual Result<> put_notice(const model::Notice& notice) = 0;
    virtual Result<std::vector<model::Notice>> notices_of(const model::IncidentId& incident) = 0;
    virtual Result<std::vector<model::Notice>> due_notices(Time now,
                                                           int limit) = 0;  // queued, next_at ≤ now or absent
    virtual Result<std::optional<model::Notice>> notice(const model::NoticeId& id) = 0;
    virtual Result<std::vector<model::Notice>> dead_notices(int limit) = 0;  // the newest first

    // -- audit: append-only; prev_hash, hash and seq are filled in, `at` is kept to the millisecond (what the
    // hash covers)
    virtual Result<model::AuditEntry> append_audit(model::AuditEntry entry) = 0;
    virtual Result<std::vector<model::AuditEntry>> audit(const AuditQuery& query) = 0;
    // Acts at or after `since`; an empty act or actor means any.
    virtual Result<std::int64_t> count_acts(const std::string& act, const std::string& actor, Time since) = 0;

    // -- sources, people, small values
    virtual Result<std::optional<SourcePosition>> position(const std::string& source) = 0;
    virtual Result<> set_position(const SourcePosition& position) = 0;
    virtual Result<std::optional<model::User>> user(const std::string& name) = 0;
    virtual Result<std::vector<model::User>> users() = 0;
    virtual Result<> put_user(const model::User& user) = 0;
    virtual Result<std::optional<model::WebSession>> web_session(const std::string& token_hash) = 0;
    virtual Result<> put_web_session(const model::WebSession& session) = 0;
    // Sessions of this user, or of anybody when empty, that expire before the given time (Time::max() = all).
    virtual Result<> delete_web_sessions(const std::string& user_or_empty, Time expired_before) = 0;
    virtual Result<> delete_web_session(const std::string& token_hash) = 0;
    virtual Result<std::optional<std::string>> value(
        const std::string& key) = 0;  // e.g. a desk's session tokens
    // Keys that begin with "audit." are the store's own: invalid_argument.
    virtual Result<> set_value(const std::string& key, const std::string& value) = 0;
    virtual Result<Counts> counts(Time now) = 0;
};

class Store {
public:
    virtual ~Store() = default;
    // Runs `work` in one transaction, committed when it returns success, rolled back otherwise. Not
    // re-entrant.
    virtual Result<> write(const std::function<Result<>(Session&)>& work) = 0;
    // A consistent view; a write in it is refused with Errc::invalid_argument.
    virtual Result<> read(const std::function<Result<>(Session&)>& work) = 0;
    [[nodiscard]] virtual Result<> health() = 0;
};

// SHA-256 hex of prev_hash followed by the canonical JSON of the entry without its two hashes. The first
// entry's prev_hash is empty. Shared by stores and by verify_audit (ports/audit.hpp).
[[nodiscard]] std::string audit_hash(const model::AuditEntry& entry);

// What a known item becomes when it is seen again: the new one, except that a deletion without content keeps
// the old content and only sets `deleted` and `account_status`.
[[nodiscard]] model::Item merge_item(model::Item known, const model::Item& seen);

// In memory, the same answers: for tests and `vigie replay`.
[[nodiscard]] std::unique_ptr<Store> make_memory_store();

}  // namespace vigie::ports
