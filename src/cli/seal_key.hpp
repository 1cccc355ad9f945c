// The key that seals tokens in the store.
#pragma once

#include <vigie/base/result.hpp>

#include <string>

namespace vigie::cli {

// 32 bytes: those of seal.key in the folder of the store, made at the first start and readable by its owner
// alone. A backup of vigie.db without it opens no account.
[[nodiscard]] Result<std::string> own_seal_key(const std::string& folder);

}  // namespace vigie::cli
