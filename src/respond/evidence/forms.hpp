// The texts that the locker writes and hashes, and how they are read back.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/json.hpp>
#include <vigie/respond/evidence.hpp>

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace vigie::respond {

// Keys sorted, no blanks: what is hashed.
[[nodiscard]] inline std::string canonical(const model::Json& j) {
    return nlohmann::json::parse(model::dump(j)).dump();
}

[[nodiscard]] std::string record_text(const EvidenceCapture& capture);
// Errc::parse on any other shape.
[[nodiscard]] Result<EvidenceCapture> read_record(std::string_view text);
[[nodiscard]] std::string entry_text(const EvidenceEntry& entry);
[[nodiscard]] Result<EvidenceEntry> read_entry(std::string_view leaf);
[[nodiscard]] std::string head_text(const EvidenceHead& head);
[[nodiscard]] Result<EvidenceHead> read_head(std::string_view text);

// 64 lower-case hexadecimal digits.
[[nodiscard]] bool is_sha256(std::string_view text) noexcept;

struct Custody {
    std::vector<model::AuditEntry> entries;  // of the incident, in order
    std::vector<std::pair<EvidenceEntry, std::optional<EvidenceCapture>>> captures;
    std::optional<EvidenceHold> hold;
};
// The page that people read first. `french` or English.
[[nodiscard]] std::string cover_sheet(const model::Incident& incident, const Custody& custody, Time now,
                                      const std::string& program, const std::string& public_key, bool french);

// WARC 1.1 of what was met on the web: an address and the bytes kept under it.
struct WarcPart {
    Time at{};
    EvidencePart part;  // with its content
};
[[nodiscard]] std::string write_warc(const std::vector<WarcPart>& parts, const std::string& incident,
                                     const std::string& program, Time now);

}  // namespace vigie::respond
