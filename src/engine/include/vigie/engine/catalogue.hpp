// Every detector by name, in one visible table. Sources, channels and desks are made from their configuration
// in assemble.cpp.
#pragma once

#include <vigie/judge/detector.hpp>
#include <vigie/judge/shared.hpp>

#include <vector>

namespace vigie::engine {

// Makes a detector from the register alone, or from what detectors share.
class DetectorMaker {
public:
    DetectorMaker(judge::DetectorFactory of_assets)  // NOLINT(google-explicit-constructor): a table's entry
        : of_assets_(of_assets) {}
    DetectorMaker(judge::SharedFactory of_shared)  // NOLINT(google-explicit-constructor)
        : of_shared_(of_shared) {}
    [[nodiscard]] Result<std::unique_ptr<judge::Detector>> operator()(const judge::Shared& shared) const {
        return of_shared_ != nullptr ? of_shared_(shared) : of_assets_(shared.assets);
    }

private:
    judge::DetectorFactory of_assets_ = nullptr;
    judge::SharedFactory of_shared_ = nullptr;
};

struct DetectorEntry {
    const judge::DetectorInfo& (*info)();
    DetectorMaker make;
};

[[nodiscard]] const std::vector<DetectorEntry>& detectors();

}  // namespace vigie::engine
