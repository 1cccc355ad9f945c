#include "match/hash_index.hpp"

#include <algorithm>
#include <bit>

namespace vigie::watch::match {

void HashIndex::build() {
    std::ranges::sort(pending_);
    pending_.erase(std::unique(pending_.begin(), pending_.end()), pending_.end());
    for (std::size_t i = 0; i < pending_.size(); ++i) {
        if (i == 0 || pending_[i].first != pending_[i - 1].first) {
            if (i != 0) begins_.push_back(static_cast<std::uint32_t>(i));
            keys_.push_back(pending_[i].first);
        }
        values_.push_back(pending_[i].second);
    }
    if (!keys_.empty()) begins_.push_back(static_cast<std::uint32_t>(values_.size()));

    const auto bits = std::max<std::size_t>(std::bit_ceil(keys_.size() * 16), 1024);
    bitmap_.assign(bits / 64, 0);
    bitmap_shift_ = 64U - static_cast<unsigned>(std::bit_width(bits) - 1);
    slots_.assign(std::bit_ceil(keys_.size() * 2 + 2), 0);
    mask_ = slots_.size() - 1;
    for (std::size_t group = 0; group < keys_.size(); ++group) {
        const auto bit = keys_[group] >> bitmap_shift_;
        bitmap_[bit >> 6U] |= 1ULL << (bit & 63U);
        auto i = keys_[group] & mask_;
        while (slots_[i] != 0) i = (i + 1) & mask_;
        slots_[i] = static_cast<std::uint32_t>(group + 1);
    }
    pending_ = {};
}

std::size_t HashIndex::bytes() const noexcept {
    return bitmap_.size() * 8 + slots_.size() * 4 + keys_.size() * 8 + begins_.size() * 4 +
           values_.size() * 4;
}

}  // namespace vigie::watch::match
