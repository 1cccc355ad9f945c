// Everything that must survive a crash. All work goes through transactions: what one write() did is there wholly or not
// at all. One writer at a time, readers never wait for it (WAL). Implementations: drivers/sqlite, MemoryStore (tests).
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/incident.hpp>
#include <vigie/model/user.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vigie::ports {

// Filters are AND-ed; empty means any. `limit` at most 500.
struct IncidentQuery {
    std::vector<model::IncidentStatus> statuses;
    std::vector<model::Severity> severities;
    std::vector<std::string> kinds;
    std::string asset;
    std::string owner;         // "-" = nobody
    std::string text;          // in title, culprit handle or display, id; case-insensitive
    bool late_only = false;    // has a step past its deadline
    std::string sort = "risk"; // risk (open first, severity, score) | newest | oldest | updated
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
    int limit = 200;
    bool newest_first = false;
};

struct SearchHit {
    model::Item item;
    std::string snippet;
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

// One transaction. Every method may fail with Errc::io (disk full, corrupt), Errc::unavailable (locked too long).
class Session {
public:
    virtual ~Session() = default;

    // -- items and findings
    virtual Result<bool> put_item(const model::Item& item) = 0;  // false when (network, id) was known: it is updated
    virtual Result<std::optional<model::Item>> item(const model::ItemKey& key) = 0;
    virtual Result<std::vector<SearchHit>> search_items(const std::string& text, int limit) = 0;  // full text
    virtual Result<bool> put_finding(const model::Finding& finding) = 0;  // false when the id was known: nothing changes
    virtual Result<std::optional<model::Finding>> finding(const model::FindingId& id) = 0;
    virtual Result<std::vector<model::Finding>> findings_of(const model::IncidentId& incident, int limit) = 0;
    virtual Result<std::vector<model::Finding>> recent_findings(int limit) = 0;

    // -- incidents
    // The open or closed incident that any of the indicators leads to, latest first.
    virtual Result<std::optional<model::IncidentId>> incident_with(const std::vector<model::Indicator>& indicators) = 0;
    // First come keeps an indicator; a repeat is ignored.
    virtual Result<> link_indicators(const model::IncidentId& incident, const std::vector<model::Indicator>& indicators) = 0;
    virtual Result<std::vector<model::Indicator>> indicators_of(const model::IncidentId& incident) = 0;
    // Gives the draft its id, "VG-<year of opened_at>-<n, four digits or more>", gapless within a year.
    virtual Result<model::Incident> create_incident(model::Incident draft) = 0;
    virtual Result<model::Incident> update_incident(model::Incident incident) = 0;  // bumps version; conflict when stale
    virtual Result<std::optional<model::Incident>> incident(const model::IncidentId& id) = 0;
    virtual Result<IncidentPage> incidents(const IncidentQuery& query) = 0;

    // -- the policy at work
    virtual Result<> put_step(const model::Step& step) = 0;  // insert or replace
    virtual Result<std::vector<model::Step>> steps_of(const model::IncidentId& incident) = 0;  // by position
    // Steps of incidents not closed that are ready or waiting (next_at ≤ now or absent), or past due and not escalated.
    virtual Result<std::vector<model::Step>> due_steps(Time now, int limit) = 0;
    virtual Result<> put_takedown(const model::Takedown& takedown) = 0;
    virtual Result<std::optional<model::Takedown>> takedown(const model::TakedownId& id) = 0;
    virtual Result<std::vector<model::Takedown>> takedowns_of(const model::IncidentId& incident) = 0;
    virtual Result<std::vector<model::Takedown>> takedowns(const std::vector<model::TakedownState>& states, int limit) = 0;
    // next_check_at ≤ now, any state.
    virtual Result<std::vector<model::Takedown>> due_takedowns(Time now, int limit) = 0;
    // Takedowns (any state but cancelled) whose subject is this account or post.
    virtual Result<std::vector<model::Takedown>> takedowns_on(const std::string& network, const std::string& id) = 0;
    virtual Result<> put_notice(const model::Notice& notice) = 0;
    virtual Result<std::vector<model::Notice>> notices_of(const model::IncidentId& incident) = 0;
    virtual Result<std::vector<model::Notice>> due_notices(Time now, int limit) = 0;  // queued and next_at ≤ now

    // -- audit: append-only; prev_hash, hash and seq are filled in
    virtual Result<model::AuditEntry> append_audit(model::AuditEntry entry) = 0;
    virtual Result<std::vector<model::AuditEntry>> audit(const AuditQuery& query) = 0;
    virtual Result<std::int64_t> count_acts(const std::string& act, const std::string& actor, Time since) = 0;

    // -- sources, people, small values
    virtual Result<std::optional<SourcePosition>> position(const std::string& source) = 0;
    virtual Result<> set_position(const SourcePosition& position) = 0;
    virtual Result<std::optional<model::User>> user(const std::string& name) = 0;
    virtual Result<std::vector<model::User>> users() = 0;
    virtual Result<> put_user(const model::User& user) = 0;
    virtual Result<std::optional<model::WebSession>> web_session(const std::string& token_hash) = 0;
    virtual Result<> put_web_session(const model::WebSession& session) = 0;
    virtual Result<> delete_web_sessions(const std::string& user_or_empty, Time expired_before) = 0;
    virtual Result<> delete_web_session(const std::string& token_hash) = 0;
    virtual Result<std::optional<std::string>> value(const std::string& key) = 0;  // e.g. a desk's session tokens
    virtual Result<> set_value(const std::string& key, const std::string& value) = 0;
    virtual Result<Counts> counts(Time now) = 0;
};

class Store {
public:
    virtual ~Store() = default;
    // Runs `work` in one transaction, committed when it returns success, rolled back otherwise. Not re-entrant.
    virtual Result<> write(const std::function<Result<>(Session&)>& work) = 0;
    // A consistent view; `work` must not write.
    virtual Result<> read(const std::function<Result<>(Session&)>& work) = 0;
    [[nodiscard]] virtual Result<> health() = 0;
};

// SHA-256 hex of prev_hash + canonical JSON of the entry without its hash. Shared by stores and by `vigie audit verify`.
[[nodiscard]] std::string audit_hash(const model::AuditEntry& entry);

// In memory, the same answers: for tests and `vigie replay`.
[[nodiscard]] std::unique_ptr<Store> make_memory_store();

}  // namespace vigie::ports
