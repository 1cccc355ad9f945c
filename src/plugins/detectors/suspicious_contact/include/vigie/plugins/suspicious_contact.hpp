// Detector `suspicious_contact`: before one of our people accepts a new contact. On demand only: it judges
// private persons, and nobody is watched by it. See README.md in its folder.
#pragma once

#include <vigie/judge/shared.hpp>

#include <memory>

namespace vigie::plugins {

[[nodiscard]] const judge::DetectorInfo& suspicious_contact_info();
[[nodiscard]] Result<std::unique_ptr<judge::Detector>> make_suspicious_contact(const judge::Shared& shared);

}  // namespace vigie::plugins
