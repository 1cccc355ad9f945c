// The lists of vigie.yaml: sources, channels, desks. Private to engine/config.
#pragma once

#include "config/values.hpp"

namespace vigie::engine {

[[nodiscard]] FeedSource read_feed_source(const kit::YamlNode& node, const Values& values,
                                          const std::vector<SourceConfig>& before);
[[nodiscard]] SafeBrowsingSource read_safe_browsing_source(const kit::YamlNode& node, const Values& values,
                                                           const std::vector<SourceConfig>& before);
void read_sources(const kit::YamlNode& node, const Values& values, std::vector<SourceConfig>& out);
// One service of the table; `type` is one of the names below.
[[nodiscard]] ServiceSettings read_service(const kit::YamlNode& node, const Values& values,
                                           const std::string& type, bool desk);
[[nodiscard]] std::vector<std::string> service_types(bool desk);
void read_channels(const kit::YamlNode& node, const Values& values, std::vector<ChannelConfig>& out);
void read_desks(const kit::YamlNode& node, const Values& values, std::vector<DeskConfig>& out);
void read_publishers(const kit::YamlNode& node, const Values& values, std::vector<PublisherConfig>& out);

}  // namespace vigie::engine
