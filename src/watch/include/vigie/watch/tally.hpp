// What became of each event of a source: vigie_ingest_events_total{source,kind,outcome}, and what was let go
// unstored by reason: vigie_ingest_dropped_total{source,reason}. Counted without locks here, handed to the
// metrics from time to time: a firehose must not pay for an atomic per event. One thread.
#pragma once

#include <vigie/ports/metrics.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::watch {

// kept: handed on · dropped: concerns nobody · duplicate: seen before · ignored: nothing reads its kind ·
// bad: refused.
enum class Outcome : std::uint8_t { kept, dropped, duplicate, ignored, bad };

class Tally {
public:
    // Names of the kinds; they must outlive it.
    explicit Tally(std::span<const std::string_view> kinds);

    void add(std::size_t kind, Outcome outcome) noexcept {
        ++counts_[kind * outcomes + static_cast<std::size_t>(outcome)];
    }
    // Nothing happens without metrics: the counts are kept.
    void flush(ports::Metrics* metrics, const std::string& source);

private:
    static constexpr std::size_t outcomes = 5;
    std::span<const std::string_view> kinds_;
    std::vector<std::uint64_t> counts_;
};

}  // namespace vigie::watch
