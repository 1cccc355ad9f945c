// Secrets at rest: XChaCha20-Poly1305 (libsodium), a fresh
// nonce for each. What was changed, or sealed with another key, does not open.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vigie::kit {

inline constexpr std::size_t seal_key_bytes = 32;

[[nodiscard]] std::string new_seal_key();  // 32 random bytes
// "sealed:1:" and base64 of nonce and box. `key` has 32 bytes; `context` (a name) must be the same to open it.
[[nodiscard]] std::string seal(std::string_view key, std::string_view context, std::string_view secret);
[[nodiscard]] std::optional<std::string> unseal(std::string_view key, std::string_view context,
                                                std::string_view sealed);

}  // namespace vigie::kit
