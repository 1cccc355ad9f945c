// A multimap from 64-bit keys to 32-bit values, built once and read by many threads. A key that is absent,
// the case that counts, costs one bit test in a bitmap small enough for the cache. Keys are taken for the
// words they stand for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace vigie::watch::match {

class HashIndex {
public:
    void add(std::uint64_t key, std::uint32_t value) { pending_.emplace_back(key, value); }
    void build();  // call once, after the last add

    [[nodiscard]] std::span<const std::uint32_t> find(std::uint64_t key) const noexcept {
        if (!maybe(key)) return {};
        for (std::size_t i = key & mask_;; i = (i + 1) & mask_) {
            const auto group = slots_[i];
            if (group == 0) return {};
            if (keys_[group - 1] == key)
                return {values_.data() + begins_[group - 1], begins_[group] - begins_[group - 1]};
        }
    }
    [[nodiscard]] bool maybe(std::uint64_t key) const noexcept {
        const auto bit = key >> bitmap_shift_;
        return (bitmap_[bit >> 6U] >> (bit & 63U) & 1U) != 0;
    }
    [[nodiscard]] std::size_t keys() const noexcept { return keys_.size(); }
    [[nodiscard]] std::size_t bytes() const noexcept;

private:
    std::vector<std::pair<std::uint64_t, std::uint32_t>> pending_;
    std::vector<std::uint64_t> bitmap_{0};
    unsigned bitmap_shift_ = 63;
    std::vector<std::uint32_t> slots_{0};  // number of a group + 1; 0 = free
    std::uint64_t mask_ = 0;
    std::vector<std::uint64_t> keys_;
    std::vector<std::uint32_t> begins_{0};
    std::vector<std::uint32_t> values_;
};

}  // namespace vigie::watch::match
