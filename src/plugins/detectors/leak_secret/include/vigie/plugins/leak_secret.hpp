// Detector `leak_secret`: keys, tokens, passwords and inner addresses of systems in a text. See README.md in
// its folder.
#pragma once

#include <vigie/judge/detector.hpp>

#include <memory>

namespace vigie::plugins {

[[nodiscard]] const judge::DetectorInfo& leak_secret_info();
[[nodiscard]] Result<std::unique_ptr<judge::Detector>> make_leak_secret(
    std::shared_ptr<const model::AssetRegister> assets);

}  // namespace vigie::plugins
