// kit::hash64 letter by letter, so that every beginning of a run of letters has its hash at the cost of one.
#pragma once

#include <vigie/kit/hash.hpp>

#include <cstdint>

namespace vigie::query {

class WordHash {
public:
    constexpr void add(char c) noexcept {
        state_ ^= static_cast<unsigned char>(c);
        state_ *= 0x100000001b3ULL;
    }
    [[nodiscard]] constexpr std::uint64_t value() const noexcept {
        auto h = state_;
        h ^= h >> 32U;
        h *= 0xd6e8feb86659fd93ULL;
        return h ^ (h >> 32U);
    }

private:
    std::uint64_t state_ = 0xcbf29ce484222325ULL;
};

static_assert([] {
    WordHash hash;
    for (const char c : {'m', 'o', 't'}) hash.add(c);
    return hash.value() == kit::hash64("mot");
}());

}  // namespace vigie::query
