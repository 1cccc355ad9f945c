#include "session.hpp"

#include <vigie/model/json.hpp>
#include <vigie/ports/search.hpp>
#include <vigie/ports/store_rules.hpp>

#include <set>
#include <tuple>

namespace vigie::drivers::sqlite {

using model::Incident;
using model::IncidentStatus;

Result<std::int64_t> SqliteSession::seq_of(const model::IncidentId& incident) {
    VIGIE_TRY_ASSIGN(const auto seq, c_.integer("SELECT seq FROM incident WHERE id = ?", {incident.value}));
    if (!seq) return fail(Errc::not_found, "there is no incident '{}'", incident.value);
    return *seq;
}

Result<std::optional<model::IncidentId>> SqliteSession::incident_with(
    const std::vector<model::Indicator>& indicators) {
    std::optional<std::tuple<std::int64_t, std::int64_t, std::string>> latest;
    for (const auto& indicator : indicators) {
        VIGIE_TRY(c_.select(
            "SELECT i.opened_at, i.seq, i.id FROM indicator JOIN incident i ON i.seq = indicator.incident "
            "WHERE indicator.kind = ? AND indicator.value = ?",
            "iit", {indicator.kind, indicator.value}, [&](const Row& row) -> Result<> {
                latest =
                    std::max(latest, std::optional(std::tuple(row.integer(0), row.integer(1), row.text(2))));
                return {};
            }));
    }
    if (!latest) return std::nullopt;
    return model::IncidentId(std::get<2>(*latest));
}

Result<> SqliteSession::link_indicators(const model::IncidentId& incident,
                                        const std::vector<model::Indicator>& indicators) {
    VIGIE_TRY(may_write());
    VIGIE_TRY_ASSIGN(const auto seq, seq_of(incident));
    for (const auto& indicator : indicators) {
        VIGIE_TRY(
            run("INSERT INTO indicator (kind, value, incident) VALUES (?, ?, ?) ON CONFLICT (kind, value) DO "
                "NOTHING",
                {indicator.kind, indicator.value, seq}));
    }
    return {};
}

Result<std::vector<model::Indicator>> SqliteSession::indicators_of(const model::IncidentId& incident) {
    std::vector<model::Indicator> out;
    VIGIE_TRY(c_.select(
        "SELECT kind, value FROM indicator WHERE incident = (SELECT seq FROM incident WHERE id = ?) "
        "ORDER BY kind, value",
        "tt", {incident.value}, [&](const Row& row) -> Result<> {
            out.push_back({row.text(0), row.text(1)});
            return {};
        }));
    return out;
}

Result<> SqliteSession::write_incident(std::int64_t seq, const Incident& v) {
    return run(
        "UPDATE incident SET version = ?, kind = ?, severity = ?, score = ?, status = ?, closed = ?, owner = "
        "?, "
        "opened_at = ?, updated_at = ?, words = ? WHERE seq = ?",
        {v.version, v.kind, static_cast<int>(v.severity), v.score, static_cast<int>(v.status),
         v.status == IncidentStatus::closed, v.owner, v.opened_at, v.updated_at, ports::incident_words(v),
         seq});
}

Result<> SqliteSession::write_assets(std::int64_t seq, const Incident& incident) {
    const std::set<model::AssetId> assets(incident.assets.begin(), incident.assets.end());
    for (const auto& asset : assets)
        VIGIE_TRY(run("INSERT INTO incident_asset (asset, seq) VALUES (?, ?)", {asset.value, seq}));
    return {};
}

Result<Incident> SqliteSession::create_incident(Incident draft) {
    VIGIE_TRY(may_write());
    const auto year = ports::incident_year(draft.opened_at);
    VIGIE_TRY(
        run("INSERT INTO incident_number (year, last) VALUES (?, 1) ON CONFLICT (year) DO UPDATE SET last = "
            "last + 1",
            {year}));
    VIGIE_TRY_ASSIGN(const auto number,
                     c_.integer("SELECT last FROM incident_number WHERE year = ?", {year}));
    draft.id = ports::incident_id(year, number.value_or(1));
    draft.version = 1;
    VIGIE_TRY(
        run("INSERT INTO incident (id, version, kind, severity, score, status, closed, owner, opened_at, "
            "updated_at, words) "
            "VALUES (?, 0, '', 0, 0, 0, 0, '', 0, 0, '')",
            {draft.id.value}));
    const auto seq = c_.last_rowid();
    VIGIE_TRY(write_incident(seq, draft));
    VIGIE_TRY(run("INSERT INTO incident_doc (seq, doc) VALUES (?, ?)", {seq, to_document(draft)}));
    VIGIE_TRY(write_assets(seq, draft));
    return draft;
}

Result<Incident> SqliteSession::update_incident(Incident incident) {
    VIGIE_TRY(may_write());
    VIGIE_TRY_ASSIGN(const auto seq, seq_of(incident.id));
    VIGIE_TRY_ASSIGN(const auto stored, c_.integer("SELECT version FROM incident WHERE seq = ?", {seq}));
    if (stored != incident.version) {
        return fail(Errc::conflict, "incident {} changed meanwhile (version {}, now {}): load it again",
                    incident.id.value, incident.version, stored.value_or(0));
    }
    ++incident.version;
    VIGIE_TRY(write_incident(seq, incident));
    VIGIE_TRY(run("UPDATE incident_doc SET doc = ? WHERE seq = ?", {to_document(incident), seq}));
    VIGIE_TRY(run("DELETE FROM incident_asset WHERE seq = ?", {seq}));
    VIGIE_TRY(write_assets(seq, incident));
    return incident;
}

Result<std::optional<Incident>> SqliteSession::incident(const model::IncidentId& id) {
    return document<Incident>(
        "SELECT doc FROM incident_doc WHERE seq = (SELECT seq FROM incident WHERE id = ?)", {id.value});
}

namespace {

struct Where {
    std::string sql;
    Args args;
    std::string kinds;  // keeps what args point to
    std::string needle;

