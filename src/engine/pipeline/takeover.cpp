#include <vigie/engage/publish.hpp>
#include <vigie/engine/takeover.hpp>
#include <vigie/plugins/takeover.hpp>

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

Result<> freeze_taken(ports::Session& session, const std::vector<judge::IncidentChange>& changes, Time now) {
    for (const auto& change : changes) {
        for (const auto& finding : change.findings) {
            if (finding.detector != plugins::takeover_info().name || finding.score < freeze_from) continue;
            VIGIE_TRY(engage::freeze_account(session, finding.asset, change.incident.id,
                                             {.actor = "vigie", .why = finding.title.en, .at = now}));
        }
    }
    return {};
}

}  // namespace vigie::engine
