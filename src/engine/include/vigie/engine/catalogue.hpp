// Every detector by name, in one visible table. Sources, channels and desks are made from their configuration
// in assemble.cpp.
#pragma once

#include <vigie/judge/detector.hpp>

#include <vector>

namespace vigie::engine {

struct DetectorEntry {
    const judge::DetectorInfo& (*info)();
    judge::DetectorFactory make;
};

[[nodiscard]] const std::vector<DetectorEntry>& detectors();

}  // namespace vigie::engine
