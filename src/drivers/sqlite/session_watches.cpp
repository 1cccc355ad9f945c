#include "session.hpp"

#include <vigie/model/json.hpp>
#include <vigie/ports/store_rules.hpp>

namespace vigie::drivers::sqlite {
namespace {

Result<std::vector<std::string>> list_of(const std::string& json) {
    const auto parsed = model::Json::parse(json, nullptr, false);
    if (!parsed.is_array()) return fail(Errc::io, "a row of the table watch has no list of tags");
    std::vector<std::string> out;
    for (const auto& each : parsed) {
        if (each.is_string()) out.push_back(each.get<std::string>());
    }
    return out;
}

}  // namespace

Result<std::vector<model::Watch>> SqliteSession::select_watches(std::string_view where, const Args& args) {
    std::vector<model::Watch> out;
    const auto sql = fmt::format(
        "SELECT name, version, query, note, enabled, asset, tags, created_by, created_at, updated_by, "
        "updated_at, deleted FROM watch{} ORDER BY name",
        where);
    VIGIE_TRY(c_.select(sql, "tittitttitii", args, [&](const Row& row) -> Result<> {
        model::Watch w;
        w.name = row.text(0);
        w.version = row.integer(1);
        w.query = row.text(2);
        w.note = row.text(3);
        w.enabled = row.integer(4) != 0;
        w.asset = model::AssetId(row.text(5));
        VIGIE_TRY_ASSIGN(w.tags, list_of(row.text(6)));
        w.created_by = row.text(7);
        w.created_at = from_us(row.integer(8));
        w.updated_by = row.text(9);
        w.updated_at = from_us(row.integer(10));
        w.deleted = row.integer(11) != 0;
        out.push_back(std::move(w));
        return {};
    }));
    return out;
}

Result<model::Watch> SqliteSession::put_watch(model::Watch w) {
    VIGIE_TRY(may_write());
    VIGIE_TRY_ASSIGN(const auto stored, c_.integer("SELECT version FROM watch WHERE name = ?", {w.name}));
    VIGIE_TRY(ports::is_current(w, stored.value_or(0)));
    ++w.version;
    const auto tags = model::dump(model::Json(w.tags));
    VIGIE_TRY(run(
        "INSERT INTO watch (name, version, query, note, enabled, asset, tags, created_by, created_at, "
        "updated_by, updated_at, deleted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO "
        "UPDATE SET version = excluded.version, query = excluded.query, note = excluded.note, enabled = "
        "excluded.enabled, asset = excluded.asset, tags = excluded.tags, created_by = excluded.created_by, "
        "created_at = excluded.created_at, updated_by = excluded.updated_by, updated_at = "
        "excluded.updated_at, deleted = excluded.deleted",
        {w.name, w.version, w.query, w.note, w.enabled, w.asset.value, tags, w.created_by, w.created_at,
         w.updated_by, w.updated_at, w.deleted}));
    return w;
}

Result<std::optional<model::Watch>> SqliteSession::watch(const std::string& name) {
    VIGIE_TRY_ASSIGN(auto found, select_watches(" WHERE name = ?", {name}));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Result<std::vector<model::Watch>> SqliteSession::watches() {
    return select_watches("", {});
}

Result<std::int64_t> SqliteSession::number_of(const std::string& watched) {
    if (const auto it = numbers_.find(watched); it != numbers_.end()) return it->second;
    VIGIE_TRY_ASSIGN(auto number, c_.integer("SELECT number FROM watched WHERE name = ?", {watched}));
    if (!number) {
        VIGIE_TRY(run("INSERT INTO watched (name) VALUES (?)", {watched}));
        number = c_.last_rowid();
    }
    numbers_.emplace(watched, *number);
    return *number;
}

Result<> SqliteSession::add_hits(const model::ItemKey& item, Time at, const std::vector<std::string>& names) {
    VIGIE_TRY(may_write(false));
    VIGIE_TRY_ASSIGN(const auto seq, seq_of(item));
    if (seq == 0) return fail(Errc::not_found, "no item {} {}", item.network, item.id);
    for (const auto& name : names) {
        VIGIE_TRY_ASSIGN(const auto number, number_of(name));
        VIGIE_TRY_ASSIGN(
            const auto fresh,
            c_.run("INSERT INTO item_watches (watched, item) VALUES (?, ?) ON CONFLICT DO NOTHING",
                   {number, seq}));
        if (fresh > 0) ++counted_[{number, ports::hour_of(at)}];
    }
    return {};
}

Result<> SqliteSession::store_volumes() {
    for (const auto& [key, count] : counted_) {
        VIGIE_TRY(
            run("INSERT INTO watch_volumes (watched, hour, items) VALUES (?, ?, ?) ON CONFLICT (watched, "
                "hour) DO UPDATE SET items = items + excluded.items",
                {key.first, key.second, count}));
    }
    counted_.clear();
    return {};
}

Result<std::vector<model::Item>> SqliteSession::items_of_watch(const std::string& name, int limit) {
    return documents<model::Item>(
        "SELECT doc FROM item_watches JOIN item ON item.seq = item_watches.item WHERE watched = (SELECT "
        "number FROM watched WHERE name = ?) ORDER BY item_watches.item DESC LIMIT ?",
        {name, capped(limit)});
}

Result<std::vector<std::int64_t>> SqliteSession::volume(const std::string& name, Time from, int hours) {
    VIGIE_TRY(store_volumes());
    std::vector<std::int64_t> out(static_cast<std::size_t>(std::clamp(hours, 0, ports::most_hours)));
    const auto first = ports::hour_of(from);
    const auto end = first + static_cast<std::int64_t>(out.size());
    VIGIE_TRY(
        c_.select("SELECT hour, items FROM watch_volumes WHERE watched = (SELECT number FROM watched WHERE "
                  "name = ?) AND hour >= ? AND hour < ?",
                  "ii", {name, first, end}, [&](const Row& row) -> Result<> {
                      out[static_cast<std::size_t>(row.integer(0) - first)] = row.integer(1);
                      return {};
                  }));
    return out;
}

Result<std::map<std::string, std::int64_t>> SqliteSession::volumes(Time from, Time to) {
    VIGIE_TRY(store_volumes());
    std::map<std::string, std::int64_t> out;
    VIGIE_TRY(c_.select(
        "SELECT name, sum(items) FROM watch_volumes INDEXED BY watch_volumes_hour JOIN watched ON "
        "watched.number = watch_volumes.watched WHERE hour >= ? AND hour < ? GROUP BY watched.number",
        "ti", {ports::hour_of(from), ports::hour_of(to)}, [&](const Row& row) -> Result<> {
            out[row.text(0)] = row.integer(1);
            return {};
        }));
    return out;
}

Result<> SqliteSession::purge_volumes(Time before) {
    VIGIE_TRY(may_write(false));
    VIGIE_TRY(store_volumes());
    return run("DELETE FROM watch_volumes WHERE hour < ?", {ports::hour_of(before)});
}

}  // namespace vigie::drivers::sqlite
