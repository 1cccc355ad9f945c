// Everything that judges an item against one asset register: the matcher and all detectors, built together,
// immutable, swapped as a whole on reload. Pure: the same item gives the same findings.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/judge/detector.hpp>
#include <vigie/watch/match.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace vigie::engine {

class Judgement {
public:
    [[nodiscard]] static Result<std::shared_ptr<const Judgement>> make(
        std::shared_ptr<const model::AssetRegister> assets);

    [[nodiscard]] const model::AssetRegister& assets() const noexcept { return *assets_; }
    [[nodiscard]] std::shared_ptr<const model::AssetRegister> shared_assets() const noexcept {
        return assets_;
    }
    [[nodiscard]] const watch::Matcher& matcher() const noexcept { return *matcher_; }
    [[nodiscard]] const std::vector<std::unique_ptr<judge::Detector>>& detectors() const noexcept {
        return detectors_;
    }

    // Findings of all detectors that look at this kind of item, in catalogue order.
    [[nodiscard]] std::vector<model::Finding> examine(const model::Item& item) const;
    // (detector name, opinion) of all detectors, in catalogue order; those that do not look at this kind
    // answer 0.
    [[nodiscard]] std::vector<std::pair<std::string, judge::Opinion>> opinions(const model::Item& item) const;

private:
    std::shared_ptr<const model::AssetRegister> assets_;
    std::unique_ptr<watch::Matcher> matcher_;
    std::vector<std::unique_ptr<judge::Detector>> detectors_;
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
    }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const T> value_;
};

}  // namespace vigie::engine
