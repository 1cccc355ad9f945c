// The form of vault.bin, version 1, little-endian: header, fingerprints by (hash, entry, at), cells by (hash,
// row, entry), gate of cells, entries as JSON. A keyed BLAKE2b digest covers all of it.
#pragma once

#include <vigie/vault/vault.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::vault {

struct StoredPrint {
    std::uint64_t hash = 0;
    std::uint32_t entry = 0;
    std::uint32_t at = 0;
    auto operator<=>(const StoredPrint&) const = default;
};
struct StoredCell {
    std::uint64_t hash = 0;
    std::uint32_t row = 0;
    std::uint16_t entry = 0;
    std::uint16_t column = 0;
    // By hash, then row, then entry.
    auto operator<=>(const StoredCell&) const = default;
};
static_assert(sizeof(StoredPrint) == 16 && sizeof(StoredCell) == 16);

inline constexpr std::size_t gate_bytes = 8192;
inline constexpr std::size_t longest_cell = 64;

struct Parts {
    std::span<const StoredPrint> prints;
    std::span<const StoredCell> cells;
    std::uint64_t lengths = 0;  // bit n - 1: some cell has n bytes
    std::string_view gate;      // bit: hash of a cell's first three bytes
    std::vector<Entry> entries;
};
// `bytes` must be aligned to 8. Errc::parse with what is wrong.
[[nodiscard]] Result<Parts> read_parts(std::string_view bytes, const Key& key);
[[nodiscard]] std::string write_parts(const Parts& parts, const Key& key);

// Bit of the gate for content that begins with these three bytes.
[[nodiscard]] std::size_t gate_bit(std::string_view content, const Key& key) noexcept;

}  // namespace vigie::vault
