#include "session.hpp"

#include <vigie/ports/audit.hpp>
#include <vigie/ports/store_rules.hpp>

namespace vigie::drivers::sqlite {

Result<> SqliteSession::may_write(bool promise) {
    promises_ = promises_ || promise;
    if (c_.options().read_only)
        return fail(Errc::invalid_argument, "a write inside read(): use Store::write");
    return {};
}

Result<> SqliteSession::run(std::string_view sql, const Args& args) {
    VIGIE_TRY(c_.run(sql, args));
    return {};
}

Result<> SqliteSession::finish() {
    const auto count = [this](const char* name, std::int64_t& delta) -> Result<> {
        if (delta != 0) VIGIE_TRY(run("UPDATE tally SET rows = rows + ? WHERE name = ?", {delta, name}));
        delta = 0;
        return {};
    };
    VIGIE_TRY(store_volumes());
    VIGIE_TRY(count("item", new_items_));
    return count("finding", new_findings_);
}

Result<model::AuditEntry> SqliteSession::append_audit(model::AuditEntry entry) {
    VIGIE_TRY(may_write());
    VIGIE_TRY_ASSIGN(const auto head, value(ports::audit_head_key));
    VIGIE_TRY_ASSIGN(const auto e, ports::seal_audit(std::move(entry), head.value_or("")));
    VIGIE_TRY(run(
        "INSERT INTO audit (seq, at, actor, act, object, incident, says_fr, says_en, why, prev_hash, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {e.seq, e.at, e.actor, e.act, e.object, e.incident.value, e.says.fr, e.says.en, e.why, e.prev_hash,
         e.hash}));
    VIGIE_TRY(store_value(ports::audit_head_key, ports::audit_head(e)));
    return e;
}

Result<std::vector<model::AuditEntry>> SqliteSession::audit(const ports::AuditQuery& query) {
    std::string sql =
        "SELECT seq, at, actor, act, object, incident, says_fr, says_en, why, prev_hash, hash FROM audit "
        "WHERE seq > ?";
    Args args{query.after_seq};
    if (!query.incident.empty()) {
        sql += " AND incident = ?";
        args.emplace_back(query.incident.value);
    }
    if (!query.actor.empty()) {
        sql += " AND actor = ?";
        args.emplace_back(query.actor);
    }
    sql += query.newest_first ? " ORDER BY seq DESC LIMIT ?" : " ORDER BY seq LIMIT ?";
    args.emplace_back(capped(query.limit, 1000));
    std::vector<model::AuditEntry> out;
    VIGIE_TRY(c_.select(sql, "iittttttttt", args, [&](const Row& row) -> Result<> {
        out.push_back({.seq = row.integer(0),
                       .at = from_us(row.integer(1)),
                       .actor = row.text(2),
                       .act = row.text(3),
                       .object = row.text(4),
                       .incident = model::IncidentId(row.text(5)),
                       .says = {row.text(6), row.text(7)},
                       .why = row.text(8),
                       .prev_hash = row.text(9),
                       .hash = row.text(10)});
        return {};
    }));
    return out;
}

Result<std::int64_t> SqliteSession::count_acts(const std::string& act, const std::string& actor, Time since) {
    std::string sql = "SELECT count(*) FROM audit WHERE at >= ?";
    Args args{since};
    if (!act.empty()) {
        sql += " AND act = ?";
        args.emplace_back(act);
    }
    if (!actor.empty()) {
        sql += " AND actor = ?";
        args.emplace_back(actor);
    }
    VIGIE_TRY_ASSIGN(const auto n, c_.integer(sql, args));
    return n.value_or(0);
}

Result<std::optional<ports::SourcePosition>> SqliteSession::position(const std::string& source) {
    std::optional<ports::SourcePosition> found;
    VIGIE_TRY(c_.select("SELECT cursor, saved_at FROM source_position WHERE source = ?", "ti", {source},
                        [&](const Row& row) -> Result<> {
                            found = ports::SourcePosition{source, row.text(0), from_us(row.integer(1))};
                            return {};
                        }));
    return found;
}

Result<> SqliteSession::set_position(const ports::SourcePosition& position) {
    VIGIE_TRY(may_write(false));
    return run(
        "INSERT INTO source_position (source, cursor, saved_at) VALUES (?, ?, ?) ON CONFLICT (source) DO "
        "UPDATE SET "
        "cursor = excluded.cursor, saved_at = excluded.saved_at",
        {position.source, position.cursor, position.saved_at});
}

Result<std::vector<model::User>> SqliteSession::select_users(std::string_view where, const Args& args) {
    std::vector<model::User> out;
    const auto sql = fmt::format(
        "SELECT name, password_hash, role, lang, must_change_password, disabled, created_at FROM user{} "
        "ORDER BY name",
        where);
    VIGIE_TRY(c_.select(sql, "ttttiii", args, [&](const Row& row) -> Result<> {
        const auto role = model::role_of(row.text(2));
        if (!role) return fail(Errc::io, "user '{}' has the unknown role '{}'", row.text(0), row.text(2));
        out.push_back({row.text(0), row.text(1), *role, row.text(3), row.integer(4) != 0, row.integer(5) != 0,
                       from_us(row.integer(6))});
        return {};
    }));
    return out;
}

