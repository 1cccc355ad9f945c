#include "memory_store.hpp"

#include <vigie/ports/search.hpp>
#include <vigie/ports/store_rules.hpp>

namespace vigie::ports {

model::Item merge_item(model::Item known, const model::Item& seen) {
    const bool bare =
        seen.deleted && seen.text.empty() && seen.author.name.empty() && seen.author.bio.empty();
    if (!bare) return seen;
    known.deleted = true;
    if (!seen.account_status.empty()) known.account_status = seen.account_status;
    return known;
}

namespace memory {

Result<bool> MemorySession::put_item(const model::Item& item) {
    VIGIE_TRY(may_write());
    const auto key = item.key();
    if (const auto it = t_.items.find(key); it != t_.items.end()) {
        journal_->set(t_.items, key, ItemRow{it->second.seq, merge_item(it->second.item, item)});
        return false;
    }
    const auto seq = next_seq(t_.items_by_seq);
    journal_->set(t_.items_by_seq, seq, key);
    journal_->set(t_.items, key, ItemRow{seq, item});
    return true;
}

Result<std::optional<model::Item>> MemorySession::item(const model::ItemKey& key) {
    const auto it = t_.items.find(key);
    return it == t_.items.end() ? std::nullopt : std::optional(it->second.item);
}

Result<std::vector<SearchHit>> MemorySession::search_items(const std::string& text, int limit) {
    const auto terms = search_terms(text);
    std::vector<SearchHit> hits;
    for (auto it = t_.items_by_seq.rbegin(); it != t_.items_by_seq.rend() && hits.size() < capped(limit);
         ++it) {
        const auto& item = t_.items.at(it->second).item;
        if (search_matches(search_words(item), terms)) hits.push_back({item, search_snippet(item, terms)});
    }
    return hits;
}

Result<std::int64_t> MemorySession::purge_items(Time before, int limit) {
    VIGIE_TRY(may_write());
    std::vector<std::tuple<Time, Seq, model::ItemKey>> old;
    for (const auto& [seq, key] : t_.items_by_seq) {
        const auto at = t_.items.at(key).item.observed_at;
        if (at < before && !t_.item_findings.contains(key)) old.emplace_back(at, seq, key);
    }
    std::sort(old.begin(), old.end());
    old.resize(std::min(old.size(), static_cast<std::size_t>(std::max(limit, 0))));
    for (const auto& [at, seq, key] : old) {
        journal_->erase(t_.items, key);
        journal_->erase(t_.items_by_seq, seq);
        forget_hits(seq);
    }
    return static_cast<std::int64_t>(old.size());
}

Result<std::int64_t> MemorySession::visit_items(Time since, int limit,
                                                const std::function<bool(const model::Item&)>& visit) {
    std::vector<std::pair<Time, Seq>> recent;
    for (const auto& [seq, key] : t_.items_by_seq) {
        const auto at = t_.items.at(key).item.observed_at;
        if (at >= since) recent.emplace_back(at, seq);
    }
    std::sort(recent.rbegin(), recent.rend());
    std::int64_t visited = 0;
    for (const auto& [at, seq] : recent) {
        if (visited >= limit) break;
        ++visited;
        if (!visit(t_.items.at(t_.items_by_seq.at(seq)).item)) break;
    }
    return visited;
}

Result<bool> MemorySession::put_finding(const model::Finding& finding) {
    VIGIE_TRY(may_write());
    if (t_.finding_seq.contains(finding.id)) return false;
    if (!finding.incident.empty()) VIGIE_TRY(known(finding.incident));
    const auto seq = next_seq(t_.findings);
    journal_->set(t_.findings, seq, finding);
    journal_->set(t_.finding_seq, finding.id, seq);
    if (!finding.incident.empty()) journal_->insert(t_.incident_findings, {finding.incident, seq});
    const auto it = t_.item_findings.find(finding.item);
    journal_->set(t_.item_findings, finding.item, it == t_.item_findings.end() ? 1 : it->second + 1);
    return true;
}

Result<std::optional<model::Finding>> MemorySession::finding(const model::FindingId& id) {
    const auto it = t_.finding_seq.find(id);
    return it == t_.finding_seq.end() ? std::nullopt : std::optional(t_.findings.at(it->second));
}

Result<std::vector<model::Finding>> MemorySession::findings_of(const model::IncidentId& incident, int limit) {
    std::vector<model::Finding> out;
    auto it = t_.incident_findings.upper_bound({incident, std::numeric_limits<Seq>::max()});
    while (it != t_.incident_findings.begin() && out.size() < capped(limit)) {
        --it;
        if (it->first != incident) break;
        out.push_back(t_.findings.at(it->second));
    }
    return out;
}

Result<std::vector<model::Finding>> MemorySession::recent_findings(int limit) {
    std::vector<model::Finding> out;
    for (auto it = t_.findings.rbegin(); it != t_.findings.rend() && out.size() < capped(limit); ++it)
        out.push_back(it->second);
    return out;
}

Result<std::vector<std::int64_t>> MemorySession::findings_per_hour(Time from, int hours) {
    std::vector<std::int64_t> out(static_cast<std::size_t>(std::clamp(hours, 0, most_hours)));
    for (const auto& [seq, finding] : t_.findings) {
        if (finding.at < from) continue;
        const auto hour = static_cast<std::size_t>((finding.at - from) / std::chrono::hours(1));
        if (hour < out.size()) ++out[hour];
    }
    return out;
}

}  // namespace memory
}  // namespace vigie::ports
