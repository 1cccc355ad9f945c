// Detector `phishing_link`: links and pages that pretend to be ours, or are known to be bad. See README.md in
// its folder.
#pragma once

#include <vigie/judge/shared.hpp>

#include <memory>

namespace vigie::plugins {

[[nodiscard]] const judge::DetectorInfo& phishing_link_info();
[[nodiscard]] Result<std::unique_ptr<judge::Detector>> make_phishing_link(const judge::Shared& shared);

}  // namespace vigie::plugins
