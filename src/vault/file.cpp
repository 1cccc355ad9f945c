#include "file.hpp"

#include "winnow.hpp"

#include <sodium.h>

#include <algorithm>
#include <cstring>

namespace vigie::vault {
namespace {

constexpr std::string_view magic = "VIGIEVLT";
constexpr std::uint32_t version = 1;
constexpr std::uint64_t most_prints = std::uint64_t{1} << 28U;

struct Header {
    std::array<char, 8> magic{};
    std::uint32_t version = 0;
    std::uint32_t unused = 0;
    std::array<unsigned char, 16> key_check{};
    std::uint64_t prints = 0;
    std::uint64_t cells = 0;
    std::uint64_t lengths = 0;
    std::uint64_t json_bytes = 0;
    std::array<unsigned char, 32> digest{};
};
static_assert(sizeof(Header) == 96);

std::array<unsigned char, 16> check_of(const Key& key) {
    std::array<unsigned char, 16> out{};
    constexpr std::string_view words = "vigie vault key check";
    crypto_generichash(out.data(), out.size(), reinterpret_cast<const unsigned char*>(words.data()),
                       words.size(), key.data(), key.size());
    return out;
}

std::array<unsigned char, 32> digest_of(Header header, std::string_view body, const Key& key) {
    std::array<unsigned char, 32> out{};
    header.digest = {};
    crypto_generichash_state state;
    crypto_generichash_init(&state, key.data(), key.size(), out.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&header), sizeof header);
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(body.data()), body.size());
    crypto_generichash_final(&state, out.data(), out.size());
    return out;
}

model::Json json_of(const Entry& e) {
    return {{"name", e.name},     {"kind", name(e.kind)},           {"owner", e.owner},
            {"holder", e.holder}, {"recipients", e.recipients},     {"columns", e.columns},
            {"rows", e.rows},     {"cells_needed", e.cells_needed}, {"prints", e.prints},
            {"pdq", e.pdq}};
}

Result<Entry> entry_of(const model::Json& json) {
    try {
        Entry e;
        e.name = json.at("name").get<std::string>();
        const auto kind = json.at("kind").get<std::string>();
        bool known = false;
        for (const auto k : {EntryKind::text, EntryKind::table, EntryKind::picture, EntryKind::background}) {
            if (name(k) != kind) continue;
            e.kind = k;
            known = true;
        }
        if (!known) return fail(Errc::parse, "the vault holds an entry of an unknown kind");
        e.owner = json.at("owner").get<std::string>();
        e.holder = json.at("holder").get<std::string>();
        e.recipients = json.at("recipients").get<std::vector<std::string>>();
        e.columns = json.at("columns").get<std::vector<std::string>>();
        e.rows = json.at("rows").get<std::uint32_t>();
        e.cells_needed = json.at("cells_needed").get<std::uint32_t>();
        e.prints = json.at("prints").get<std::uint32_t>();
        e.pdq = json.at("pdq").get<std::string>();
        return e;
    } catch (const model::Json::exception&) {
        return fail(Errc::parse, "the vault's list of entries is broken");
    }
}

}  // namespace

std::string_view name(EntryKind kind) noexcept {
    constexpr std::array<std::string_view, 4> names{"text", "table", "picture", "background"};
    return names[static_cast<std::size_t>(kind)];
}

std::size_t gate_bit(std::string_view content, const Key& key) noexcept {
    return keyed_hash(content.substr(0, 3), key) % (gate_bytes * 8);
}

Result<Parts> read_parts(std::string_view bytes, const Key& key) {
    Header header;
    if (bytes.size() < sizeof header) return fail(Errc::parse, "the vault file is cut short");
    std::memcpy(&header, bytes.data(), sizeof header);
    if (std::string_view(header.magic.data(), magic.size()) != magic)
        return fail(Errc::parse, "this is no vault file");
    if (header.version != version)
        return fail(Errc::parse, "the vault file has version {}; this program reads {}", header.version,
                    version);
    if (header.key_check != check_of(key))
        return fail(Errc::parse, "the vault file was made with another key than vault.key");
    if (header.prints > most_prints || header.cells > most_prints || header.json_bytes > bytes.size() ||
        bytes.size() != sizeof header + (header.prints + header.cells) * sizeof(StoredPrint) + gate_bytes +
                            header.json_bytes)
        return fail(Errc::parse, "the vault file has the wrong size: it is broken or cut short");
    const auto body = bytes.substr(sizeof header);
    if (digest_of(header, body, key) != header.digest)
        return fail(Errc::parse, "the vault file is broken: its digest does not fit; restore it from a copy");
    Parts parts;
    const auto* at = body.data();
    parts.prints = {reinterpret_cast<const StoredPrint*>(at), header.prints};
    at += header.prints * sizeof(StoredPrint);
    parts.cells = {reinterpret_cast<const StoredCell*>(at), header.cells};
    at += header.cells * sizeof(StoredCell);
    parts.gate = {at, gate_bytes};
    parts.lengths = header.lengths;
    const auto json = model::Json::parse(body.substr(body.size() - header.json_bytes), nullptr, false);
    if (!json.is_array() || json.size() > most_entries)
        return fail(Errc::parse, "the vault's list of entries is broken");
    for (const auto& one : json) {
        VIGIE_TRY_ASSIGN(auto entry, entry_of(one));
        parts.entries.push_back(std::move(entry));
    }
    const auto strange = [&](const auto& stored) { return stored.entry >= parts.entries.size(); };
    if (std::ranges::any_of(parts.prints, strange) || std::ranges::any_of(parts.cells, strange) ||
        std::ranges::any_of(parts.cells, [&](const StoredCell& c) {
            return c.column >= parts.entries[c.entry].columns.size();
        }))
        return fail(Errc::parse, "the vault file names entries that it does not hold");
    return parts;
}

std::string write_parts(const Parts& parts, const Key& key) {
    Header header;
    std::ranges::copy(magic, header.magic.begin());
    header.version = version;
    header.key_check = check_of(key);
    header.prints = parts.prints.size();
    header.cells = parts.cells.size();
    header.lengths = parts.lengths;
    auto list = model::Json::array();
    for (const auto& entry : parts.entries) list.push_back(json_of(entry));
    const auto json = model::dump(list);
    header.json_bytes = json.size();
    std::string body;
    body.reserve(parts.prints.size_bytes() + parts.cells.size_bytes() + gate_bytes + json.size());
    body.append(reinterpret_cast<const char*>(parts.prints.data()), parts.prints.size_bytes());
    body.append(reinterpret_cast<const char*>(parts.cells.data()), parts.cells.size_bytes());
    body += parts.gate;
    body += json;
    header.digest = digest_of(header, body, key);
    return std::string(reinterpret_cast<const char*>(&header), sizeof header) + body;
}

}  // namespace vigie::vault
