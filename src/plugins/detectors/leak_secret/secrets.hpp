// Secrets of machines in a text: keys with a known beginning, tokens, private keys, passwords in addresses
// and assignments, addresses inside the house. Pure; O(bytes); text beyond 64 KiB is not read, at most 64 are
// kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace vigie::plugins {

enum class SecretKind : std::uint8_t { api_key, token, private_key, connection, password, internal_url };
[[nodiscard]] std::string_view name(SecretKind kind) noexcept;

struct Secret {
    SecretKind kind{};
    std::size_t start = 0;  // byte offsets in the text, of the secret alone
    std::size_t end = 0;
    double weight = 0;         // log-odds that it opens something
    std::string_view service;  // "AWS", "GitHub"; empty when unknown
    [[nodiscard]] std::string_view in(std::string_view text) const { return text.substr(start, end - start); }
};

[[nodiscard]] std::vector<Secret> find_secrets(std::string_view text);

// Bits a character; 0 for an empty text.
[[nodiscard]] double entropy(std::string_view text) noexcept;
// "your-api-key", "xxxx", "<token>", "${SECRET}", "changeme": stands where a secret would.
[[nodiscard]] bool is_placeholder(std::string_view value) noexcept;

}  // namespace vigie::plugins
