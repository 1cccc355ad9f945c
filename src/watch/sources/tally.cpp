#include <vigie/watch/tally.hpp>

#include <array>
#include <utility>

namespace vigie::watch {
namespace {

struct Name {
    const char* outcome;
    const char* reason;  // why it was let go; nullptr when it was not
};
constexpr std::array names{Name{"kept", nullptr}, Name{"dropped", "no_interest"},
                           Name{"duplicate", "duplicate"}, Name{"ignored", "kind"}, Name{"bad", "bad"}};

}  // namespace

Tally::Tally(std::span<const std::string_view> kinds) : kinds_(kinds), counts_(kinds.size() * outcomes) {}

void Tally::flush(ports::Metrics* metrics, const std::string& source) {
    if (metrics == nullptr) return;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        const auto count = static_cast<double>(std::exchange(counts_[i], 0U));
        if (count == 0) continue;
        const auto& [outcome, reason] = names[i % outcomes];
        const std::string kind(kinds_[i / outcomes]);
        metrics
            ->counter("vigie_ingest_events_total", {{"source", source}, {"kind", kind}, {"outcome", outcome}})
            .add(count);
        if (reason == nullptr) continue;
        metrics->counter("vigie_ingest_dropped_total", {{"source", source}, {"reason", reason}}).add(count);
    }
}

}  // namespace vigie::watch
