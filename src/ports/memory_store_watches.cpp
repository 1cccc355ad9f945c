#include "memory_store.hpp"

#include <vigie/ports/store_rules.hpp>

namespace vigie::ports::memory {

Result<model::Watch> MemorySession::put_watch(model::Watch watch) {
    VIGIE_TRY(may_write());
    const auto it = t_.watches.find(watch.name);
    const auto stored = it == t_.watches.end() ? 0 : it->second.version;
    VIGIE_TRY(is_current(watch, stored));
    ++watch.version;
    journal_->set(t_.watches, watch.name, watch);
    return watch;
}

Result<std::optional<model::Watch>> MemorySession::watch(const std::string& name) {
    const auto it = t_.watches.find(name);
    return it == t_.watches.end() ? std::nullopt : std::optional(it->second);
}

Result<std::vector<model::Watch>> MemorySession::watches() {
    std::vector<model::Watch> out;
    for (const auto& [name, watch] : t_.watches) out.push_back(watch);
    return out;
}

Result<> MemorySession::add_hits(const model::ItemKey& item, Time at, const std::vector<std::string>& names) {
    VIGIE_TRY(may_write());
    const auto row = t_.items.find(item);
    if (row == t_.items.end()) return fail(Errc::not_found, "no item {} {}", item.network, item.id);
    for (const auto& name : names) {
        if (t_.watch_items.contains({name, row->second.seq})) continue;
        journal_->insert(t_.watch_items, {name, row->second.seq});
        journal_->insert(t_.item_watches, {row->second.seq, name});
        const auto key = std::pair(name, hour_of(at));
        const auto known = t_.volumes.find(key);
        journal_->set(t_.volumes, key, known == t_.volumes.end() ? 1 : known->second + 1);
    }
    return {};
}

void MemorySession::forget_hits(Seq item) {
    for (auto it = t_.item_watches.lower_bound({item, ""}); it != t_.item_watches.end() && it->first == item;
         it = t_.item_watches.lower_bound({item, ""})) {
        journal_->erase(t_.watch_items, {it->second, item});
        journal_->erase(t_.item_watches, std::pair(*it));
    }
}

Result<std::vector<model::Item>> MemorySession::items_of_watch(const std::string& name, int limit) {
    std::vector<model::Item> out;
    auto it = t_.watch_items.upper_bound({name, std::numeric_limits<Seq>::max()});
    while (it != t_.watch_items.begin() && out.size() < capped(limit)) {
        --it;
        if (it->first != name) break;
        out.push_back(t_.items.at(t_.items_by_seq.at(it->second)).item);
    }
    return out;
}

Result<std::vector<std::int64_t>> MemorySession::volume(const std::string& name, Time from, int hours) {
    std::vector<std::int64_t> out(static_cast<std::size_t>(std::clamp(hours, 0, most_hours)));
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto it = t_.volumes.find({name, hour_of(from) + static_cast<std::int64_t>(i)});
        if (it != t_.volumes.end()) out[i] = it->second;
    }
    return out;
}

Result<std::map<std::string, std::int64_t>> MemorySession::volumes(Time from, Time to) {
    std::map<std::string, std::int64_t> out;
    for (const auto& [key, count] : t_.volumes) {
        if (key.second >= hour_of(from) && key.second < hour_of(to)) out[key.first] += count;
    }
    return out;
}

Result<> MemorySession::purge_volumes(Time before) {
    VIGIE_TRY(may_write());
    std::vector<std::pair<std::string, std::int64_t>> old;
    for (const auto& [key, count] : t_.volumes) {
        if (key.second < hour_of(before)) old.push_back(key);
    }
    for (const auto& key : old) journal_->erase(t_.volumes, key);
    return {};
}

}  // namespace vigie::ports::memory
