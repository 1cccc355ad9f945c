// Metrics over prometheus-cpp, written as Prometheus text (exposition format 0.0.4) with the process_*
// figures beside ours. A metric lives as long as this object. A name that Prometheus does not allow, or one
// used for two kinds, is counted in vigie_metrics_refused_total and otherwise ignored: measuring never breaks
// what is measured.
#pragma once

#include <vigie/ports/metrics.hpp>

#include <memory>

namespace vigie::drivers {

[[nodiscard]] std::unique_ptr<ports::Metrics> make_prometheus_metrics();

}  // namespace vigie::drivers
