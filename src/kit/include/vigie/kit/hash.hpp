// Digests, signatures and their text forms, over libsodium.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigie::kit {

[[nodiscard]] std::string sha256(std::string_view bytes);      // 32 raw bytes
[[nodiscard]] std::string sha256_hex(std::string_view bytes);  // 64 lower-case digits
[[nodiscard]] std::string hmac_sha256(std::string_view key,
                                      std::string_view bytes);  // 32 raw bytes, key of any length
[[nodiscard]] std::string hex(std::string_view bytes);
[[nodiscard]] std::string base64(std::string_view bytes);  // standard alphabet, padded
[[nodiscard]] std::optional<std::string> base64_decode(std::string_view text);
[[nodiscard]] std::string base64url(std::string_view bytes);  // no padding
[[nodiscard]] bool constant_time_equal(std::string_view a, std::string_view b);

// FNV-1a with a final mix: for hash tables, never for secrets.
[[nodiscard]] constexpr std::uint64_t hash64(std::string_view bytes) noexcept {
    std::uint64_t h = 0xcbf29ce484222325ULL;
    for (const char c : bytes) {
        h ^= static_cast<unsigned char>(c);
        h *= 0x100000001b3ULL;
    }
    h ^= h >> 32U;
    h *= 0xd6e8feb86659fd93ULL;
    return h ^ (h >> 32U);
}

}  // namespace vigie::kit
