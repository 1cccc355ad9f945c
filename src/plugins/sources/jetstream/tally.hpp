// What became of each event, for `vigie_ingest_events_total{source,kind,outcome}`. Counted without locks
// here, handed to the metrics from time to time: a firehose must not pay for an atomic per event.
#pragma once

#include <vigie/plugins/jetstream.hpp>
#include <vigie/ports/metrics.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <utility>

namespace vigie::plugins::jetstream {

// kept: handed on · dropped: concerns nobody · duplicate: seen before · ignored: nothing reads its kind ·
// bad: refused.
enum class Outcome : std::uint8_t { kept, dropped, duplicate, ignored, bad };

class Tally {
public:
    void add(JetstreamKind kind, Outcome outcome) noexcept { ++counts_[at(kind, outcome)]; }

    void flush(ports::Metrics* metrics, const std::string& source) {
        constexpr std::array<const char*, outcomes> names{"kept", "dropped", "duplicate", "ignored", "bad"};
        if (metrics == nullptr) return;
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            const auto count = std::exchange(counts_[i], 0U);
            if (count == 0) continue;
            const auto kind = std::string(name(static_cast<JetstreamKind>(i / outcomes)));
            metrics
                ->counter("vigie_ingest_events_total",
                          {{"source", source}, {"kind", kind}, {"outcome", names[i % outcomes]}})
                .add(static_cast<double>(count));
        }
    }

private:
    static constexpr std::size_t kinds = 8;
    static constexpr std::size_t outcomes = 5;
    static constexpr std::size_t at(JetstreamKind kind, Outcome outcome) noexcept {
        return static_cast<std::size_t>(kind) * outcomes + static_cast<std::size_t>(outcome);
    }
    std::array<std::uint64_t, kinds * outcomes> counts_{};
};

}  // namespace vigie::plugins::jetstream
