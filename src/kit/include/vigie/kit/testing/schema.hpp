// For the tests that hold a file's JSON Schema against its reader. Header only; never included by the
// product.
#pragma once

#include <vigie/base/diagnostic.hpp>

#include <nlohmann/json.hpp>

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

namespace vigie::kit::testing {

inline nlohmann::json schema(const std::string& path) {
    std::ifstream in(path);
    return nlohmann::json::parse(in);
}

inline std::set<std::string> keys(const nlohmann::json& properties) {
    std::set<std::string> out;
    for (const auto& [key, value] : properties.items()) out.insert(key);
    return out;
}

// The fields that a reader knows, as it says itself when it meets another.
inline std::set<std::string> known_fields(const Diagnostics& said) {
    const std::string_view before = "known here: ";
    std::set<std::string> out;
    for (const auto& d : said) {
        if (!d.code.ends_with(".unknown-field") || !d.help.starts_with(before)) continue;
        std::istringstream words(d.help.substr(before.size()));
        for (std::string word; words >> word;)
            out.insert(word.ends_with(',') ? word.substr(0, word.size() - 1) : word);
    }
    return out;
}

}  // namespace vigie::kit::testing
