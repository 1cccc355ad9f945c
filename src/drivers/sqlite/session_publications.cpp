#include "session.hpp"

namespace vigie::drivers::sqlite {
namespace {

using model::AccountFreeze;
using model::Publication;

constexpr std::string_view publication_columns =
    "id, asset, text, digest, opens, closes, state, created_by, created_at, decided_by, decided_at, why, "
    "item_network, item_id";

Publication publication_of(const Row& row) {
    Publication v;
    v.id = model::PublicationId(row.text(0));
    v.asset = model::AssetId(row.text(1));
    v.text = row.text(2);
    v.digest = row.text(3);
    v.opens = from_us(row.integer(4));
    v.closes = from_us(row.integer(5));
    v.state = static_cast<model::PublicationState>(row.integer(6));
    v.created_by = row.text(7);
    v.created_at = from_us(row.integer(8));
    v.decided_by = row.text(9);
    v.decided_at = from_us(row.integer(10));
    v.why = row.text(11);
    v.item = {row.text(12), row.text(13)};
    return v;
}

}  // namespace

Result<> SqliteSession::put_publication(const Publication& v) {
    VIGIE_TRY(may_write());
    return run(
        fmt::format("INSERT INTO publication ({}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON "
                    "CONFLICT (id) DO UPDATE SET asset = excluded.asset, text = excluded.text, digest = "
                    "excluded.digest, opens = excluded.opens, closes = excluded.closes, state = "
                    "excluded.state, created_by = excluded.created_by, created_at = excluded.created_at, "
                    "decided_by = excluded.decided_by, decided_at = excluded.decided_at, why = excluded.why, "
                    "item_network = excluded.item_network, item_id = excluded.item_id",
                    publication_columns),
        {v.id.value, v.asset.value, v.text, v.digest, v.opens, v.closes, static_cast<int>(v.state),
         v.created_by, v.created_at, v.decided_by, v.decided_at, v.why, v.item.network, v.item.id});
}

Result<std::vector<Publication>> SqliteSession::select_publications(const std::string& rest,
                                                                    const Args& args) {
    std::vector<Publication> out;
    VIGIE_TRY(c_.select(fmt::format("SELECT {} FROM publication {}", publication_columns, rest),
                        "ttttiiititittt", args, [&](const Row& row) -> Result<> {
                            out.push_back(publication_of(row));
                            return {};
                        }));
    return out;
}

Result<std::optional<Publication>> SqliteSession::publication(const model::PublicationId& id) {
    VIGIE_TRY_ASSIGN(auto found, select_publications("WHERE id = ?", {id.value}));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Result<std::vector<Publication>> SqliteSession::publications(
    const model::AssetId& asset, const std::vector<model::PublicationState>& states, int limit) {
    std::string wanted;
    for (const auto state : states) {
        wanted += fmt::format("{}{}", wanted.empty() ? "" : ", ", static_cast<int>(state));
    }
    const auto in = wanted.empty() ? std::string("1") : fmt::format("state IN ({})", wanted);
    if (asset.empty()) {
        return select_publications(fmt::format("WHERE {} ORDER BY seq DESC LIMIT ?", in), {capped(limit)});
    }
    return select_publications(fmt::format("WHERE asset = ? AND {} ORDER BY seq DESC LIMIT ?", in),
                               {asset.value, capped(limit)});
}

Result<> SqliteSession::put_freeze(const AccountFreeze& v) {
    VIGIE_TRY(may_write());
    return run(
        "INSERT INTO account_freeze (asset, frozen, by, at, why, incident) VALUES (?, ?, ?, ?, ?, ?) ON "
        "CONFLICT (asset) DO UPDATE SET frozen = excluded.frozen, by = excluded.by, at = excluded.at, why = "
        "excluded.why, incident = excluded.incident",
        {v.asset.value, v.frozen, v.by, v.at, v.why, v.incident.value});
}

Result<std::vector<AccountFreeze>> SqliteSession::freezes() {
    std::vector<AccountFreeze> out;
    VIGIE_TRY(c_.select("SELECT asset, frozen, by, at, why, incident FROM account_freeze ORDER BY asset",
                        "tititt", {}, [&](const Row& row) -> Result<> {
                            out.push_back({model::AssetId(row.text(0)), row.integer(1) != 0, row.text(2),
                                           from_us(row.integer(3)), row.text(4),
                                           model::IncidentId(row.text(5))});
                            return {};
                        }));
    return out;
}

}  // namespace vigie::drivers::sqlite
