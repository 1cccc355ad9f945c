// Detector `scam`: posts that defraud people, in our name or under our tags. See README.md in its folder.
#pragma once

#include <vigie/judge/detector.hpp>

#include <memory>

namespace vigie::plugins {

[[nodiscard]] const judge::DetectorInfo& scam_info();
[[nodiscard]] Result<std::unique_ptr<judge::Detector>> make_scam(
    std::shared_ptr<const model::AssetRegister> assets);

}  // namespace vigie::plugins
