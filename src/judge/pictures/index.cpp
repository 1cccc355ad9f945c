#include <vigie/judge/pictures.hpp>

#include <algorithm>
#include <bit>
#include <numeric>
#include <tuple>

namespace vigie::judge {
namespace {

constexpr std::size_t pieces = 16;
constexpr std::size_t values = 65'536;
constexpr std::size_t table = values + 1;
// Fewer are compared one by one: that is faster than 272 look-ups.
constexpr std::size_t few = 8'192;

std::size_t piece(const PictureHash& hash, std::size_t p) {
    return (hash[p / 4] >> (p % 4 * 16)) & 0xFFFFU;
}

int distance(const PictureHash& a, const PictureHash& b) {
    return std::popcount(a[0] ^ b[0]) + std::popcount(a[1] ^ b[1]) + std::popcount(a[2] ^ b[2]) +
           std::popcount(a[3] ^ b[3]);
}

}  // namespace

PictureIndex::PictureIndex(std::vector<PictureHash> hashes) : hashes_(std::move(hashes)) {
    if (hashes_.size() <= few) return;
    starts_.assign(pieces * table, 0);
    places_.resize(pieces * hashes_.size());
    for (std::size_t p = 0; p < pieces; ++p) {
        auto* starts = &starts_[p * table];
        for (const auto& hash : hashes_) ++starts[piece(hash, p) + 1];
        std::partial_sum(starts, starts + table, starts);
        std::vector<std::uint32_t> next(starts, starts + values);
        for (std::size_t i = 0; i < hashes_.size(); ++i) {
            places_[p * hashes_.size() + next[piece(hashes_[i], p)]++] = static_cast<std::uint32_t>(i);
        }
    }
}

std::vector<PictureIndex::Near> PictureIndex::within(const PictureHash& hash, int bits) const {
    std::vector<Near> found;
    const auto look = [&](std::uint32_t place) {
        const int d = distance(hash, hashes_[place]);
        if (d <= bits) found.push_back({place, d});
    };
    if (starts_.empty()) {
        for (std::size_t i = 0; i < hashes_.size(); ++i) look(static_cast<std::uint32_t>(i));
    } else {
        for (std::size_t p = 0; p < pieces; ++p) {
            const auto* starts = &starts_[p * table];
            const auto* places = &places_[p * hashes_.size()];
            const auto own = piece(hash, p);
            const auto visit = [&](std::size_t value) {
                for (auto i = starts[value]; i < starts[value + 1]; ++i) look(places[i]);
            };
            visit(own);
            if (bits < static_cast<int>(pieces)) continue;  // then one piece is equal
            for (unsigned bit = 0; bit < 16; ++bit) visit(own ^ (std::size_t{1} << bit));
        }
    }
    const auto order = [](const Near& a, const Near& b) {
        return std::tie(a.distance, a.place) < std::tie(b.distance, b.place);
    };
    std::sort(found.begin(), found.end(), order);
    const auto same = [](const Near& a, const Near& b) { return a.place == b.place; };
    found.erase(std::unique(found.begin(), found.end(), same), found.end());
    return found;
}

}  // namespace vigie::judge
