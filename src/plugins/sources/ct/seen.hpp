// Names met lately, by hash, bounded: two generations, the older one is forgotten when the younger is full. A
// chance of 1 in 10^13 that a new name is taken for a known one is fine here.
#pragma once

#include <vigie/kit/hash.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace vigie::plugins::ct {

class SeenNames {
public:
    explicit SeenNames(std::size_t capacity) : half_(capacity / 2) {}

    // False when the name is known.
    bool insert(std::string_view name) {
        const auto hash = kit::hash64(name);
        if (older_.contains(hash)) return false;
        if (!younger_.insert(hash).second) return false;
        if (younger_.size() > half_) {
            older_ = std::exchange(younger_, {});
        }
        return true;
    }

private:
    std::size_t half_;
    std::unordered_set<std::uint64_t> younger_;
    std::unordered_set<std::uint64_t> older_;
};

}  // namespace vigie::plugins::ct
