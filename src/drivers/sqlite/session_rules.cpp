#include "session.hpp"

#include <vigie/ports/store_rules.hpp>

#include <chrono>

namespace vigie::drivers::sqlite {

Result<> SqliteSession::put_rule_switch(const model::RuleSwitch& v) {
    VIGIE_TRY(may_write());
    return run(
        "INSERT INTO rule_switch (rule, mode, digest, why, by, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT "
        "(rule) DO UPDATE SET mode = excluded.mode, digest = excluded.digest, why = excluded.why, by = "
        "excluded.by, at = excluded.at",
        {v.rule, static_cast<int>(v.mode), v.digest, v.why, v.by, v.at});
}

Result<std::vector<model::RuleSwitch>> SqliteSession::rule_switches() {
    std::vector<model::RuleSwitch> out;
    VIGIE_TRY(c_.select("SELECT rule, mode, digest, why, by, at FROM rule_switch ORDER BY rule", "tittti", {},
                        [&](const Row& row) -> Result<> {
                            out.push_back({row.text(0), static_cast<model::RuleMode>(row.integer(1)),
                                           row.text(2), row.text(3), row.text(4), from_us(row.integer(5))});
                            return {};
                        }));
    return out;
}

Result<> SqliteSession::add_rule_cost(const std::string& rule, std::int64_t ns) {
    VIGIE_TRY(may_write(false));
    std::int64_t mean = 0;
    std::int64_t samples = 0;
    VIGIE_TRY(c_.select("SELECT ns, samples FROM rule_cost WHERE rule = ?", "ii", {rule},
                        [&](const Row& row) -> Result<> {
                            mean = row.integer(0);
                            samples = row.integer(1);
                            return {};
                        }));
    return run(
        "INSERT INTO rule_cost (rule, ns, samples) VALUES (?, ?, ?) ON CONFLICT (rule) DO UPDATE SET ns = "
        "excluded.ns, samples = excluded.samples",
        {rule, ports::next_cost(mean, samples, ns), samples + 1});
}

Result<std::map<std::string, std::int64_t>> SqliteSession::rule_costs() {
    std::map<std::string, std::int64_t> out;
    VIGIE_TRY(c_.select("SELECT rule, ns FROM rule_cost", "ti", {}, [&](const Row& row) -> Result<> {
        out[row.text(0)] = row.integer(1);
        return {};
    }));
    return out;
}

Result<std::optional<Time>> SqliteSession::last_hit(const std::string& name) {
    VIGIE_TRY(store_volumes());
    VIGIE_TRY_ASSIGN(
        const auto stored,
        c_.integer("SELECT observed_at FROM item_watches JOIN item ON item.seq = item_watches.item WHERE "
                   "watched = (SELECT number FROM watched WHERE name = ?) ORDER BY item_watches.item DESC "
                   "LIMIT 1",
                   {name}));
    if (stored) return std::optional(from_us(*stored));
    VIGIE_TRY_ASSIGN(const auto hour,
                     c_.integer("SELECT hour FROM watch_volumes WHERE watched = (SELECT number FROM watched "
                                "WHERE name = ?) ORDER BY hour DESC LIMIT 1",
                                {name}));
    if (!hour) return std::optional<Time>{};
    return std::optional(Time(std::chrono::hours(*hour)));
}

Result<std::map<std::string, std::int64_t>> SqliteSession::shared_hits(const std::string& name, Time since) {
    std::map<std::string, std::int64_t> out;
    VIGIE_TRY(c_.select(
        "SELECT watched.name, count(*) FROM item_watches mine JOIN item ON item.seq = mine.item JOIN "
        "item_watches other ON other.item = mine.item AND other.watched <> mine.watched JOIN watched ON "
        "watched.number = other.watched WHERE mine.watched = (SELECT number FROM watched WHERE name = ?) AND "
        "item.observed_at >= ? GROUP BY watched.number",
        "ti", {name, since}, [&](const Row& row) -> Result<> {
            out[row.text(0)] = row.integer(1);
            return {};
        }));
    return out;
}

Result<model::VerdictCounts> SqliteSession::verdicts_of(const std::string& name) {
    model::VerdictCounts counts;
    VIGIE_TRY_ASSIGN(
        const auto incidents,
        documents<model::Incident>(
            "SELECT doc FROM incident_doc WHERE seq IN (SELECT finding.incident FROM item_watches JOIN item "
            "ON item.seq = item_watches.item JOIN finding ON finding.item_id = item.id AND "
            "finding.item_network = item.network WHERE watched = (SELECT number FROM watched WHERE name = "
            "?))",
            {name}));
    for (const auto& incident : incidents) ports::count(incident.verdict, counts);
    return counts;
}

Result<std::optional<model::Incident>> SqliteSession::incident_on(const model::ItemKey& item) {
    return document<model::Incident>(
        "SELECT doc FROM incident_doc WHERE seq = (SELECT incident FROM finding WHERE item_id = ? AND "
        "item_network = ? AND incident IS NOT NULL ORDER BY seq DESC LIMIT 1)",
        {item.id, item.network});
}

}  // namespace vigie::drivers::sqlite
