// What becomes of worker processes, as metrics: vigie_worker_{requests,starts,deaths,timeouts}_total{worker}.
#pragma once

#include <vigie/ports/metrics.hpp>
#include <vigie/sandbox/sandbox.hpp>

#include <mutex>
#include <string>

namespace vigie::drivers {

class Counted {
public:
    // Both outlive it; without `metrics` nothing is counted.
    Counted(const sandbox::Workers& workers, std::string name, ports::Metrics* metrics);
    void publish();  // what was added since the last call. Thread-safe

private:
    const sandbox::Workers& workers_;
    ports::Metrics* metrics_;
    ports::Labels labels_;
    std::mutex mutex_;
    sandbox::Counts published_;
};

}  // namespace vigie::drivers
