#include "session.hpp"

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
    std::string before;
    VIGIE_TRY(
        c_.select("SELECT words FROM incident WHERE seq = ?", "t", {seq}, [&](const Row& row) -> Result<> {
            before = row.text(0);
            return {};
        }));
    const auto words = ports::incident_words(v);
    if (before != words) {
        if (!before.empty()) {
            VIGIE_TRY(
                run("INSERT INTO incident_trigrams (incident_trigrams, rowid, words) VALUES ('delete', ?, ?)",
                    {seq, before}));
        }
        VIGIE_TRY(run("INSERT INTO incident_trigrams (rowid, words) VALUES (?, ?)", {seq, words}));
    }
    return run(
        "UPDATE incident SET version = ?, kind = ?, severity = ?, score = ?, status = ?, closed = ?, owner = "
        "?, "
        "opened_at = ?, updated_at = ?, words = ? WHERE seq = ?",
        {v.version, v.kind, static_cast<int>(v.severity), v.score, static_cast<int>(v.status),
         v.status == IncidentStatus::closed, v.owner, v.opened_at, v.updated_at, words, seq});
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

}  // namespace vigie::drivers::sqlite
