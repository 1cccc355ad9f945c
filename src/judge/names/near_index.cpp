#include <vigie/judge/near_index.hpp>

#include <algorithm>
#include <array>
#include <bit>

namespace vigie::judge {
namespace {

// A polynomial hash modulo 2^64: the hash of a string without one byte follows from those of its prefix and
// suffix.
constexpr std::uint64_t base = 0x9e3779b97f4a7c15ULL | 1U;

constexpr std::uint64_t mix(std::uint64_t h) noexcept {
    h ^= h >> 33U;
    h *= 0xff51afd7ed558ccdULL;
    h ^= h >> 33U;
    h *= 0xc4ceb9fe1a85ec53ULL;
    return h ^ (h >> 33U);
}

constexpr std::uint64_t byte_value(char c) noexcept {
    return static_cast<unsigned char>(c) + 1U;
}

}  // namespace

void HashIndex::seal() {
    std::ranges::sort(rows_);
    rows_.erase(std::unique(rows_.begin(), rows_.end()), rows_.end());
    const auto buckets = std::bit_ceil(std::max<std::size_t>(rows_.size(), 2));
    shift_ = 64U - static_cast<unsigned>(std::countr_zero(buckets));
    starts_.assign(buckets, 0);
    std::size_t row = 0;
    for (std::size_t b = 0; b < buckets; ++b) {
        while (row < rows_.size() && (rows_[row].first >> shift_) < b) ++row;
        starts_[b] = static_cast<std::uint32_t>(row);
    }
    constexpr std::size_t bits_per_row = 16;
    const auto bits = std::bit_ceil(std::max<std::size_t>(rows_.size() * bits_per_row, 64));
    bits_.assign(bits / 64, 0);
    bit_mask_ = bits - 1;
    for (const auto& [hash, value] : rows_) {
        const auto bit = hash & bit_mask_;
        bits_[bit >> 6U] |= std::uint64_t{1} << (bit & 63U);
    }
}

bool HashIndex::contains(std::uint64_t hash) const {
    bool found = false;
    each(hash, [&](std::uint32_t) { found = true; });
    return found;
}

DeletionHashes::DeletionHashes(std::string_view key, bool with_deletions) {
    const auto n = key.size();
    std::uint64_t whole = n;
    if (n > longest || !with_deletions) {
        std::uint64_t h = 0;
        for (const char c : key) h = h * base + byte_value(c);
        whole += h * base;
        values[count++] = mix(whole);
        return;
    }
    std::array<std::uint64_t, longest + 1> prefix{};
    for (std::size_t i = 0; i < n; ++i) prefix[i + 1] = prefix[i] * base + byte_value(key[i]);
    values[count++] = mix(n + prefix[n] * base);
    std::uint64_t suffix = 0;  // hash of key[i + 1 ..)
    std::uint64_t power = 1;   // base^(length of it)
    for (std::size_t i = n; i-- > 0;) {
        values[count++] = mix((n - 1) + (prefix[i] * power + suffix) * base);
        suffix += byte_value(key[i]) * power;
        power *= base;
    }
}

void NearIndex::add(std::string_view key, std::uint32_t value) {
    const DeletionHashes hashes(key, key.size() >= shortest_);
    for (std::size_t i = 0; i < hashes.count; ++i) index_.add(hashes.values[i], value);
}

}  // namespace vigie::judge
