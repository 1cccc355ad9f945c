#include "resources.hpp"

#include <vigie/engage/measure.hpp>

#include <algorithm>

namespace vigie::serve {
namespace {

constexpr int shown = 8;
constexpr int looked_at = 200;  // open cases whose steps are searched for what waits

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

struct Waiting {
    model::Incident incident;
    model::Step step;
};

Json parts_json(std::vector<Waiting> waiting, bool by_due) {
    std::ranges::stable_sort(waiting, [&](const Waiting& a, const Waiting& b) {
        if (!by_due && a.incident.severity != b.incident.severity)
            return a.incident.severity > b.incident.severity;
        return a.step.due_at.value_or(Time::max()) < b.step.due_at.value_or(Time::max());
    });
    auto out = Json::array();
    for (const auto& w : waiting) {
        if (out.size() == shown) break;
        out.push_back({{"incident", w.incident}, {"step", w.step}});
    }
    return out;
}

Json number(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Result<> waiting_steps(ports::Session& s, Time now, Json& body) {
    ports::IncidentQuery query;
    query.statuses = {model::IncidentStatus::open, model::IncidentStatus::in_progress};
    query.limit = looked_at;
    VIGIE_TRY_ASSIGN(const auto page, s.incidents(query));
    std::vector<Waiting> approvals;
    std::vector<Waiting> late;
    for (const auto& incident : page.rows) {
        VIGIE_TRY_ASSIGN(const auto steps, s.steps_of(incident.id));
        for (const auto& step : steps) {
            using enum model::StepState;
            const bool open = step.state == waiting || step.state == ready ||
                              step.state == awaiting_approval || step.state == failed;
            if (step.state == awaiting_approval) approvals.push_back({incident, step});
            if (open && step.due_at && *step.due_at < now) late.push_back({incident, step});
        }
    }
    body["approvals"] = parts_json(std::move(approvals), false);
    body["late"] = parts_json(std::move(late), true);
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
        constexpr auto month = std::chrono::hours(24 * 30);
        VIGIE_TRY_ASSIGN(const auto kpis, engage::kpis(s, now, month));
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
