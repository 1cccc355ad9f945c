#include "session.hpp"

#include <vigie/kit/hash.hpp>
#include <vigie/ports/search.hpp>
#include <vigie/ports/store_rules.hpp>

#include <cstring>
#include <limits>

namespace vigie::drivers::sqlite {

using model::Finding;
using model::Item;

namespace {

// Not a quick hash: authors choose their ids, and could choose many with one key.
std::int64_t key_of(const std::string& network, const std::string& id) {
    const auto digest = kit::sha256(network + '\0' + id);
    std::int64_t key = 0;
    std::memcpy(&key, digest.data(), sizeof key);
    return key;
}

}  // namespace

Result<> SqliteSession::index_words(std::int64_t seq, const std::string& words) {
    if (words.empty()) return {};
    return run("INSERT INTO item_words (rowid, words) VALUES (?, ?)", {seq, words});
}

// The index stores no text: it has to be told what to forget.
Result<> SqliteSession::unindex_words(std::int64_t seq, const std::string& words) {
    if (words.empty()) return {};
    return run("INSERT INTO item_words (item_words, rowid, words) VALUES ('delete', ?, ?)", {seq, words});
}

Result<> SqliteSession::update_item(std::int64_t seq, const Item& known, const Item& item) {
    const auto merged = ports::merge_item(known, item);
    const auto before = ports::search_words(known);
    const auto after = ports::search_words(merged);
    if (before != after) {
        VIGIE_TRY(unindex_words(seq, before));
        VIGIE_TRY(index_words(seq, after));
    }
    return run("UPDATE item SET observed_at = ?, doc = ? WHERE seq = ?",
               {merged.observed_at, to_document(merged), seq});
}

Result<bool> SqliteSession::put_item(const Item& item) {
    VIGIE_TRY(may_write(false));
    const auto key = key_of(item.network, item.id);
    std::int64_t seq = 0;
    std::optional<Item> known;
    VIGIE_TRY(c_.select("SELECT seq, doc FROM item WHERE key = ? AND network = ? AND id = ?", "it",
                        {key, item.network, item.id}, [&](const Row& row) -> Result<> {
                            seq = row.integer(0);
                            VIGIE_TRY_ASSIGN(known, from_document<Item>(row.text(1)));
                            return {};
                        }));
    if (known) {
        VIGIE_TRY(update_item(seq, *known, item));
        return false;
    }
    VIGIE_TRY(run("INSERT INTO item (key, network, id, observed_at, doc) VALUES (?, ?, ?, ?, ?)",
                  {key, item.network, item.id, item.observed_at, to_document(item)}));
    ++new_items_;
    VIGIE_TRY(index_words(c_.last_rowid(), ports::search_words(item)));
    return true;
}

Result<std::optional<Item>> SqliteSession::item(const model::ItemKey& key) {
    return document<Item>("SELECT doc FROM item WHERE key = ? AND network = ? AND id = ?",
                          {key_of(key.network, key.id), key.network, key.id});
}

Result<std::vector<ports::SearchHit>> SqliteSession::search_items(const std::string& text, int limit) {
    const auto terms = ports::search_terms(text);
    std::vector<ports::SearchHit> hits;
    if (terms.empty()) return hits;
    std::string match;  // words are letters and digits only: quoting them is enough
    for (const auto& word : terms.words) match += fmt::format("{}\"{}\"", match.empty() ? "" : " ", word);
    if (terms.last_is_prefix) match += '*';
    VIGIE_TRY_ASSIGN(
        auto items,
        documents<Item>("SELECT item.doc FROM item_words JOIN item ON item.seq = item_words.rowid "
                        "WHERE item_words MATCH ? ORDER BY item_words.rowid DESC LIMIT ?",
                        {match, capped(limit)}));
    for (auto& item : items) {
        auto snippet = ports::search_snippet(item, terms);
        hits.push_back({std::move(item), std::move(snippet)});
    }
    return hits;
}

Result<std::int64_t> SqliteSession::purge_items(Time before, int limit) {
    VIGIE_TRY(may_write(false));
    std::vector<std::pair<std::int64_t, std::string>> old;
    VIGIE_TRY(c_.select(
        "SELECT seq, doc FROM item WHERE observed_at < ? AND NOT EXISTS (SELECT 1 FROM finding "
        "WHERE item_id = item.id AND item_network = item.network) ORDER BY observed_at, seq LIMIT ?",
        "it", {before, std::max(limit, 0)}, [&](const Row& row) -> Result<> {
            VIGIE_TRY_ASSIGN(const auto item, from_document<Item>(row.text(1)));
            old.emplace_back(row.integer(0), ports::search_words(item));
            return {};
        }));
    for (const auto& [seq, words] : old) {
        VIGIE_TRY(unindex_words(seq, words));
        VIGIE_TRY(run("DELETE FROM item_watches WHERE item = ?", {seq}));
        VIGIE_TRY(run("DELETE FROM item WHERE seq = ?", {seq}));
    }
    const auto gone = static_cast<std::int64_t>(old.size());
    new_items_ -= gone;
    return gone;
}

Result<std::int64_t> SqliteSession::seq_of(const model::ItemKey& item) {
    VIGIE_TRY_ASSIGN(const auto seq,
                     c_.integer("SELECT seq FROM item WHERE key = ? AND network = ? AND id = ?",
                                {key_of(item.network, item.id), item.network, item.id}));
    return seq.value_or(0);
}

Result<std::int64_t> SqliteSession::visit_items(Time since, int limit,
                                                const std::function<bool(const Item&)>& visit) {
    // A page at a time, so that a visit that ends early has not read everything.
    constexpr int page = 500;
    std::int64_t visited = 0;
    std::int64_t at = std::numeric_limits<std::int64_t>::max();
    std::int64_t seq = at;
    for (bool more = true; more && visited < limit;) {
        const auto wanted = std::min<std::int64_t>(page, limit - visited);
        std::int64_t read = 0;
        VIGIE_TRY(c_.select(
            "SELECT observed_at, seq, doc FROM item WHERE observed_at >= ? AND (observed_at, seq) < (?, ?) "
            "ORDER BY observed_at DESC, seq DESC LIMIT ?",
            "iit", {since, at, seq, wanted}, [&](const Row& row) -> Result<> {
                if (!more) return {};
                at = row.integer(0);
                seq = row.integer(1);
                ++read;
                VIGIE_TRY_ASSIGN(const auto item, from_document<Item>(row.text(2)));
                more = visit(item);
                return {};
            }));
        visited += read;
        more = more && read == wanted;
    }
    return visited;
}

Result<> SqliteSession::rebuild_words() {
    VIGIE_TRY(run("INSERT INTO item_words (item_words) VALUES ('delete-all')", {}));
    return c_.select("SELECT seq, doc FROM item", "it", {}, [&](const Row& row) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto item, from_document<Item>(row.text(1)));
        return index_words(row.integer(0), ports::search_words(item));
    });
}

