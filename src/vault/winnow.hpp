// Fingerprints of a text's content. Of every `window` neighbouring grams the least (by a keyed order) is
// kept, so two texts that share gram + window - 1 bytes of content share a fingerprint, and inside a shared
// run two neighbours lie at most `window` bytes apart. O(bytes).
#pragma once

#include <vigie/vault/vault.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace vigie::vault {

inline constexpr std::size_t gram = 16;
inline constexpr std::size_t window = 4;

struct Print {
    std::uint64_t hash = 0;  // SipHash-2-4 of the gram
    std::uint32_t at = 0;    // where it begins in the content
};
[[nodiscard]] std::vector<Print> prints_of(std::string_view content, const Key& key);

[[nodiscard]] std::uint64_t keyed_hash(std::string_view bytes, const Key& key) noexcept;

}  // namespace vigie::vault
