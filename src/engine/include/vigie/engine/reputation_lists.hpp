// Every list of known-bad URLs that the configuration names, asked as one. Detectors hold it from the start;
// the lists come in when sources are made, and stay when the register is reloaded.
#pragma once

#include <vigie/ports/metrics.hpp>
#include <vigie/ports/reputation.hpp>

#include <memory>
#include <mutex>
#include <vector>

namespace vigie::engine {

class ReputationLists final : public ports::Reputation {
public:
    // `metrics` may be null, else outlives this.
    explicit ReputationLists(ports::Metrics* metrics = nullptr);

    void add(std::shared_ptr<const ports::Reputation> list);
    // The strongest listing: the URL itself before its host, phishing before malware. Without lists: a
    // pointer copy.
    [[nodiscard]] std::optional<ports::Listing> of(std::string_view url) const override;

private:
    using All = std::vector<std::shared_ptr<const ports::Reputation>>;
    ports::Counter* listed_ = nullptr;
    ports::Counter* unlisted_ = nullptr;
    mutable std::mutex mutex_;  // guards the pointer only
    std::shared_ptr<const All> all_ = std::make_shared<const All>();
};

}  // namespace vigie::engine
