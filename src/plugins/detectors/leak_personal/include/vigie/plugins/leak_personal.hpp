// Detector `leak_personal`: a draft or a post of the house that gives away somebody's numbers, address or
// account. See README.md in its folder.
#pragma once

#include <vigie/judge/detector.hpp>

#include <memory>

namespace vigie::plugins {

[[nodiscard]] const judge::DetectorInfo& leak_personal_info();
[[nodiscard]] Result<std::unique_ptr<judge::Detector>> make_leak_personal(
    std::shared_ptr<const model::AssetRegister> assets);

}  // namespace vigie::plugins
