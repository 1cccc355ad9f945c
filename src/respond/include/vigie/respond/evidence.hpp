// The evidence locker: what was seen when a finding came, kept before it can vanish. Objects are named by the
// SHA-256 of their content, apart for each incident, and encrypted; every capture is an entry of an
// append-only log (RFC 6962 hash tree) whose head is signed. An entry says what was kept by hashes alone:
// destroying objects when their time is over leaves the log whole and nobody's data in it. Who reads an
// export needs nothing of ours (verify_evidence).
//
// Killed between any two writes, nothing recorded is lost and nothing is recorded twice: objects first, then
// the log, then its head, then the audit chain, each found unfinished and ended at the next start.
#pragma once

#include <vigie/kit/merkle.hpp>
#include <vigie/ports/clock.hpp>
#include <vigie/ports/folder.hpp>
#include <vigie/ports/store.hpp>
#include <vigie/respond/acts.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::respond {

struct EvidencePart {
    std::string role;  // finding | post | profile | page
    std::string type;  // media type
    std::string url;   // where it stood; may be empty
    std::string sha256;
    std::uint64_t bytes = 0;
    std::string content;  // given to keep(); empty in what is listed
};

struct EvidenceCapture {
    model::IncidentId incident;
    model::FindingId finding;
    Time at{};
    std::vector<EvidencePart> parts;
};

struct EvidenceEntry {
    std::size_t index = 0;  // in the log
    std::string leaf;       // the entry's text, as the tree hashes it
    Time at{};
    model::IncidentId incident;
    model::FindingId finding;  // empty: the incident's objects were destroyed here
    std::string record;        // SHA-256 of the object that lists the parts
};

struct EvidenceHead {
    std::size_t size = 0;
    std::string root;  // hex
    std::string at;
    std::string signature;  // hex, over signed_text()
    [[nodiscard]] std::string signed_text() const;
};

class EvidenceLocker {
public:
    // Reads the log and checks it against its signed head; ends what was begun when the last process stopped.
    // Makes keys for an empty folder. Errc::io: the log was cut or changed, the key is missing (nothing is
    // touched then).
    [[nodiscard]] static Result<std::unique_ptr<EvidenceLocker>> open(ports::Folder& folder, ports::Rng& rng,
                                                                      const ports::Clock& clock,
                                                                      bool read_only = false);

    // The same finding again changes nothing. Errc::io: nothing is recorded, try again later.
    [[nodiscard]] Result<> keep(const EvidenceCapture& capture);
    [[nodiscard]] bool has(const model::FindingId& finding) const;
    // Destroys what is kept for this incident alone, and records that. The caller has looked for a hold.
    [[nodiscard]] Result<> destroy(const model::IncidentId& incident, Time at);

    [[nodiscard]] std::vector<EvidenceEntry> entries(const model::IncidentId& incident) const;
    [[nodiscard]] std::vector<EvidenceEntry> entries_from(std::size_t index, std::size_t limit) const;
    [[nodiscard]] std::vector<model::IncidentId> incidents() const;  // with something left, in order
    // Nothing when it was destroyed; Errc::io when it cannot be read as it was written.
    [[nodiscard]] Result<std::optional<std::string>> object(const model::IncidentId& incident,
                                                            const std::string& sha256) const;
    // What an entry keeps; nothing when it was destroyed.
    [[nodiscard]] Result<std::optional<EvidenceCapture>> capture(const EvidenceEntry& entry) const;

    [[nodiscard]] EvidenceHead head() const;
    [[nodiscard]] std::vector<std::string> proof(std::size_t index) const;  // in head().size; raw hashes
    [[nodiscard]] std::string public_key() const;                           // hex
    [[nodiscard]] std::string sign(std::string_view message) const;         // hex

private:
    EvidenceLocker(ports::Folder& folder, ports::Rng& rng, const ports::Clock& clock);
    Result<> read_keys(bool read_only);
    Result<> read_log(bool read_only);
    Result<> take_line(const std::string& line);
    Result<> append(const std::string& line);
    Result<> sign_head();
    [[nodiscard]] Result<> put_object(const model::IncidentId& incident, const std::string& sha256,
                                      std::string_view content);

    ports::Folder& folder_;
    ports::Rng& rng_;
    const ports::Clock& clock_;
    std::string seal_key_;
    std::string signing_seed_;
    mutable std::mutex mutex_;
    kit::MerkleTree tree_;
    std::vector<EvidenceEntry> log_;
    std::set<model::FindingId> known_;
    std::map<model::IncidentId, std::size_t> live_;  // captures that were not destroyed
    std::uint64_t log_bytes_ = 0;
    EvidenceHead head_;
};

// Keeps evidence of every finding that is in a case, from a thread of its own: detection never waits for it.
class EvidenceKeeper {
public:
    EvidenceKeeper(ports::Store& store, EvidenceLocker& locker, const ports::Clock& clock, int retention_days)
        : store_(store), locker_(locker), clock_(clock), retention_days_(retention_days) {}

    // What is due now: captures, their lines in the audit chain, what retention ends. Answers how many
    // findings were kept. On an error everything stays due.
    [[nodiscard]] Result<int> tick();

private:
    Result<int> capture_new();
    Result<> note_in_audit();
    Result<> end_retention();

    ports::Store& store_;
    EvidenceLocker& locker_;
    const ports::Clock& clock_;
    int retention_days_;  // after a case is closed; 0 = for ever
    std::optional<Time> looked_at_;
};

// What is kept of a finding and its item, and nothing more.
[[nodiscard]] EvidenceCapture evidence_of(const model::Finding& finding, const model::Item* item, Time at);

// Legal hold: while it stands, retention destroys nothing of the incident. Both write the audit line.
[[nodiscard]] Result<> hold_evidence(ports::Session& s, const model::IncidentId& id, const By& by);
[[nodiscard]] Result<> release_evidence(ports::Session& s, const model::IncidentId& id, const By& by);
struct EvidenceHold {
    std::string by;
    std::string why;
    Time at{};
};
[[nodiscard]] Result<std::optional<EvidenceHold>> evidence_hold(ports::Session& s,
                                                                const model::IncidentId& id);

// One file with all that is kept for an incident (docs/operate/evidence.md): a tar in one form, every byte of
// it covered by the signed manifest. Errc::not_found when nothing is kept.
[[nodiscard]] Result<std::string> export_evidence(ports::Session& s, const EvidenceLocker& locker,
                                                  const model::IncidentId& id, Time now,
                                                  const std::string& program);

struct EvidenceReport {
    bool ok = false;
    std::vector<std::string> problems;  // for people; empty when ok
    std::string incident;
    std::string exported_at;
    std::string public_key;  // hex; its owner must confirm it
    std::size_t captures = 0;
    std::size_t objects = 0;
    std::size_t custody = 0;  // entries of the audit chain
};
// Any bytes; needs nothing but them. Linear. `public_key` (hex, may be empty): the only one to accept.
[[nodiscard]] EvidenceReport verify_evidence(std::string_view bytes, const std::string& public_key = {});

}  // namespace vigie::respond
