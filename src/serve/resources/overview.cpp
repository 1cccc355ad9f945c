#include "kpi_cache.hpp"
#include "resources.hpp"

#include <vigie/engage/measure.hpp>

namespace vigie::serve {
namespace {

constexpr int shown = 8;

Json counts_json(const ports::Counts& c) {
    return {{"items", c.items},
            {"findings", c.findings},
            {"incidents_open", c.incidents_open},
            {"incidents_closed", c.incidents_closed},
            {"takedowns_pending", c.takedowns_pending},
            {"takedowns_gone", c.takedowns_gone},
            {"approvals_waiting", c.approvals_waiting},
            {"late_steps", c.late_steps},
            {"notices_dead", c.notices_dead}};
}

// Steps with the cases they belong to.
Result<Json> with_cases(ports::Session& s, const std::vector<model::Step>& steps) {
    auto out = Json::array();
    for (const auto& step : steps) {
        VIGIE_TRY_ASSIGN(const auto incident, s.incident(step.incident));
        if (incident) out.push_back({{"incident", *incident}, {"step", step}});
    }
    return out;
}

Json number(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Result<> waiting_steps(ports::Session& s, Time now, Json& body) {
    VIGIE_TRY_ASSIGN(const auto approvals, s.steps_awaiting_approval(shown));
    VIGIE_TRY_ASSIGN(body["approvals"], with_cases(s, approvals));
    VIGIE_TRY_ASSIGN(const auto late, s.late_steps(now, shown));
    VIGIE_TRY_ASSIGN(body["late"], with_cases(s, late));
    return {};
}

}  // namespace

Json to_json(const watch::SourceHealth& h) {
    Json j{{"name", h.name},     {"type", h.type}, {"state", h.state}, {"detail", h.detail},
           {"events", h.events}, {"bad", h.bad},   {"lag_s", h.lag_s}};
    if (h.last_event_at) j["last_event_at"] = format_time(*h.last_event_at);
    return j;
}

Response get_overview(Call& call) {
    const auto now = call.now();
    Json body{{"now", format_time(now)}};
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto counts, s.counts(now));
        body["counts"] = counts_json(counts);
        VIGIE_TRY_ASSIGN(const auto kpis, call.app.kpis->of(s, now, call.app.parts.real_clock->steady()));
        body["kpis"] = {{"detect_s_p50", number(kpis.detect_s_p50)},
                        {"action_s_p50", number(kpis.action_s_p50)},
                        {"gone_s_p50", number(kpis.gone_s_p50)}};
        VIGIE_TRY_ASSIGN(const auto by_severity, engage::open_by_severity(s));
        auto open = Json::object();
        for (int i = 4; i >= 0; --i) {
            open[std::string(model::name(static_cast<model::Severity>(i)))] =
                by_severity[static_cast<std::size_t>(i)];
        }
        body["open_by_severity"] = std::move(open);
        VIGIE_TRY_ASSIGN(const auto arrivals, engage::findings_per_hour(s, now));
        body["findings_per_hour"] = arrivals.last;
        body["findings_per_hour_before"] = arrivals.before;
        ports::IncidentQuery newest;
        newest.sort = "newest";
        newest.limit = shown;
        VIGIE_TRY_ASSIGN(const auto latest, s.incidents(newest));
        body["latest"] = latest.rows;
        return waiting_steps(s, now, body);
    });
    if (!done) return problem(call, done.error());
    auto sources = Json::array();
    for (const auto& h : call.app.parts.sources()) sources.push_back(to_json(h));
    body["sources"] = std::move(sources);
    return json(body);
}

}  // namespace vigie::serve
