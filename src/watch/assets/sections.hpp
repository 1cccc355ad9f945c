// The sections of the register file, each read on its own: from YAML to assets, nothing compared yet. Private
// to watch/assets.
#pragma once

#include <vigie/kit/yaml.hpp>
#include <vigie/model/asset.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::watch {

// An asset and where it stands, so that comparing it with the others can complain at the right place.
struct Entry {
    model::Asset asset;
    kit::YamlNode node;
    std::string of;  // what `of` names, still to be found
    kit::YamlNode of_node;
    std::size_t file = 0;
    std::size_t parent = npos;  // index of the entry it is written inside (a brand's domains)
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

// Appends the assets of one file; complaints go to the nodes.
void read_sections(const kit::YamlNode& root, std::string_view path, std::size_t file,
                   std::vector<Entry>& entries);

}  // namespace vigie::watch
