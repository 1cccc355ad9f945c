// Key and file on disk: mode 0600, read whole or mapped, replaced in one step.
#pragma once

#include <vigie/vault/vault.hpp>

#include <string>
#include <string_view>

namespace vigie::vault {

struct Mapped {
    void* data = nullptr;
    std::size_t bytes = 0;
};
[[nodiscard]] Result<Key> read_key(const std::string& folder);
[[nodiscard]] Result<Key> read_or_make_key(const std::string& folder);
[[nodiscard]] Result<Mapped> map_file(const std::string& path);
Result<> replace_file(const std::string& path, std::string_view bytes);

}  // namespace vigie::vault
