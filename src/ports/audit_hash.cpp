#include <vigie/kit/hash.hpp>
#include <vigie/model/json.hpp>
#include <vigie/ports/audit.hpp>

#include <charconv>

namespace vigie::ports {
namespace {

struct Head {
    std::int64_t seq = 0;
    std::string hash;
};

Result<Head> read_head(const std::string& text) {
    Head head;
    if (text.empty()) return head;
    const auto* end = text.data() + text.size();
    const auto [p, ec] = std::from_chars(text.data(), end, head.seq);
    if (ec != std::errc{} || head.seq < 1 || p == end || *p != ' ') {
        return fail(Errc::io, "the end mark of the audit chain is unreadable: '{}'", text.substr(0, 80));
    }
    head.hash.assign(p + 1, end);
    return head;
}

// Why `entry` cannot follow an entry with `seq` and `hash`; empty when it can.
std::string objection(const model::AuditEntry& entry, const Head& before) {
    if (entry.seq != before.seq + 1) {
        return fmt::format("entry {} is missing: {} is followed by {}", before.seq + 1, before.seq,
                           entry.seq);
    }
    if (entry.prev_hash != before.hash) {
        return fmt::format("entry {} does not continue entry {}: one was replaced or moved", entry.seq,
                           before.seq);
    }
    if (entry.hash != audit_hash(entry))
        return fmt::format("entry {} was changed after it was written", entry.seq);
    return {};
}

}  // namespace

std::string audit_hash(const model::AuditEntry& entry) {
    auto rest = entry;
    rest.prev_hash.clear();
    rest.hash.clear();
    return kit::sha256_hex(entry.prev_hash + model::dump(model::Json(rest)));
}

std::string audit_head(const model::AuditEntry& last) {
    return fmt::format("{} {}", last.seq, last.hash);
}

Result<model::AuditEntry> seal_audit(model::AuditEntry entry, const std::string& head) {
    VIGIE_TRY_ASSIGN(auto before, read_head(head));
    entry.seq = before.seq + 1;
    entry.prev_hash = std::move(before.hash);
    entry.at = std::chrono::floor<std::chrono::milliseconds>(entry.at);
    entry.hash = audit_hash(entry);
    return entry;
}

Result<AuditReport> verify_audit(Session& session) {
    constexpr int page = 1000;
    AuditReport report;
    Head before;
    const auto bad = [&](std::int64_t seq, std::string why) {
        report.ok = false;
        report.first_bad_seq = seq;
        report.why = std::move(why);
        return report;
    };
    for (;;) {
        AuditQuery query;
        query.after_seq = before.seq;
        query.limit = page;
        VIGIE_TRY_ASSIGN(const auto entries, session.audit(query));
        for (const auto& entry : entries) {
            if (auto why = objection(entry, before); !why.empty()) return bad(before.seq + 1, std::move(why));
            before = {entry.seq, entry.hash};
            ++report.entries;
        }
        if (entries.size() < page) break;
    }
    VIGIE_TRY_ASSIGN(const auto stored, session.value(audit_head_key));
    auto head = read_head(stored.value_or(""));
    if (!head) return bad(before.seq + 1, head.error().message);
    if (head->seq > before.seq) {
        return bad(before.seq + 1, fmt::format("the chain was cut: its last entry should be {}, {} remain",
                                               head->seq, before.seq));
    }
    if (head->seq < before.seq || head->hash != before.hash) {
        return bad(before.seq,
                   fmt::format("the last entry {} is not the one that the store wrote", before.seq));
    }
    return report;
}

}  // namespace vigie::ports
