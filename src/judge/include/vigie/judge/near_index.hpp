// Finds keys that are equal or one edit away (omission, addition, substitution, transposition) among many, by
// the deletion neighbourhood: a key and all its single deletions stand in one table. A query costs length + 1
// probes, whatever the size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace vigie::judge {

// A sealed multimap from 64-bit hashes to small numbers. A miss costs one bit test.
class HashIndex {
public:
    void add(std::uint64_t hash, std::uint32_t value) { rows_.emplace_back(hash, value); }
    void seal();  // after the last add, before the first look-up

    template <class Visit>
    void each(std::uint64_t hash, Visit&& visit) const {
        if (rows_.empty() || !maybe(hash)) return;
        for (std::size_t i = starts_[hash >> shift_]; i < rows_.size() && rows_[i].first <= hash; ++i) {
            if (rows_[i].first == hash) visit(rows_[i].second);
        }
    }
    [[nodiscard]] bool contains(std::uint64_t hash) const;
    [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }

private:
    [[nodiscard]] bool maybe(std::uint64_t hash) const noexcept {
        const auto bit = hash & bit_mask_;
        return ((bits_[bit >> 6U] >> (bit & 63U)) & 1U) != 0;
    }
    std::vector<std::pair<std::uint64_t, std::uint32_t>> rows_;
    std::vector<std::uint32_t> starts_;
    std::vector<std::uint64_t> bits_;
    std::uint64_t bit_mask_ = 0;
    unsigned shift_ = 63;
};

class NearIndex {
public:
    // Keys shorter than `shortest` are found by equality only.
    explicit NearIndex(std::size_t shortest = 5) : shortest_(shortest) {}
    void add(std::string_view key, std::uint32_t value);
    void seal() { index_.seal(); }

    // Values whose key may be equal or one edit away; the caller verifies. A value may come more than once.
    template <class Visit>
    void each(std::string_view key, Visit&& visit) const {
        probe(key, [&](std::uint64_t hash) { index_.each(hash, visit); });
    }

private:
    template <class Probe>
    void probe(std::string_view key, Probe&& with) const;
    std::size_t shortest_;
    HashIndex index_;
};

// Hashes of `key` and of each of its single deletions, in one pass over prefix and suffix hashes. O(length).
struct DeletionHashes {
    static constexpr std::size_t longest = 64;  // longer keys give their own hash only
    std::uint64_t values[longest + 1];
    std::size_t count = 0;
    DeletionHashes(std::string_view key, bool with_deletions);
};

template <class Probe>
void NearIndex::probe(std::string_view key, Probe&& with) const {
    const DeletionHashes hashes(key, key.size() + 1 >= shortest_);
    for (std::size_t i = 0; i < hashes.count; ++i) with(hashes.values[i]);
}

}  // namespace vigie::judge