    void add(std::string_view condition, Arg arg) {
        sql += sql.empty() ? " WHERE " : " AND ";
        sql += condition;
        args.push_back(arg);
    }
};

template <class E>
std::int64_t mask_of(const std::vector<E>& values) {
    std::int64_t mask = 0;
    for (const auto v : values) mask |= std::int64_t{1} << static_cast<int>(v);
    return mask;
}

// The cheap conditions first, "contains" last. Few distinct texts, so that the statements stay prepared.
void fill(Where& where, const ports::IncidentQuery& q) {
    if (!q.statuses.empty()) where.add("(? >> status) & 1", mask_of(q.statuses));
    if (!q.severities.empty()) where.add("(? >> severity) & 1", mask_of(q.severities));
    if (!q.kinds.empty()) {
        where.kinds = model::dump(model::Json(q.kinds));
        where.add("kind IN (SELECT value FROM json_each(?))", where.kinds);
    }
    if (!q.owner.empty())
        where.add("owner = ?", q.owner == "-" ? std::string_view() : std::string_view(q.owner));
    if (!q.asset.empty()) where.add("seq IN (SELECT seq FROM incident_asset WHERE asset = ?)", q.asset);
    if (q.late_only) {
        // States that are neither done nor cancelled.
        where.add(
            "seq IN (SELECT incident FROM step WHERE state IN (0, 1, 2, 4) AND (escalated = 1 OR due_at < "
            "?))",
            q.now);
    }
    where.needle = ports::fold_needle(q.text);
    if (!where.needle.empty()) where.add("instr(words, ?) > 0", where.needle);
}

Result<std::string_view> order_of(const std::string& sort) {
    if (sort == "risk") return " ORDER BY closed, severity DESC, score DESC, opened_at DESC, seq DESC";
    if (sort == "newest") return " ORDER BY opened_at DESC, seq DESC";
    if (sort == "oldest") return " ORDER BY opened_at, seq";
    if (sort == "updated") return " ORDER BY updated_at DESC, seq DESC";
    return fail(Errc::invalid_argument, "unknown sort '{}': use risk, newest, oldest or updated", sort);
}

}  // namespace

Result<ports::IncidentPage> SqliteSession::incidents(const ports::IncidentQuery& query) {
    VIGIE_TRY_ASSIGN(const auto order, order_of(query.sort));
    Where where;
    fill(where, query);
    ports::IncidentPage page;
    VIGIE_TRY_ASSIGN(const auto total, c_.integer("SELECT count(*) FROM incident" + where.sql, where.args));
    page.total = total.value_or(0);
    if (query.limit <= 0) return page;
    where.args.emplace_back(capped(query.limit));
    where.args.emplace_back(std::max(query.offset, 0));
    std::vector<std::int64_t> rows;
    VIGIE_TRY(c_.select(fmt::format("SELECT seq FROM incident{}{} LIMIT ? OFFSET ?", where.sql, order), "i",
                        where.args, [&](const Row& row) -> Result<> {
                            rows.push_back(row.integer(0));
                            return {};
                        }));
    for (const auto seq : rows) {
        VIGIE_TRY_ASSIGN(auto incident,
                         document<Incident>("SELECT doc FROM incident_doc WHERE seq = ?", {seq}));
        if (incident) page.rows.push_back(*std::move(incident));
    }
    return page;
}

}  // namespace vigie::drivers::sqlite
