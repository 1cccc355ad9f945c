// An Incident is a case: findings on one culprit or sharing an indicator, a policy at work on it, and its
// whole history.
#pragma once

#include <vigie/model/finding.hpp>

#include <map>
#include <optional>

namespace vigie::model {

using StepId = Id<struct StepIdTag>;          // incident id + "/" + key of the step in its policy
using TakedownId = Id<struct TakedownIdTag>;  // "T-" + incident + "-" + n
using NoticeId = Id<struct NoticeIdTag>;      // stable across retries: it is the idempotency key

enum class IncidentStatus : std::uint8_t { open, in_progress, closed };
enum class Verdict : std::uint8_t { none, confirmed, false_alarm, harmless };

[[nodiscard]] std::string_view name(IncidentStatus status) noexcept;
[[nodiscard]] std::optional<IncidentStatus> incident_status_of(std::string_view name) noexcept;
[[nodiscard]] std::string_view name(Verdict verdict) noexcept;
[[nodiscard]] std::optional<Verdict> verdict_of(std::string_view name) noexcept;

struct Incident {
    IncidentId id;
    std::string kind;  // that of the first finding: impersonation | phishing_link | rule | …
    Severity severity = Severity::low;
    double score = 0;  // highest of its findings
    IncidentStatus status = IncidentStatus::open;
    Verdict verdict = Verdict::none;
    Text title;
    Culprit culprit;
    std::vector<AssetId> assets;
    std::string policy;  // id of the policy at work; empty when none matched
    std::string owner;   // user name; empty when nobody took it
    Time first_seen{};   // first finding's item
    Time opened_at{};
    Time updated_at{};
    std::optional<Time> acted_at;  // first act that reached somebody outside Vigie (notice or takedown sent)
    std::optional<Time> gone_at;   // when the culprit was seen gone
    std::optional<Time> closed_at;
    std::string close_cause;  // content_gone | false_alarm | harmless | resolved | duplicate
    int findings = 0;
    int reopened = 0;
    std::int64_t version = 0;  // optimistic lock: update fails with Errc::conflict when it moved
    friend bool operator==(const Incident&, const Incident&) = default;
};

// ---- Policy
// -------------------------------------------------------------------------------------------------------

enum class StepMode : std::uint8_t { automatic, approval, manual };
enum class StepAction : std::uint8_t { notify, request_takedown, recheck, escalate, close, task };

[[nodiscard]] std::string_view name(StepMode mode) noexcept;
[[nodiscard]] std::optional<StepMode> step_mode_of(std::string_view name) noexcept;
[[nodiscard]] std::string_view name(StepAction action) noexcept;
[[nodiscard]] std::optional<StepAction> step_action_of(std::string_view name) noexcept;

struct PolicyStep {
    std::string key;  // unique in its policy
    StepAction action = StepAction::task;
    Text title;
    std::string owner;                 // department or role key
    std::optional<Duration> deadline;  // from the incident's opening
    StepMode mode = StepMode::manual;
    std::vector<std::string> after;     // keys of steps that must be done first
    std::vector<std::string> channels;  // notify, escalate: channel names; empty = the owner's channels
    std::string desk;               // request_takedown: desk name; empty = the desk of the culprit's network
    std::string reason;             // request_takedown: impersonation | scam | phishing | leak | other
    std::optional<Duration> every;  // recheck: first interval; doubles up to an hour
    std::string escalate_to;        // owner who is told when this step is late
    int line = 0;
};

struct Policy {
    std::string id;
    Text title;
    std::vector<std::string> kinds;  // finding kinds it answers; empty = any
    Severity min_severity = Severity::info;
    double min_score = 0;
    std::vector<std::string> networks;  // empty = any
    int priority = 0;                   // highest wins, then file order
    std::vector<PolicyStep> steps;
    int line = 0;
};

// A department or role: who does what, and how they are told.
struct Department {
    std::string key;
    Text title;
    std::vector<std::string> channels;  // channel names
    std::vector<std::string> to;        // e-mail addresses
};

struct PolicySet {
    std::vector<Policy> policies;
    std::map<std::string, Department> departments;
    int automatic_takedowns_per_day =
        20;  // the daily budget of automatic acts; approvals by a person are not counted
    std::string version;
};

// ---- Steps, takedowns, notices: the policy at work
// ------------------------------------------------------------------

enum class StepState : std::uint8_t { waiting, awaiting_approval, ready, done, failed, cancelled };

[[nodiscard]] std::string_view name(StepState state) noexcept;
[[nodiscard]] std::optional<StepState> step_state_of(std::string_view name) noexcept;

struct Step {
    StepId id;
    IncidentId incident;
    PolicyStep plan;  // a copy: a later edit of the policy does not change a running case
    int position = 0;
    StepState state = StepState::waiting;
    std::optional<Time> due_at;
    std::optional<Time> next_at;  // when the engine should look at it again
    std::string approved_by;      // user name; "policy" when automatic
    std::optional<Time> done_at;
    std::string done_by;
    int attempts = 0;
    std::string error;  // last failure, for people
    bool escalated = false;
};

enum class TakedownState : std::uint8_t {
    drafted,
    approved,
    sent,
    acknowledged,
    refused,
    gone,
    back_again,
    cancelled,
    appealed  // refused, and asked to be looked at again. Last: the store keeps these by number
};

[[nodiscard]] std::string_view name(TakedownState state) noexcept;
[[nodiscard]] std::optional<TakedownState> takedown_state_of(std::string_view name) noexcept;

struct Takedown {
    TakedownId id;
    IncidentId incident;
    StepId step;
    std::string desk;
    Culprit subject;
    std::string subject_uri;  // post: at:// uri or URL
    std::string subject_cid;  // post on Bluesky
    std::string reason;       // impersonation | scam | phishing | leak | other
    std::string text;         // what the platform is told
    TakedownState state = TakedownState::drafted;
    std::string approved_by;
    std::optional<Time> sent_at;
    std::string reference;              // the platform's number
    std::optional<Time> next_check_at;  // re-check or re-send
    std::optional<Time> checked_at;
    std::optional<Time> gone_at;
    int attempts = 0;  // failed sends in a row
    int checks = 0;
    std::string error;
};

enum class NoticeState : std::uint8_t { queued, sent, dead };

[[nodiscard]] std::string_view name(NoticeState state) noexcept;
[[nodiscard]] std::optional<NoticeState> notice_state_of(std::string_view name) noexcept;

struct Notice {
    NoticeId id;
    IncidentId incident;
    StepId step;
    std::string channel;          // channel name
    std::vector<std::string> to;  // addresses, where the channel wants them
    std::string event;            // incident.opened | step.late | takedown.sent | incident.closed …
    std::string subject;
    std::string body;
    NoticeState state = NoticeState::queued;
    int attempts = 0;
    std::optional<Time> next_at;
    std::optional<Time> sent_at;
    std::string error;
    Time created_at{};
};

// ---- Audit
// ------------------------------------------------------------------------------------------------------------

// One act, by whom and why. `hash` = SHA-256 over the previous hash and the canonical JSON of the rest:
// append-only, verifiable.
struct AuditEntry {
    std::int64_t seq = 0;  // 1, 2, 3… without gaps; set by the store
    Time at{};
    std::string actor;    // user name, "policy", "vigie", "platform"
    std::string act;      // stable code: incident.opened, step.approved, takedown.sent …
    std::string object;   // id of what was acted on
    IncidentId incident;  // timeline it belongs to; may be empty
    Text says;            // the sentence of the timeline
    std::string why;      // reason given by the person; may be empty
    std::string prev_hash;
    std::string hash;
};

}  // namespace vigie::model
