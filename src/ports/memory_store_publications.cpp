#include "memory_store.hpp"

namespace vigie::ports::memory {

Result<> MemorySession::put_publication(const model::Publication& publication) {
    VIGIE_TRY(may_write());
    const auto it = t_.publication_seq.find(publication.id);
    const auto seq = it == t_.publication_seq.end() ? next_seq(t_.publications) : it->second;
    journal_->set(t_.publications, seq, publication);
    journal_->set(t_.publication_seq, publication.id, seq);
    return {};
}

Result<std::optional<model::Publication>> MemorySession::publication(const model::PublicationId& id) {
    const auto it = t_.publication_seq.find(id);
    return it == t_.publication_seq.end() ? std::nullopt : std::optional(t_.publications.at(it->second));
}

Result<std::vector<model::Publication>> MemorySession::publications(
    const model::AssetId& asset, const std::vector<model::PublicationState>& states, int limit) {
    std::vector<model::Publication> out;
    for (auto it = t_.publications.rbegin(); it != t_.publications.rend() && out.size() < capped(limit);
         ++it) {
        const auto& v = it->second;
        if (!asset.empty() && v.asset != asset) continue;
        if (!states.empty() && std::ranges::find(states, v.state) == states.end()) continue;
        out.push_back(v);
    }
    return out;
}

Result<> MemorySession::put_freeze(const model::AccountFreeze& freeze) {
    VIGIE_TRY(may_write());
    journal_->set(t_.freezes, freeze.asset, freeze);
    return {};
}

Result<std::vector<model::AccountFreeze>> MemorySession::freezes() {
    std::vector<model::AccountFreeze> out;
    for (const auto& [asset, freeze] : t_.freezes) out.push_back(freeze);
    return out;
}

}  // namespace vigie::ports::memory
