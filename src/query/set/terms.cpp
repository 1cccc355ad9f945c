#include "set/terms.hpp"

#include <vigie/base/assert.hpp>

#include <algorithm>
#include <bit>

namespace vigie::query {

TermId Terms::add(std::uint64_t key) {
    if ((keys_.size() + 1) * 2 > slots_.size()) grow();
    for (std::size_t i = key & mask_;; i = (i + 1) & mask_) {
        const auto slot = slots_[i];
        if (slot == 0) {
            keys_.push_back(key);
            VIGIE_ASSERT(keys_.size() <= id_mask);
            slots_[i] = (key & ~id_mask) | keys_.size();
            return static_cast<TermId>(keys_.size() - 1);
        }
        const auto id = static_cast<TermId>(slot & id_mask) - 1;
        if (keys_[id] == key) return id;
    }
}

void Terms::grow() {
    slots_.assign(std::max<std::size_t>(64, slots_.size() * 2), 0);
    mask_ = slots_.size() - 1;
    for (std::size_t id = 0; id < keys_.size(); ++id) {
        auto i = keys_[id] & mask_;
        while (slots_[i] != 0) i = (i + 1) & mask_;
        slots_[i] = (keys_[id] & ~id_mask) | (id + 1);
    }
}

void Terms::build() {
    keys_.shrink_to_fit();
    // About 8 bits a term, 256 KB at most: what lies in the nearer caches is what helps.
    const auto bits = std::clamp<std::size_t>(std::bit_ceil(keys_.size() * 8), 64, std::size_t{1} << 21U);
    shift_ = 64U - static_cast<unsigned>(std::countr_zero(bits));
    seen_.assign(bits / 64, 0);
    for (const auto key : keys_) seen_[key >> shift_ >> 6U] |= std::uint64_t{1} << (key >> shift_ & 63U);
}

}  // namespace vigie::query
