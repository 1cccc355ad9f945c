// The lists of vigie.yaml: sources, channels, desks. Private to engine/config.
#pragma once

#include "config/values.hpp"

namespace vigie::engine {

void read_sources(const kit::YamlNode& node, const Values& values, std::vector<SourceConfig>& out);
void read_channels(const kit::YamlNode& node, const Values& values, std::vector<ChannelConfig>& out);
void read_desks(const kit::YamlNode& node, const Values& values, std::vector<DeskConfig>& out);

}  // namespace vigie::engine
