// The store that a command works on: the one the configuration names, or the one in `data`.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/ports/store.hpp>

#include <memory>
#include <string>

namespace vigie::cli {

// `config` may be empty: then vigie.yaml of this folder, when there is one. `data` (a folder) wins.
[[nodiscard]] Result<std::unique_ptr<ports::Store>> open_configured_store(const std::string& config,
                                                                          const std::string& data);

}  // namespace vigie::cli
