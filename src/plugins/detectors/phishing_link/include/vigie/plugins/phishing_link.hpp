// Detector `phishing_link`: links, domains and pages that pretend to be ours. See README.md in its folder.
#pragma once

#include <vigie/judge/detector.hpp>
#include <vigie/ports/reputation.hpp>

#include <memory>

namespace vigie::plugins {

[[nodiscard]] const judge::DetectorInfo& phishing_link_info();
[[nodiscard]] Result<std::unique_ptr<judge::Detector>> make_phishing_link(
    std::shared_ptr<const model::AssetRegister> assets);

// The same with lists of known-bad URLs; `lists` may be null.
[[nodiscard]] Result<std::unique_ptr<judge::Detector>> make_phishing_link(
    std::shared_ptr<const model::AssetRegister> assets, std::shared_ptr<const ports::Reputation> lists);

}  // namespace vigie::plugins
