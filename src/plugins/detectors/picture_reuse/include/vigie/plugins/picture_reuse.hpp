// An account that shows a picture of ours: see README.md beside this folder's sources.
#pragma once

#include <vigie/judge/detector.hpp>

namespace vigie::plugins {

[[nodiscard]] const judge::DetectorInfo& picture_reuse_info();
[[nodiscard]] Result<std::unique_ptr<judge::Detector>> make_picture_reuse(
    std::shared_ptr<const model::AssetRegister> assets);

}  // namespace vigie::plugins
