// Detector `leak_document`: copied runs of registered texts and rows of registered tables. See README.md in
// its folder.
#pragma once

#include <vigie/judge/shared.hpp>

#include <memory>

namespace vigie::plugins {

[[nodiscard]] const judge::DetectorInfo& leak_document_info();
// Without a vault it finds nothing.
[[nodiscard]] Result<std::unique_ptr<judge::Detector>> make_leak_document(const judge::Shared& shared);

}  // namespace vigie::plugins
