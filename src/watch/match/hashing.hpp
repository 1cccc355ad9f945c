// Hashes of words that can be cut and joined: the hash of a concatenation follows from its parts in O(1), so
// every run of segments, every substring and every spelling with a letter left out costs one multiplication,
// not a new pass.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vigie::watch::match {

inline constexpr std::uint64_t hash_base = 0x9E3779B97F4A7C15ULL;

[[nodiscard]] constexpr std::uint64_t extend(std::uint64_t hash, char c) noexcept {
    return hash * hash_base + static_cast<unsigned char>(c) + 1;
}

[[nodiscard]] constexpr std::uint64_t hash_of(std::string_view text, std::uint64_t hash = 0) noexcept {
    for (const char c : text) hash = extend(hash, c);
    return hash;
}

// What a key means: the same word is filed apart as a name, a tag, a handle…
enum class Space : std::uint64_t {
    word = 1,
    pair,
    tag,
    look,
    near,
    account,
    handle,
    host,
    city,
    phone,
    link
};

// Spreads a polynomial hash over all bits, a different way in each space.
[[nodiscard]] constexpr std::uint64_t key_of(Space space, std::uint64_t hash) noexcept {
    hash ^= static_cast<std::uint64_t>(space) * 0xD6E8FEB86659FD93ULL;
    hash ^= hash >> 32U;
    hash *= 0xD6E8FEB86659FD93ULL;
    hash ^= hash >> 32U;
    hash *= 0xD6E8FEB86659FD93ULL;
    return hash ^ (hash >> 32U);
}

[[nodiscard]] constexpr std::uint64_t join(std::uint64_t first, std::uint64_t second) noexcept {
    return (first ^ (first >> 29U)) * 0xBF58476D1CE4E5B9ULL + second;
}

// A short word with the hashes of all its prefixes. What is longer than `capacity` bytes is cut.
class HashedWord {
public:
    static constexpr std::size_t capacity = 96;

    void clear() noexcept { size_ = 0; }
    bool push(char c) noexcept {
        if (size_ == capacity) return false;
        bytes_[size_] = c;
        prefix_[size_ + 1] = extend(prefix_[size_], c);
        ++size_;
        return true;
    }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] std::string_view text() const noexcept { return {bytes_.data(), size_}; }
    // Hash of bytes [from, to).
    [[nodiscard]] std::uint64_t part(std::size_t from, std::size_t to) const noexcept {
        return prefix_[to] - prefix_[from] * power(to - from);
    }
    // Hash of the word without byte i; without bytes i < j.
    [[nodiscard]] std::uint64_t without(std::size_t i) const noexcept {
        return prefix_[i] * power(size_ - i - 1) + part(i + 1, size_);
    }
    [[nodiscard]] std::uint64_t without(std::size_t i, std::size_t j) const noexcept {
        return (prefix_[i] * power(j - i - 1) + part(i + 1, j)) * power(size_ - j - 1) + part(j + 1, size_);
    }

private:
    static constexpr std::array<std::uint64_t, capacity + 1> powers = [] {
        std::array<std::uint64_t, capacity + 1> out{1};
        for (std::size_t i = 1; i < out.size(); ++i) out[i] = out[i - 1] * hash_base;
        return out;
    }();
    static std::uint64_t power(std::size_t n) noexcept { return powers[n]; }

    std::array<char, capacity> bytes_{};
    std::array<std::uint64_t, capacity + 1> prefix_{};
    std::size_t size_ = 0;
};

// Calls visit(hash) for `word` and each spelling with up to `deletions` (0 to 2) bytes left out: two words
// within that many edits of each other share one (symmetric deletion, Garbe 2012).
template <class Visit>
void with_deletions(const HashedWord& word, std::size_t deletions, Visit visit) {
    const auto n = word.size();
    visit(word.part(0, n));
    for (std::size_t i = 0; deletions >= 1 && i < n; ++i) visit(word.without(i));
    for (std::size_t i = 0; deletions >= 2 && i < n; ++i) {
        for (std::size_t j = i + 1; j < n; ++j) visit(word.without(i, j));
    }
}

}  // namespace vigie::watch::match
