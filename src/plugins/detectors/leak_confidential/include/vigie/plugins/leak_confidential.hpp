// Detector `leak_confidential`: what the house has not told yet, in a draft or by somebody of the house. See
// README.md in its folder.
#pragma once

#include <vigie/judge/detector.hpp>

#include <memory>

namespace vigie::plugins {

[[nodiscard]] const judge::DetectorInfo& leak_confidential_info();
[[nodiscard]] Result<std::unique_ptr<judge::Detector>> make_leak_confidential(
    std::shared_ptr<const model::AssetRegister> assets);

}  // namespace vigie::plugins
