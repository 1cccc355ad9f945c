// Encryption at rest (XChaCha20-Poly1305) and signatures (Ed25519), over libsodium. Keys and nonces come from
// the caller.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::kit {

inline constexpr std::size_t encryption_key_bytes = 32;
inline constexpr std::size_t encryption_nonce_bytes = 24;
inline constexpr std::size_t signing_seed_bytes = 32;

// nonce ‖ ciphertext ‖ tag. Opens only with the same key and the same `bound` text. A nonce must never be
// used twice with a key; a random one will not be.
[[nodiscard]] std::string encrypt(std::string_view key, std::string_view nonce, std::string_view clear,
                                  std::string_view bound);
[[nodiscard]] std::optional<std::string> decrypt(std::string_view key, std::string_view sealed,
                                                 std::string_view bound);

[[nodiscard]] std::string public_key_of(std::string_view signing_seed);                   // 32 bytes
[[nodiscard]] std::string sign(std::string_view signing_seed, std::string_view message);  // 64 bytes
[[nodiscard]] bool verify_signature(std::string_view public_key, std::string_view message,
                                    std::string_view signature);

[[nodiscard]] std::optional<std::string> unhex(std::string_view digits);  // lower-case, an even number

}  // namespace vigie::kit
