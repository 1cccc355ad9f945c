#include "memory_store.hpp"

#include <vigie/ports/audit.hpp>
#include <vigie/ports/store_rules.hpp>

namespace vigie::ports::memory {

Result<model::AuditEntry> MemorySession::append_audit(model::AuditEntry entry) {
    VIGIE_TRY(may_write());
    const auto head = t_.values.find(audit_head_key);
    VIGIE_TRY_ASSIGN(auto sealed, seal_audit(std::move(entry), head == t_.values.end() ? "" : head->second));
    journal_->set(t_.audit, sealed.seq, sealed);
    journal_->set(t_.values, std::string(audit_head_key), audit_head(sealed));
    return sealed;
}

Result<std::vector<model::AuditEntry>> MemorySession::audit(const AuditQuery& query) {
    std::vector<model::AuditEntry> out;
    const auto wanted = [&](const model::AuditEntry& entry) {
        return (query.incident.empty() || entry.incident == query.incident) &&
               (query.actor.empty() || entry.actor == query.actor);
    };
    const auto limit = capped(query.limit, 1000);
    if (query.newest_first) {
        for (auto it = t_.audit.rbegin();
             it != t_.audit.rend() && it->first > query.after_seq && out.size() < limit; ++it) {
            if (wanted(it->second)) out.push_back(it->second);
        }
    } else {
        for (auto it = t_.audit.upper_bound(query.after_seq); it != t_.audit.end() && out.size() < limit;
             ++it) {
            if (wanted(it->second)) out.push_back(it->second);
        }
    }
    return out;
}

Result<std::int64_t> MemorySession::count_acts(const std::string& act, const std::string& actor, Time since) {
    return std::count_if(t_.audit.begin(), t_.audit.end(), [&](const auto& row) {
        const auto& entry = row.second;
        return entry.at >= since && (act.empty() || entry.act == act) &&
               (actor.empty() || entry.actor == actor);
    });
}

Result<std::optional<SourcePosition>> MemorySession::position(const std::string& source) {
    const auto it = t_.positions.find(source);
    return it == t_.positions.end() ? std::nullopt : std::optional(it->second);
}

Result<> MemorySession::set_position(const SourcePosition& position) {
    VIGIE_TRY(may_write());
    journal_->set(t_.positions, position.source, position);
    return {};
}

Result<std::optional<model::User>> MemorySession::user(const std::string& name) {
    const auto it = t_.users.find(name);
    return it == t_.users.end() ? std::nullopt : std::optional(it->second);
}

Result<std::vector<model::User>> MemorySession::users() {
    std::vector<model::User> out;
    for (const auto& [name, user] : t_.users) out.push_back(user);
    return out;
}

Result<> MemorySession::put_user(const model::User& user) {
    VIGIE_TRY(may_write());
    journal_->set(t_.users, user.name, user);
    return {};
}

Result<std::optional<model::WebSession>> MemorySession::web_session(const std::string& token_hash) {
    const auto it = t_.web_sessions.find(token_hash);
    return it == t_.web_sessions.end() ? std::nullopt : std::optional(it->second);
}

Result<> MemorySession::put_web_session(const model::WebSession& session) {
    VIGIE_TRY(may_write());
    journal_->set(t_.web_sessions, session.token_hash, session);
    return {};
}

Result<> MemorySession::delete_web_sessions(const std::string& user_or_empty, Time expired_before) {
    VIGIE_TRY(may_write());
    std::vector<std::string> gone;
    for (const auto& [hash, session] : t_.web_sessions) {
        const bool theirs = user_or_empty.empty() || session.user == user_or_empty;
        if (theirs && session.expires_at < expired_before) gone.push_back(hash);
    }
    for (const auto& hash : gone) journal_->erase(t_.web_sessions, hash);
    return {};
}

Result<> MemorySession::delete_web_session(const std::string& token_hash) {
    VIGIE_TRY(may_write());
    journal_->erase(t_.web_sessions, token_hash);
    return {};
}

Result<std::optional<std::string>> MemorySession::value(const std::string& key) {
    const auto it = t_.values.find(key);
    return it == t_.values.end() ? std::nullopt : std::optional(it->second);
}

Result<> MemorySession::set_value(const std::string& key, const std::string& value) {
    VIGIE_TRY(may_write());
    VIGIE_TRY(may_set(key));
    journal_->set(t_.values, key, value);
    return {};
}

Result<Counts> MemorySession::counts(Time now) {
    using model::TakedownState;
    Counts c;
    c.items = static_cast<std::int64_t>(t_.items.size());
    c.findings = static_cast<std::int64_t>(t_.findings.size());
    for (const auto& [seq, incident] : t_.incidents) {
        ++(incident.status == model::IncidentStatus::closed ? c.incidents_closed : c.incidents_open);
    }
    for (const auto& [seq, takedown] : t_.takedowns) {
        const auto s = takedown.state;
        if (s == TakedownState::gone) ++c.takedowns_gone;
        if (s != TakedownState::gone && s != TakedownState::refused && s != TakedownState::cancelled)
            ++c.takedowns_pending;
    }
    for (const auto& [id, step] : t_.steps) {
        if (is_closed(step.incident)) continue;
        if (step.state == model::StepState::awaiting_approval) ++c.approvals_waiting;
        if (!finished(step.state) && step.due_at && *step.due_at < now) ++c.late_steps;
    }
    for (const auto& [seq, notice] : t_.notices) {
        if (notice.state == model::NoticeState::dead) ++c.notices_dead;
    }
    return c;
}

}  // namespace vigie::ports::memory
