#include "documents.hpp"
#include "session.hpp"

#include <vigie/model/json.hpp>
#include <vigie/ports/store_rules.hpp>

#include <algorithm>

namespace vigie::drivers::sqlite {

Result<> SqliteSession::put_allowance(const model::Allowance& allowance) {
    VIGIE_TRY(may_write());
    return run(
        "INSERT INTO allowance (id, at, doc) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET at = "
        "excluded.at, doc = "
        "excluded.doc",
        {allowance.id, allowance.at, to_document(allowance)});
}

Result<std::vector<model::Allowance>> SqliteSession::allowances() {
    return documents<model::Allowance>("SELECT doc FROM allowance ORDER BY at DESC, id", {});
}

Result<std::vector<model::Finding>> SqliteSession::held_findings(Time since, int limit) {
    return documents<model::Finding>(
        "SELECT doc FROM finding WHERE incident IS NULL AND at >= ? ORDER BY seq DESC LIMIT ?",
        {since, capped(limit)});
}

Result<> SqliteSession::file_finding(const model::FindingId& id, const model::IncidentId& incident) {
    VIGIE_TRY(may_write());
    VIGIE_TRY_ASSIGN(auto known, finding(id));
    if (!known) return fail(Errc::not_found, "there is no finding {}", id.value);
    if (!known->incident.empty())
        return fail(Errc::conflict, "finding {} is in {}", id.value, known->incident.value);
    VIGIE_TRY_ASSIGN(const auto seq, seq_of(incident));
    known->incident = incident;
    return run("UPDATE finding SET incident = ?, doc = ? WHERE id = ?", {seq, to_document(*known), id.value});
}

Result<std::map<std::string, model::VerdictCounts>> SqliteSession::verdicts_by_detector(Time since) {
    std::map<std::string, model::VerdictCounts> out;
    VIGIE_TRY(
        c_.select("SELECT detector, verdict, count(*) FROM (SELECT DISTINCT f.detector, f.incident, "
                  "coalesce(d.doc ->> 'verdict', "
                  "'none') AS verdict FROM finding f JOIN incident_doc d ON d.seq = f.incident WHERE f.at >= "
                  "?) GROUP BY 1, 2",
                  "tti", {since}, [&](const Row& row) -> Result<> {
                      const auto verdict = model::verdict_of(row.text(1)).value_or(model::Verdict::none);
                      for (std::int64_t i = 0; i < row.integer(2); ++i)
                          ports::count(verdict, out[row.text(0)]);
                      return {};
                  }));
    return out;
}

}  // namespace vigie::drivers::sqlite
