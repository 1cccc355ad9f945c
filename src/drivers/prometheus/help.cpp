#include "help.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace vigie::drivers::prometheus_text {
namespace {

struct Help {
    std::string_view name;
    std::string_view says;
};

constexpr std::array table{
    Help{"http_server_request_duration_seconds", "Time to answer a request to the console or the API."},
    Help{"http_client_request_duration_seconds", "Time until another server answered us."},
    Help{"vigie_ingest_events_total", "Events that a source delivered, by what became of them."},
    Help{"vigie_ingest_dropped_total", "Events that were let go unstored, by reason."},
    Help{"vigie_ingest_lag_seconds", "How far a source lies behind what happens on its network."},
    Help{"vigie_source_gap_total", "Times a source could not resume where it had stopped."},
    Help{"vigie_stream_connected", "1 while the stream of a source is connected."},
    Help{"vigie_detect_duration_seconds", "Time that a detector takes for one item."},
    Help{"vigie_findings_total", "Findings by kind and severity."},
    Help{"vigie_incident_open", "Incidents that are not closed."},
    Help{"vigie_takedown_age_seconds", "Time from a takedown's first sending to its result."},
    Help{"vigie_notify_attempts_total", "Tries to deliver a notice, by outcome."},
    Help{"vigie_queue_depth", "Items that wait between two stages."},
    Help{"vigie_approvals_waiting", "Steps that wait for a person's approval."},
    Help{"vigie_notices_dead", "Notices that were given up."},
    Help{"vigie_store_failures_total", "Transactions that the store could not commit."},
    Help{"vigie_page_visits_total", "Visits of the link investigator, by how they ended."},
    Help{"vigie_worker_requests_total", "Requests to a worker process without rights."},
    Help{"vigie_worker_starts_total", "Worker processes that were begun."},
    Help{"vigie_worker_deaths_total", "Worker processes that ended unasked: crash, memory, forbidden call."},
    Help{"vigie_worker_timeouts_total", "Worker processes that were killed because they did not answer."},
    Help{"vigie_metrics_refused_total", "Uses of a metric that was refused for its name or kind."},
};

}  // namespace

std::string help_of(const std::string& name) {
    const auto* it = std::find_if(table.begin(), table.end(), [&](const Help& h) { return h.name == name; });
    return it == table.end() ? std::string() : std::string(it->says);
}

std::vector<double> buckets_of(const std::string& name) {
    // Ages count in minutes to weeks, calls in milliseconds to seconds (the buckets that OpenTelemetry
    // prescribes for HTTP).
    if (name.ends_with("_age_seconds")) {
        return {60,     300,          900,          3600,         4.0 * 3600,   12.0 * 3600,
                86'400, 2.0 * 86'400, 4.0 * 86'400, 7.0 * 86'400, 14.0 * 86'400};
    }
    return {0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10};
}

}  // namespace vigie::drivers::prometheus_text
