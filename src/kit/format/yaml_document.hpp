// What a YAML file is after reading: a flat table of nodes with their places. Private to kit: yaml_parse.cpp
// fills it, yaml.cpp answers questions about it. Children are indexes, so an alias costs one number and never
// copies.
#pragma once

#include <vigie/kit/yaml.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::kit {

struct YamlDocument {
    struct Node {
        YamlNode::Type type = YamlNode::Type::absent;
        bool plain = false;                   // scalar without quotes
        bool finished = true;                 // false while its end has not been read
        std::uint8_t height = 1;              // of the tree below it
        std::uint32_t line = 0;               // 1-based
        std::uint32_t column = 0;             // 0-based, in bytes
        std::uint32_t weight = 1;             // nodes below it with aliases written out
        std::string text;                     // scalar
        std::vector<std::uint32_t> children;  // list: items; map: key, value, key, value…
    };

    YamlDocument(std::string file_path, std::string file_content, std::string code_prefix)
        : path(std::move(file_path)), content(std::move(file_content)), prefix(std::move(code_prefix)) {}

    std::string path;
    std::string content;  // as given
    std::string prefix;
    std::string_view body;  // content without byte order mark
    std::vector<std::size_t> line_starts;
    std::vector<Node> nodes{1};  // [0] stands for "absent"
    std::uint32_t root = 0;
    Diagnostics diagnostics;

    // `line` 1-based, `byte` 0-based in that line; both are clamped to the file.
    void complain(Diagnostic::Level level, std::string_view code, std::size_t line, std::size_t byte,
                  std::string message, std::string help);
    void complain(Diagnostic::Level level, std::string_view code, std::uint32_t node, std::string message,
                  std::string help);
    static constexpr std::size_t most_complaints = 1000;
    [[nodiscard]] bool is_full() const {
        return diagnostics.size() > most_complaints;
    }                                                                  // more would not be kept
    [[nodiscard]] std::string_view line_text(std::size_t line) const;  // without its end
    [[nodiscard]] int column_of(std::size_t line, std::size_t byte) const;
};

// Checks the bytes, parses them and fills nodes, root and diagnostics.
void parse_yaml(YamlDocument& document);

}  // namespace vigie::kit
