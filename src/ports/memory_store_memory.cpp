#include "memory_store.hpp"

#include <algorithm>
#include <tuple>

namespace vigie::ports::memory {

Result<std::optional<std::string>> MemorySession::memory(const std::string& kind, const std::string& key) {
    const auto it = t_.memory.find({kind, key});
    if (it == t_.memory.end()) return std::optional<std::string>{};
    return std::optional(it->second.first);
}

Result<> MemorySession::put_memory(const std::string& kind, const std::string& key, const std::string& value,
                                   Time until) {
    VIGIE_TRY(may_write());
    journal_->set(t_.memory, std::pair(kind, key), std::pair(value, until));
    return {};
}

Result<std::int64_t> MemorySession::purge_memory(Time before, int limit) {
    VIGIE_TRY(may_write());
    std::vector<std::pair<Time, std::pair<std::string, std::string>>> old;
    for (const auto& [key, kept] : t_.memory) {
        if (kept.second < before) old.emplace_back(kept.second, key);
    }
    std::ranges::sort(old);
    old.resize(std::min(old.size(), static_cast<std::size_t>(std::max(limit, 0))));
    for (const auto& [until, key] : old) journal_->erase(t_.memory, key);
    return static_cast<std::int64_t>(old.size());
}

}  // namespace vigie::ports::memory
