#include "session.hpp"

#include <vigie/kit/utf8.hpp>
#include <vigie/model/json.hpp>
#include <vigie/ports/search.hpp>

namespace vigie::drivers::sqlite {

using model::Incident;

namespace {

// Up to eight of the needle's three-letter windows, as a full-text question; "" when it is shorter.
std::string trigrams_of(std::string_view needle) {
    std::vector<std::size_t> starts;  // of code points, and the end
    for (std::size_t i = 0; i < needle.size();) {
        starts.push_back(i);
        kit::next_code_point(needle, i);
    }
    starts.push_back(needle.size());
    std::string match;
    const auto windows = starts.size() < 4 ? 0 : starts.size() - 3;
    const auto stride = std::max<std::size_t>(1, windows / 8);
    for (std::size_t w = 0; w < windows; w += stride) {
        match += match.empty() ? "\"" : " \"";
        for (const char c : needle.substr(starts[w], starts[w + 3] - starts[w]))
            match += c == '"' ? "\"\"" : std::string(1, c);
        match += '"';
    }
    return match;
}

template <class E>
std::int64_t mask_of(const std::vector<E>& values) {
    std::int64_t mask = 0;
    for (const auto v : values) mask |= std::int64_t{1} << static_cast<int>(v);
    return mask;
}

// The conditions of a page. Not copied: `args` point into it.
struct Where {
    std::string sql;
    Args args;
    std::string kinds;
    std::string trigrams;
    std::string needle;
    std::string found;
    bool dear = false;  // has a condition that no index of an order answers

    void add(std::string_view condition, Arg arg) {
        sql += sql.empty() ? " WHERE " : " AND ";
        sql += condition;
        args.push_back(arg);
    }
};

// The cheap conditions first, "contains" last. Few distinct texts, so that the statements stay prepared.
void fill(Where& where, const ports::IncidentQuery& q) {
    if (!q.statuses.empty()) where.add("(? >> status) & 1", mask_of(q.statuses));
    if (!q.severities.empty()) where.add("(? >> severity) & 1", mask_of(q.severities));
    if (!q.kinds.empty()) {
        where.kinds = model::dump(model::Json(q.kinds));
        where.add("kind IN (SELECT value FROM json_each(?))", where.kinds);
    }
    if (!q.owner.empty())
        where.add("owner = ?", q.owner == "-" ? std::string_view() : std::string_view(q.owner));
    if (!q.asset.empty()) where.add("seq IN (SELECT seq FROM incident_asset WHERE asset = ?)", q.asset);
    if (q.late_only) {
        // States that are neither done nor cancelled.
        where.add(
            "seq IN (SELECT incident FROM step WHERE state IN (0, 1, 2, 4) AND (escalated = 1 OR due_at < "
            "?))",
            q.now);
    }
    where.needle = ports::fold_needle(q.text);
    std::erase(where.needle, '\0');
    where.trigrams = trigrams_of(where.needle);
    where.dear = q.late_only || !where.needle.empty();
}

Result<std::string_view> order_of(const std::string& sort) {
    if (sort == "risk") return " ORDER BY closed, severity DESC, score DESC, opened_at DESC, seq DESC";
    if (sort == "newest") return " ORDER BY opened_at DESC, seq DESC";
    if (sort == "oldest") return " ORDER BY opened_at, seq";
    if (sort == "updated") return " ORDER BY updated_at DESC, seq DESC";
    return fail(Errc::invalid_argument, "unknown sort '{}': use risk, newest, oldest or updated", sort);
}

// Conditions on text. The trigrams come first where they leave few rows; where most rows have them they only
// cost.
Result<> add_contains(Connection& c, Where& where) {
    constexpr int few = 5000;
    if (where.needle.empty()) return {};
    if (!where.trigrams.empty()) {
        VIGIE_TRY_ASSIGN(const auto candidates,
                         c.integer("SELECT count(*) FROM (SELECT 1 FROM incident_trigrams WHERE "
                                   "incident_trigrams MATCH ? LIMIT ?)",
                                   {where.trigrams, few}));
        if (candidates.value_or(0) < few) {
            where.add("seq IN (SELECT rowid FROM incident_trigrams WHERE incident_trigrams MATCH ?)",
                      where.trigrams);
        }
    }
    where.add("instr(words, ?) > 0", where.needle);
    return {};
}

Result<std::vector<std::int64_t>> seqs(Connection& c, const std::string& sql, const Args& args) {
    std::vector<std::int64_t> out;
    VIGIE_TRY(c.select(sql, "i", args, [&](const Row& row) -> Result<> {
        out.push_back(row.integer(0));
        return {};
    }));
    return out;
}

// Where a condition has to read every row, it is tried once, in the order of the table; then only what it
// left is sorted. Where it leaves very many, walking the order from its start finds a page sooner than
// sorting them.
Result<> narrow(Connection& c, Where& where, std::int64_t& total) {
    constexpr std::size_t many = 20'000;
    VIGIE_TRY_ASSIGN(const auto found, seqs(c, "SELECT seq FROM incident" + where.sql, where.args));
    total = static_cast<std::int64_t>(found.size());
    if (found.size() > many) return {};
    where.sql.clear();
    where.args.clear();
    where.found = model::dump(model::Json(found));
    where.add("seq IN (SELECT value FROM json_each(?))", where.found);
    return {};
}

}  // namespace

Result<ports::IncidentPage> SqliteSession::incidents(const ports::IncidentQuery& query) {
    VIGIE_TRY_ASSIGN(const auto order, order_of(query.sort));
    Where where;
    fill(where, query);
    VIGIE_TRY(add_contains(c_, where));
    ports::IncidentPage page;
    if (where.dear) {
        VIGIE_TRY(narrow(c_, where, page.total));
    } else {
        VIGIE_TRY_ASSIGN(const auto total,
                         c_.integer("SELECT count(*) FROM incident" + where.sql, where.args));
        page.total = total.value_or(0);
    }
    if (query.limit <= 0 || page.total == 0) return page;
    where.args.emplace_back(capped(query.limit));
    where.args.emplace_back(std::max(query.offset, 0));
    VIGIE_TRY_ASSIGN(
        const auto rows,
        seqs(c_, fmt::format("SELECT seq FROM incident{}{} LIMIT ? OFFSET ?", where.sql, order), where.args));
    for (const auto seq : rows) {
        VIGIE_TRY_ASSIGN(auto incident,
                         document<Incident>("SELECT doc FROM incident_doc WHERE seq = ?", {seq}));
        if (incident) page.rows.push_back(*std::move(incident));
    }
    return page;
}

}  // namespace vigie::drivers::sqlite
