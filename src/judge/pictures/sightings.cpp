#include <vigie/judge/pictures.hpp>
#include <vigie/kit/pdq.hpp>
#include <vigie/kit/text.hpp>
#include <vigie/model/json.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace vigie::judge {
namespace {

using model::Json;

constexpr int same_upload = 7;        // bits
constexpr std::size_t pieces = 8;     // of 32 bits: within 7 bits at least one is equal
constexpr std::size_t most_seen = 8;  // more with one picture: everybody's picture
constexpr auto memory_of = std::chrono::hours(24 * 180);
constexpr std::string_view kind = "picture";

struct Entry {
    std::string hash;
    std::string group;
    PictureSightings::Seen seen;
};

std::string key_of(const kit::PdqHash& hash, std::size_t piece) {
    return fmt::format("{}:{:08x}", piece,
                       static_cast<std::uint32_t>(hash.words[piece / 2] >> (piece % 2 * 32)));
}

// What we wrote ourselves; an entry that cannot be read is forgotten.
std::vector<Entry> parsed(const std::string& text) {
    std::vector<Entry> entries;
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_array()) return entries;
    for (const auto& e : json) {
        if (!e.is_array() || e.size() != 5) continue;
        if (!std::all_of(e.begin(), e.end(), [](const Json& part) { return part.is_string(); })) continue;
        entries.push_back({e[0], e[1], {e[2], e[3], model::AssetId(e[4].get<std::string>())}});
    }
    return entries;
}

std::string written(const std::vector<Entry>& entries) {
    auto json = Json::array();
    for (const auto& e : entries) {
        json.push_back({e.hash, e.group, e.seen.account, e.seen.handle, e.seen.official.value});
    }
    return model::dump(json);
}

PictureSightings::Seen seen_of(const model::AssetRegister& assets, const model::Account& account) {
    PictureSightings::Seen seen;
    seen.account = account.network + ":" + (account.id.empty() ? kit::fold(account.handle) : account.id);
    seen.handle = account.handle;
    if (const auto* official = assets.account(account.network, account.id, account.handle)) {
        seen.official = official->id;
    }
    return seen;
}

}  // namespace

Result<PictureSightings> sight_picture(Memory& memory, const model::AssetRegister& assets,
                                       const model::Account& account, Time at) {
    PictureSightings result;
    if (!account.picture || account.picture->quality < kit::pdq_min_quality) return result;
    const auto hash = kit::pdq_of_hex(account.picture->pdq);
    if (!hash || (account.id.empty() && account.handle.empty())) return result;

    std::vector<std::vector<Entry>> tables;
    int nearest = same_upload + 1;
    for (std::size_t piece = 0; piece < pieces; ++piece) {
        VIGIE_TRY_ASSIGN(const auto text, memory.recall(kind, key_of(*hash, piece)));
        tables.push_back(text ? parsed(*text) : std::vector<Entry>{});
    }
    auto own = seen_of(assets, account);
    bool known = false;
    for (const auto& table : tables) {
        for (const auto& entry : table) {
            const auto other = kit::pdq_of_hex(entry.hash);
            if (!other) continue;
            const int d = kit::distance(*hash, *other);
            if (d > same_upload) continue;
            if (d < nearest) {
                nearest = d;
                result.group = entry.group;
            }
            if (entry.seen.account == own.account) {
                known = known || (d == 0 && entry.seen == own);
            } else if (std::find(result.others.begin(), result.others.end(), entry.seen) ==
                       result.others.end()) {
                result.others.push_back(entry.seen);
            }
        }
    }
    if (result.group.empty()) result.group = hash->hex();
    if (result.others.size() > most_seen) result.others.resize(most_seen);
    if (known) return result;
    for (std::size_t piece = 0; piece < pieces; ++piece) {
        auto& table = tables[piece];
        // Ours stays; of the others the first: they show where it began.
        std::erase_if(table, [&](const Entry& e) { return e.seen.account == own.account; });
        if (own.official.empty() && table.size() >= most_seen) continue;
        table.insert(own.official.empty() ? table.end() : table.begin(), {hash->hex(), result.group, own});
        VIGIE_TRY(memory.keep(kind, key_of(*hash, piece), written(table), at + memory_of));
    }
    return result;
}

}  // namespace vigie::judge
