// Detector `leak_health`: the health of an identified other person, told to everybody. See README.md in its
// folder.
#pragma once

#include <vigie/judge/detector.hpp>

#include <memory>

namespace vigie::plugins {

[[nodiscard]] const judge::DetectorInfo& leak_health_info();
[[nodiscard]] Result<std::unique_ptr<judge::Detector>> make_leak_health(
    std::shared_ptr<const model::AssetRegister> assets);

}  // namespace vigie::plugins
