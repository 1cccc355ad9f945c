// Everything that judges an item: the matcher and all detectors of one asset register, the watches and the
// organisation's rules in force. Immutable, swapped as a whole on reload. Pure: the same item gives the same
// findings.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/judge/detector.hpp>
#include <vigie/judge/lookalike.hpp>
#include <vigie/judge/rules.hpp>
#include <vigie/ports/reputation.hpp>
#include <vigie/watch/beyond.hpp>
#include <vigie/watch/match.hpp>
#include <vigie/watch/watches.hpp>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace vigie::vault {
class Vault;
}

namespace vigie::engine {

// What all that judges says of one item.
struct Examined {
    std::vector<model::Finding> findings;  // of detectors in catalogue order, then of rules in their order
    std::vector<std::string> hits;         // of rules and their exceptions, as the store counts them
};

class Judgement {
public:
    [[nodiscard]] static Result<std::shared_ptr<const Judgement>> make(
        std::shared_ptr<const model::AssetRegister> assets, watch::FileWatches watches = {},
        std::shared_ptr<const ports::Reputation> lists = nullptr,
        std::shared_ptr<const vault::Vault> vault = nullptr);
    // The same with other watches, or other rules; the rest is shared.
    [[nodiscard]] std::shared_ptr<const Judgement> with(std::shared_ptr<const watch::WatchSet> watches) const;
    [[nodiscard]] std::shared_ptr<const Judgement> with(std::shared_ptr<const judge::RuleSet> rules) const;

    [[nodiscard]] const model::AssetRegister& assets() const noexcept { return *assets_; }
    [[nodiscard]] std::shared_ptr<const model::AssetRegister> shared_assets() const noexcept {
        return assets_;
    }
    [[nodiscard]] const watch::Matcher& matcher() const noexcept { return *matcher_; }
    [[nodiscard]] std::shared_ptr<const watch::Matcher> shared_matcher() const noexcept { return matcher_; }
    // What imitates the register: the one index that detectors and sieves ask.
    [[nodiscard]] const judge::Lookalikes& lookalikes() const noexcept { return *lookalikes_; }
    [[nodiscard]] const watch::WatchSet& watches() const noexcept { return *watches_; }
    [[nodiscard]] std::shared_ptr<const watch::WatchSet> shared_watches() const noexcept { return watches_; }
    [[nodiscard]] const std::vector<std::unique_ptr<judge::Detector>>& detectors() const noexcept {
        return *detectors_;
    }

    [[nodiscard]] const judge::RuleSet& rules() const noexcept { return *rules_; }
    [[nodiscard]] std::shared_ptr<const judge::RuleSet> shared_rules() const noexcept { return rules_; }

    // `view` is the item's, and `beyond` is turned to it.
    [[nodiscard]] Result<Examined> examine(const model::Item& item, const model::ItemView& view,
                                           watch::Beyond& beyond, judge::Memory& memory) const;
    // The same at leisure and without a past, findings alone.
    [[nodiscard]] std::vector<model::Finding> examine(const model::Item& item) const;
    // (detector name, opinion) of all detectors, in catalogue order; those that do not look at this kind
    // answer 0. Those on demand only when asked for.
    [[nodiscard]] Result<std::vector<std::pair<std::string, judge::Opinion>>> opinions(
        const model::Item& item, judge::Memory& memory, bool on_demand = false) const;

private:
    std::shared_ptr<const model::AssetRegister> assets_;
    std::shared_ptr<const watch::Matcher> matcher_;
    std::shared_ptr<const judge::Lookalikes> lookalikes_;
    std::shared_ptr<const watch::WatchSet> watches_;
    std::shared_ptr<const judge::RuleSet> rules_;
    std::shared_ptr<const std::vector<std::unique_ptr<judge::Detector>>> detectors_;
};

// A value that readers take as a snapshot and a reload replaces. Lock held only for a pointer copy.
template <class T>
class Current {
public:
    explicit Current(std::shared_ptr<const T> value) : value_(std::move(value)) {}
    [[nodiscard]] std::shared_ptr<const T> get() const {
        const std::lock_guard lock(mutex_);
        return value_;
    }
    void set(std::shared_ptr<const T> value) {
        const std::lock_guard lock(mutex_);
        value_.swap(value);
        changes_.fetch_add(1, std::memory_order_release);
    }
    // Goes up with each set(): a thread that keeps a snapshot sees cheaply whether it is still the last.
    [[nodiscard]] std::uint64_t changes() const noexcept { return changes_.load(std::memory_order_acquire); }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const T> value_;
    std::atomic<std::uint64_t> changes_{0};
};

}  // namespace vigie::engine
