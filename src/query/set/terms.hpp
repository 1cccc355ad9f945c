// From words to numbers: every word, tag, handle, host… that any query names, each in the space of what it
// means there. An unknown word, the case that counts, costs one bit test.
#pragma once

#include "text/hash.hpp"

#include <vigie/query/ast.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace vigie::query {

// The same letters are another term as a tag, as an author, as a word of a profile.
enum class Space : std::uint8_t {
    text,
    name,
    bio,
    alt,
    tag,
    handle,
    cash,
    from,
    to,
    domain,
    unmasked,
    prefix,
    any
};

// Where the plain words of a scope are filed: they come first, in the same order.
[[nodiscard]] constexpr Space space_of(Scope scope) noexcept {
    return static_cast<Space>(scope);
}
static_assert(space_of(Scope::text) == Space::text && space_of(Scope::name) == Space::name &&
              space_of(Scope::bio) == Space::bio && space_of(Scope::alt) == Space::alt);

using TermId = std::uint32_t;
inline constexpr TermId no_term = ~TermId{0};

// Terms that stand for "there is one at all".
enum class AnyOf : std::uint8_t { tag = 1, link, mention, name, bio, alt };

[[nodiscard]] constexpr std::uint64_t key_of(Space space, std::uint64_t hash) noexcept {
    return hash + static_cast<std::uint64_t>(space) * 0x9E3779B97F4A7C15ULL;
}
[[nodiscard]] constexpr std::uint64_t key_of(AnyOf what) noexcept {
    return key_of(Space::any, static_cast<std::uint64_t>(what) * 0xD6E8FEB86659FD93ULL);
}

class Terms {
public:
    // The number of this term, a new one when it is met for the first time. Not after build().
    TermId add(std::uint64_t key);
    void build();

    [[nodiscard]] TermId find(std::uint64_t key) const noexcept {
        if ((seen_[key >> shift_ >> 6U] >> (key >> shift_ & 63U) & 1U) == 0) return no_term;
        for (std::size_t i = key & mask_;; i = (i + 1) & mask_) {
            const auto slot = slots_[i];
            if (slot == 0) return no_term;
            if ((slot ^ key) >> id_bits == 0) return static_cast<TermId>(slot & id_mask) - 1;
        }
    }
    [[nodiscard]] bool maybe(std::uint64_t key) const noexcept {
        return (seen_[key >> shift_ >> 6U] >> (key >> shift_ & 63U) & 1U) != 0;
    }
    [[nodiscard]] std::size_t size() const noexcept { return keys_.size(); }
    [[nodiscard]] std::size_t bytes() const noexcept {
        return keys_.capacity() * 8 + slots_.capacity() * 8 + seen_.capacity() * 8;
    }

private:
    static constexpr unsigned id_bits = 24;
    static constexpr std::uint64_t id_mask = (std::uint64_t{1} << id_bits) - 1;
    void grow();

    std::vector<std::uint64_t> keys_;
    // The upper 40 bits of the key | number + 1; 0 = free. With the place in the table more than 50 bits
    // agree when two keys are taken for one: what find() would gain from the rest is not worth a second load.
    std::vector<std::uint64_t> slots_{0};
    std::uint64_t mask_ = 0;
    std::vector<std::uint64_t> seen_{0};  // a bit for each leading part of a key
    unsigned shift_ = 58;
};

}  // namespace vigie::query
