#include "winnow.hpp"

#include <sodium.h>

#include <cstring>

namespace vigie::vault {

static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == 8);

std::uint64_t keyed_hash(std::string_view bytes, const Key& key) noexcept {
    std::array<unsigned char, 8> out{};
    crypto_shorthash(out.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                     key.data());
    std::uint64_t hash = 0;
    std::memcpy(&hash, out.data(), sizeof hash);
    return hash;
}

std::vector<Print> prints_of(std::string_view content, const Key& key) {
    std::vector<Print> out;
    if (content.size() < gram) return out;
    out.reserve(content.size() / 2);
    // A rolling hash with a secret base only orders the grams; what is kept is hashed again.
    std::uint64_t base = 0;
    std::memcpy(&base, key.data() + 16, sizeof base);
    base |= 1U;
    std::uint64_t leaving = 1;
    for (std::size_t i = 0; i < gram; ++i) leaving *= base;
    const auto byte = [&](std::size_t i) { return static_cast<std::uint64_t>(content[i] & 0xFF) + 1; };
    std::uint64_t rolling = 0;
    for (std::size_t i = 0; i + 1 < gram; ++i) rolling = rolling * base + byte(i);
    std::array<std::uint64_t, window> ring{};
    std::size_t kept = content.size();
    const auto grams = content.size() - gram + 1;
    for (std::size_t at = 0; at < grams; ++at) {
        rolling = rolling * base + byte(at + gram - 1);
        if (at > 0) rolling -= leaving * byte(at - 1);
        ring[at % window] = (rolling ^ (rolling >> 29U)) * 0xbf58476d1ce4e5b9ULL;
        if (at + 1 < window && at + 1 < grams) continue;
        const auto first = at + 1 < window ? 0 : at + 1 - window;
        auto least = first;
        for (auto i = first; i <= at; ++i)
            if (ring[i % window] <= ring[least % window]) least = i;
        if (least == kept) continue;
        kept = least;
        out.push_back({keyed_hash(content.substr(least, gram), key), static_cast<std::uint32_t>(least)});
    }
    return out;
}

}  // namespace vigie::vault
