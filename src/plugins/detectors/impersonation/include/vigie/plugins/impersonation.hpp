// Detector `impersonation`: accounts that pretend to be one of ours. See README.md in its folder.
#pragma once

#include <vigie/judge/shared.hpp>

#include <memory>

namespace vigie::plugins {

[[nodiscard]] const judge::DetectorInfo& impersonation_info();
[[nodiscard]] Result<std::unique_ptr<judge::Detector>> make_impersonation(const judge::Shared& shared);

}  // namespace vigie::plugins
