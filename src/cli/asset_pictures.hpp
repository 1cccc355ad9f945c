// The pictures that a register names as files: avatars of accounts, logos and portraits of `images:`.
#pragma once

#include <vigie/base/diagnostic.hpp>
#include <vigie/model/asset.hpp>

#include <memory>

namespace vigie::cli {

// The same register with the hashes of its picture files, read in a worker; an asset that already holds
// hashes, or names a URL, stays as it is. What cannot be read is a warning. Some 10 ms a picture.
[[nodiscard]] std::shared_ptr<const model::AssetRegister> with_pictures(
    std::shared_ptr<const model::AssetRegister> assets, Diagnostics& diagnostics);

}  // namespace vigie::cli
