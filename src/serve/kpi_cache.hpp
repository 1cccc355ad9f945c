// The medians of the overview read a month of cases and change slowly: every console that looks shares an
// answer that is a few seconds old at most. Thread-safe.
#pragma once

#include <vigie/engage/measure.hpp>

#include <mutex>
#include <optional>

namespace vigie::serve {

class KpiCache {
public:
    Result<engage::Kpis> of(ports::Session& session, Time now, Duration steady) {
        const std::lock_guard lock(mutex_);
        if (kpis_ && steady - read_at_ < fresh) return *kpis_;
        VIGIE_TRY_ASSIGN(kpis_, engage::kpis(session, now, month));
        read_at_ = steady;
        return *kpis_;
    }

private:
    static constexpr auto fresh = std::chrono::seconds(5);
    static constexpr auto month = std::chrono::hours(24 * 30);
    std::mutex mutex_;
    std::optional<engage::Kpis> kpis_;
    Duration read_at_{};
};

}  // namespace vigie::serve
