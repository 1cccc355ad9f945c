// One round of YAML fuzzing: whatever the bytes, reading ends, every node answers, every complaint points
// into the file.
#pragma once

#include <vigie/base/assert.hpp>
#include <vigie/kit/yaml.hpp>

#include <algorithm>
#include <limits>

namespace vigie::kit {

inline void ask_everything(const YamlNode& node) {
    (void)node.text();
    (void)node.integer(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max());
    (void)node.number(-1e9, 1e9);
    (void)node.flag();
    (void)node.duration();
    (void)node.one_of({"alpha", "beta"});
    (void)node.column();
    node.known({"name", "handle"});
    if (node.type() == YamlNode::Type::list) {
        for (const auto& item : node.items()) ask_everything(item);
    }
    node.each_key([&](const std::string& key, const YamlNode&, const YamlNode& value) {
        VIGIE_ASSERT(node.get(key).type() != YamlNode::Type::absent);
        ask_everything(value);
    });
}

inline void fuzz_yaml(std::string_view bytes) {
    const YamlFile file("fuzz.yaml", std::string(bytes), "fuzz");
    ask_everything(file.root());
    const auto lines = std::count(bytes.begin(), bytes.end(), '\n') + 1;
    for (const auto& d : file.diagnostics()) {
        VIGIE_ASSERT(d.line >= 0 && d.line <= lines && d.code.starts_with("fuzz."));
        VIGIE_ASSERT((d.line == 0) == (d.column == 0));
    }
}

}  // namespace vigie::kit
