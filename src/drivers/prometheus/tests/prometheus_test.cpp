#include <vigie/drivers/prometheus.hpp>

#include <doctest/doctest.h>

#include <thread>
#include <vector>

namespace vigie::drivers {

TEST_CASE("metrics come out as Prometheus text with help, type and labels") {
    const auto metrics = make_prometheus_metrics();
    metrics->counter("vigie_findings_total", {{"kind", "impersonation"}, {"severity", "high"}}).add(2);
    metrics->gauge("vigie_queue_depth", {{"queue", "a \"b\"\\\nc"}}).set(7);
    metrics->histogram("http_server_request_duration_seconds").observe(0.06);
    metrics->histogram("vigie_takedown_age_seconds").observe(7200);
    const auto text = metrics->text();
    CHECK(text.find("# HELP vigie_findings_total Findings by kind and severity.\n# TYPE vigie_findings_total "
                    "counter\n"
                    "vigie_findings_total{kind=\"impersonation\",severity=\"high\"} 2\n") !=
          std::string::npos);
    CHECK(text.find(R"(vigie_queue_depth{queue="a \"b\"\\\nc"} 7)") != std::string::npos);
    CHECK(text.find("http_server_request_duration_seconds_bucket{le=\"0.05\"} 0\n") != std::string::npos);
    CHECK(text.find("http_server_request_duration_seconds_bucket{le=\"0.075\"} 1\n") != std::string::npos);
    CHECK(text.find("vigie_takedown_age_seconds_bucket{le=\"14400\"} 1\n") != std::string::npos);
    CHECK(text.find("process_resident_memory_bytes ") != std::string::npos);
    CHECK(text.find("process_open_fds ") != std::string::npos);
}

TEST_CASE("the same name and labels are one metric, from any thread") {
    const auto metrics = make_prometheus_metrics();
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 1000; ++i)
                metrics->counter("vigie_ingest_events_total", {{"source", "x"}}).add();
        });
    }
    for (auto& t : threads) t.join();
    CHECK(metrics->text().find("vigie_ingest_events_total{source=\"x\"} 4000\n") != std::string::npos);
}

TEST_CASE("a bad name or a second kind under one name is counted and breaks nothing") {
    const auto metrics = make_prometheus_metrics();
    metrics->counter("not a name").add();
    metrics->counter("vigie_x_total").add();
    metrics->gauge("vigie_x_total").set(5);
    const auto text = metrics->text();
    CHECK(text.find("vigie_x_total 1\n") != std::string::npos);
    CHECK(text.find("vigie_metrics_refused_total 2\n") != std::string::npos);
}

}  // namespace vigie::drivers