Result<std::optional<model::User>> SqliteSession::user(const std::string& name) {
    VIGIE_TRY_ASSIGN(auto found, select_users(" WHERE name = ?", {name}));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Result<std::vector<model::User>> SqliteSession::users() {
    return select_users("", {});
}

Result<> SqliteSession::put_user(const model::User& v) {
    VIGIE_TRY(may_write());
    return run(
        "INSERT INTO user (name, password_hash, role, lang, must_change_password, disabled, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET password_hash = "
        "excluded.password_hash, "
        "role = excluded.role, lang = excluded.lang, must_change_password = excluded.must_change_password, "
        "disabled = excluded.disabled, created_at = excluded.created_at",
        {v.name, v.password_hash, model::name(v.role), v.lang, v.must_change_password, v.disabled,
         v.created_at});
}

Result<std::optional<model::WebSession>> SqliteSession::web_session(const std::string& token_hash) {
    std::optional<model::WebSession> found;
    VIGIE_TRY(c_.select("SELECT user, csrf, created_at, expires_at FROM web_session WHERE token_hash = ?",
                        "ttii", {token_hash}, [&](const Row& row) -> Result<> {
                            found = model::WebSession{token_hash, row.text(0), row.text(1),
                                                      from_us(row.integer(2)), from_us(row.integer(3))};
                            return {};
                        }));
    return found;
}

Result<> SqliteSession::put_web_session(const model::WebSession& v) {
    VIGIE_TRY(may_write());
    return run(
        "INSERT INTO web_session (token_hash, user, csrf, created_at, expires_at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (token_hash) DO UPDATE SET user = excluded.user, csrf = excluded.csrf, "
        "created_at = excluded.created_at, expires_at = excluded.expires_at",
        {v.token_hash, v.user, v.csrf, v.created_at, v.expires_at});
}

Result<> SqliteSession::delete_web_sessions(const std::string& user_or_empty, Time expired_before) {
    VIGIE_TRY(may_write());
    return run("DELETE FROM web_session WHERE (?1 = '' OR user = ?1) AND expires_at < ?2",
               {user_or_empty, expired_before});
}

Result<> SqliteSession::delete_web_session(const std::string& token_hash) {
    VIGIE_TRY(may_write());
    return run("DELETE FROM web_session WHERE token_hash = ?", {token_hash});
}

Result<std::optional<std::string>> SqliteSession::value(const std::string& key) {
    std::optional<std::string> found;
    VIGIE_TRY(c_.select("SELECT value FROM value WHERE key = ?", "t", {key}, [&](const Row& row) -> Result<> {
        found = row.text(0);
        return {};
    }));
    return found;
}

Result<> SqliteSession::set_value(const std::string& key, const std::string& value) {
    VIGIE_TRY(may_write());
    VIGIE_TRY(ports::may_set(key));
    return store_value(key, value);
}

Result<> SqliteSession::store_value(const std::string& key, const std::string& value) {
    return run(
        "INSERT INTO value (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        {key, value});
}

Result<ports::Counts> SqliteSession::counts(Time now) {
    ports::Counts c;
    const auto number = [this](std::int64_t& into, std::string_view sql, const Args& args = {}) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto n, c_.integer(sql, args));
        into = n.value_or(0);
        return {};
    };
    VIGIE_TRY(number(c.items, "SELECT rows FROM tally WHERE name = 'item'"));
    VIGIE_TRY(number(c.findings, "SELECT rows FROM tally WHERE name = 'finding'"));
    c.items += new_items_;
    c.findings += new_findings_;
    VIGIE_TRY(number(c.incidents_open, "SELECT count(*) FROM incident WHERE closed = 0"));
    VIGIE_TRY(number(c.incidents_closed, "SELECT count(*) FROM incident WHERE closed = 1"));
    using model::TakedownState;
    const auto state = [](TakedownState s) { return static_cast<int>(s); };
    VIGIE_TRY(number(c.takedowns_gone, "SELECT count(*) FROM takedown WHERE state = ?",
                     {state(TakedownState::gone)}));
    VIGIE_TRY(
        number(c.takedowns_pending, "SELECT count(*) FROM takedown WHERE state NOT IN (?, ?, ?)",
               {state(TakedownState::gone), state(TakedownState::refused), state(TakedownState::cancelled)}));
    VIGIE_TRY(number(c.approvals_waiting,
                     "SELECT count(*) FROM step CROSS JOIN incident ON incident.seq = step.incident WHERE "
                     "step.state = ? AND closed = 0",
                     {static_cast<int>(model::StepState::awaiting_approval)}));
    VIGIE_TRY(number(c.late_steps,
                     "SELECT count(*) FROM step CROSS JOIN incident ON incident.seq = step.incident "
                     "WHERE step.state IN (0, 1, 2, 4) AND step.due_at < ? AND closed = 0",
                     {now}));
    VIGIE_TRY(number(c.notices_dead, "SELECT count(*) FROM notice WHERE state = ?",
                     {static_cast<int>(model::NoticeState::dead)}));
    return c;
}

}  // namespace vigie::drivers::sqlite
