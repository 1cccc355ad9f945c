// Detector `takeover`: signs that one of our own accounts is no longer in our hands. See README.md in its
// folder.
#pragma once

#include <vigie/judge/detector.hpp>

#include <memory>

namespace vigie::plugins {

[[nodiscard]] const judge::DetectorInfo& takeover_info();
[[nodiscard]] Result<std::unique_ptr<judge::Detector>> make_takeover(
    std::shared_ptr<const model::AssetRegister> assets);

}  // namespace vigie::plugins
