// Detector `lookalike_domain`: new domains that pretend to be ours, one by one and in batches. See README.md
// in its folder.
#pragma once

#include <vigie/judge/shared.hpp>

#include <memory>

namespace vigie::plugins {

[[nodiscard]] const judge::DetectorInfo& lookalike_domain_info();
[[nodiscard]] Result<std::unique_ptr<judge::Detector>> make_lookalike_domain(const judge::Shared& shared);

}  // namespace vigie::plugins
