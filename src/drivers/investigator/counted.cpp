#include "counted.hpp"

#include <utility>

namespace vigie::drivers {

Counted::Counted(const sandbox::Workers& workers, std::string name, ports::Metrics* metrics)
    : workers_(workers), metrics_(metrics), labels_{{"worker", std::move(name)}} {}

void Counted::publish() {
    if (metrics_ == nullptr) return;
    const std::scoped_lock lock(mutex_);
    const auto now = workers_.counts();
    const auto add = [&](const char* metric, std::uint64_t before, std::uint64_t after) {
        metrics_->counter(metric, labels_).add(static_cast<double>(after - before));
    };
    add("vigie_worker_requests_total", published_.requests, now.requests);
    add("vigie_worker_starts_total", published_.starts, now.starts);
    add("vigie_worker_deaths_total", published_.deaths, now.deaths);
    add("vigie_worker_timeouts_total", published_.timeouts, now.timeouts);
    published_ = now;
}

}  // namespace vigie::drivers
