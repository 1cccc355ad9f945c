#include "scan/hits.hpp"

#include <algorithm>
#include <bit>

namespace vigie::query {

void Hits::index() {
    indexed_ = true;
    const auto size = std::bit_ceil(std::max<std::size_t>(16, hits_.size() * 2));
    mask_ = static_cast<std::uint32_t>(size - 1);
    table_.assign(size, none);
    last_.resize(size);
    next_.assign(hits_.size(), none);
    for (std::uint32_t h = 0; h < hits_.size(); ++h) {
        auto i = hits_[h].term * 0x9E3779B1U & mask_;
        while (table_[i] != none && hits_[table_[i]].term != hits_[h].term) i = (i + 1) & mask_;
        if (table_[i] == none) {
            table_[i] = h;
        } else {
            next_[last_[i]] = h;
        }
        last_[i] = h;
    }
}

}  // namespace vigie::query
