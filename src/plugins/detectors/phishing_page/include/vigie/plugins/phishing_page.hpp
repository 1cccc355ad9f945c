// Detector `phishing_page`: pages that were visited and ask for secrets in our name. See README.md in its
// folder.
#pragma once

#include <vigie/judge/shared.hpp>

#include <memory>

namespace vigie::plugins {

[[nodiscard]] const judge::DetectorInfo& phishing_page_info();
[[nodiscard]] Result<std::unique_ptr<judge::Detector>> make_phishing_page(const judge::Shared& shared);

}  // namespace vigie::plugins
