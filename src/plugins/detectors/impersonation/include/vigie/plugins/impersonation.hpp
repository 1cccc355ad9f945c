// Detector `impersonation`: accounts that pretend to be one of ours. See README.md in its folder.
#pragma once

#include <vigie/judge/detector.hpp>

#include <memory>

namespace vigie::plugins {

[[nodiscard]] const judge::DetectorInfo& impersonation_info();
[[nodiscard]] Result<std::unique_ptr<judge::Detector>> make_impersonation(
    std::shared_ptr<const model::AssetRegister> assets);

}  // namespace vigie::plugins