Result<bool> SqliteSession::put_finding(const Finding& finding) {
    VIGIE_TRY(may_write());
    VIGIE_TRY_ASSIGN(const auto known,
                     c_.integer("SELECT seq FROM finding WHERE id = ?", {finding.id.value}));
    if (known) return false;
    std::optional<std::int64_t> incident;
    if (!finding.incident.empty()) {
        VIGIE_TRY_ASSIGN(incident, seq_of(finding.incident));
    }
    VIGIE_TRY(
        run("INSERT INTO finding (id, incident, item_network, item_id, at, detector, doc) VALUES (?, ?, ?, "
            "?, ?, ?, ?)",
            {finding.id.value, incident, finding.item.network, finding.item.id, finding.at, finding.detector,
             to_document(finding)}));
    ++new_findings_;
    return true;
}

Result<std::optional<Finding>> SqliteSession::finding(const model::FindingId& id) {
    return document<Finding>("SELECT doc FROM finding WHERE id = ?", {id.value});
}

Result<std::vector<Finding>> SqliteSession::findings_of(const model::IncidentId& incident, int limit) {
    return documents<Finding>(
        "SELECT doc FROM finding WHERE incident = (SELECT seq FROM incident WHERE id = ?) "
        "ORDER BY seq DESC LIMIT ?",
        {incident.value, capped(limit)});
}

Result<std::vector<Finding>> SqliteSession::recent_findings(int limit) {
    return documents<Finding>("SELECT doc FROM finding ORDER BY seq DESC LIMIT ?", {capped(limit)});
}

Result<std::vector<std::int64_t>> SqliteSession::findings_per_hour(Time from, int hours) {
    std::vector<std::int64_t> out(static_cast<std::size_t>(std::clamp(hours, 0, ports::most_hours)));
    const auto to = from + std::chrono::hours(out.size());
    VIGIE_TRY(
        c_.select("SELECT (at - ?) / 3600000000, count(*) FROM finding WHERE at >= ? AND at < ? GROUP BY 1",
                  "ii", {from, from, to}, [&](const Row& row) -> Result<> {
                      out[static_cast<std::size_t>(row.integer(0))] = row.integer(1);
                      return {};
                  }));
    return out;
}

}  // namespace vigie::drivers::sqlite
