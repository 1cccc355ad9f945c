// Is the audit chain whole? Recomputes every hash, follows the links and compares the end with the head that
// the store keeps apart, so that a changed, missing, reordered or cut-off entry is found. Reads in pages:
// constant memory.
#pragma once

#include <vigie/ports/store.hpp>

#include <cstdint>
#include <string>

namespace vigie::ports {

// Where the store keeps "<seq> <hash>" of the last entry (a value of the session).
inline constexpr const char* audit_head_key = "audit.head";

struct AuditReport {
    std::int64_t entries = 0;  // read and found good
    bool ok = true;
    std::int64_t first_bad_seq = 0;  // 0 when ok
    std::string why;                 // for a person; empty when ok
};

[[nodiscard]] Result<AuditReport> verify_audit(Session& session);

// What an appended entry becomes: seq and prev_hash follow `head` ("" = no entry yet), `at` is cut to the
// millisecond, `hash` is computed. Errc::io when the head is unreadable.
[[nodiscard]] Result<model::AuditEntry> seal_audit(model::AuditEntry entry, const std::string& head);
[[nodiscard]] std::string audit_head(const model::AuditEntry& last);

}  // namespace vigie::ports
