#include <vigie/engage/publish.hpp>
#include <vigie/engine/takeover.hpp>
#include <vigie/plugins/takeover.hpp>

#include <algorithm>

namespace vigie::engine {

bool is_ours(const model::ItemView& item, const model::AssetRegister& assets) {
    const auto network = item.author_network.empty() ? item.network : item.author_network;
    return assets.account(network, item.author_id, item.author_handle) != nullptr;
}

Result<> settle_ticket(ports::Session& session, const model::AssetRegister& assets, const model::Item& item) {
    if (item.deleted || (item.kind != model::ItemKind::post && item.kind != model::ItemKind::quote))
        return {};
    const auto& network = item.author.network.empty() ? item.network : item.author.network;
    const auto* account = assets.account(network, item.author.id, item.author.handle);
    return account == nullptr ? Result<>{} : engage::settle_ticket(session, account->id, item);
}

Result<std::vector<model::AssetId>> freeze_taken(ports::Session& session,
                                                 const std::vector<judge::IncidentChange>& changes,
                                                 Time now) {
    std::vector<model::AssetId> frozen;
    for (const auto& change : changes) {
        for (const auto& finding : change.findings) {
            if (finding.detector != plugins::takeover_info().name || finding.score < freeze_from) continue;
            VIGIE_TRY_ASSIGN(const bool new_or_stricter,
                             engage::freeze_account(session, finding.asset, {.incident = change.incident.id},
                                                    {.actor = "vigie", .why = finding.title.en, .at = now}));
            if (new_or_stricter) frozen.push_back(finding.asset);
        }
    }
    return frozen;
}

Result<bool> end_freezes(ports::Store& store, Time now) {
    bool due = false;
    VIGIE_TRY(store.read([&](ports::Session& session) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto all, engage::freezes(session));
        due = std::ranges::any_of(all, [&](const auto& f) { return f.decision.frozen && !f.in_force(now); });
        return {};
    }));
    if (!due) return false;
    VIGIE_TRY(store.write([&](ports::Session& session) -> Result<> {
        VIGIE_TRY(engage::end_freezes(session, now));
        return {};
    }));
    return true;
}

}  // namespace vigie::engine
