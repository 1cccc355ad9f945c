// The store that a command works on: the one the configuration names, or the one in `data`.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/ports/store.hpp>

#include <memory>
#include <string>

namespace vigie::cli {

// The folder of everything that is kept: `data`, or the one that the configuration names (`config`, or
// vigie.yaml of this folder when that is empty). Prints what is wrong with a configuration.
[[nodiscard]] Result<std::string> configured_data(const std::string& config, const std::string& data);

// `config` may be empty: then vigie.yaml of this folder, when there is one. `data` (a folder) wins.
[[nodiscard]] Result<std::unique_ptr<ports::Store>> open_configured_store(const std::string& config,
                                                                          const std::string& data);

}  // namespace vigie::cli
