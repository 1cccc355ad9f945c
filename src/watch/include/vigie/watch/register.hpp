// Reads the asset register that a person wrote (YAML, schemas/assets.schema.json). Gives all errors at once.
#pragma once

#include <vigie/base/diagnostic.hpp>
#include <vigie/model/asset.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::watch {

struct RegisterFile {
    std::string path;
    std::string content;
};

struct RegisterResult {
    std::shared_ptr<const model::AssetRegister> assets;  // null when there is an error
    Diagnostics diagnostics;
};

// Several files make one register. O(bytes).
[[nodiscard]] RegisterResult read_register(const std::vector<RegisterFile>& files);

// A name that alone names nobody: an everyday word (answers its share of all posts) or two letters (0). It
// needs common_word: true, or a second word.
[[nodiscard]] std::optional<double> ambiguity_of(std::string_view name);

}  // namespace vigie::watch
