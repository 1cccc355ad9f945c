#include "connection.hpp"

#include "native.hpp"

#include <vigie/base/assert.hpp>

#include <soci/sqlite3/soci-sqlite3.h>

namespace vigie::drivers::sqlite {
namespace {

constexpr std::size_t kept_max = 256;  // queue pages have many filter combinations; the rest are a few dozen

void assign(Cell& cell, const Arg& arg) {
    VIGIE_ASSERT(cell.kind == arg.kind);
    cell.state = arg.null ? soci::i_null : soci::i_ok;
    cell.i = arg.i;
    cell.d = arg.d;
    if (arg.kind == Arg::Kind::text) cell.s.assign(arg.s);
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(Options options) {
    if (options.path.empty() || options.path.find_first_of("\"\n") != std::string::npos ||
        options.path.starts_with(":")) {
        return fail(Errc::invalid_argument, "'{}' is not a path for a database file", options.path);
    }
    std::unique_ptr<Connection> connection(new Connection(std::move(options)));
    VIGIE_TRY(connection->set_up());
    return connection;
}

Result<> Connection::set_up() {
    const auto& path = options_.path;
    try {
        session_.open(soci::sqlite3, fmt::format("db=\"{}\"", path));
    } catch (const std::exception&) {
        return fail(Errc::io,
                    "cannot open {}: check that its folder exists and that this user may write there", path);
    }
    set_busy_timeout(session_, options_.busy_timeout);
    // The first real look at the file: here a foreign or damaged one is found.
    VIGIE_TRY(ask(session_, path, "PRAGMA schema_version"));
    if (options_.read_only)
        return run_script(session_, path, "PRAGMA query_only = ON; PRAGMA cache_size = -16000");
    VIGIE_TRY_ASSIGN(const auto mode, ask(session_, path, "PRAGMA journal_mode = WAL"));
    if (mode != "wal") {
        return fail(Errc::io,
                    "cannot use a write-ahead log beside {}: check that the folder is writable and not a "
                    "network share",
                    path);
    }
    // NORMAL leaves it to SqliteStore to sync the log after the commits that promise something (see there).
    VIGIE_TRY(run_script(session_, path, "PRAGMA synchronous = NORMAL"));
    VIGIE_TRY(
        run_script(session_, path,
                   "PRAGMA foreign_keys = ON; PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 4000;"
                   "PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY"));
    if (options_.max_pages > 0)
        VIGIE_TRY(ask(session_, path, fmt::format("PRAGMA max_page_count = {}", options_.max_pages)));
    return {};
}

Connection::Kept& Connection::kept(std::string_view sql, std::string_view columns, const Args& args) {
    std::string key(sql);
    if (const auto it = statements_.find(key); it != statements_.end()) {
        auto& known = *it->second;
        VIGIE_ASSERT(known.in.size() == args.size() && known.out.size() == columns.size());
        for (std::size_t i = 0; i < args.size(); ++i) assign(*known.in[i], args[i]);
        return known;
    }
    if (statements_.size() >= kept_max) statements_.clear();
    auto fresh = std::make_unique<Kept>(session_);
    for (const auto& arg : args) {
        auto& cell = *fresh->in.emplace_back(std::make_unique<Cell>());
        cell.kind = arg.kind;
        assign(cell, arg);
        switch (arg.kind) {
            case Arg::Kind::integer: fresh->statement.exchange(soci::use(cell.i, cell.state)); break;
            case Arg::Kind::real: fresh->statement.exchange(soci::use(cell.d, cell.state)); break;
            case Arg::Kind::text: fresh->statement.exchange(soci::use(cell.s, cell.state)); break;
        }
    }
    for (const char c : columns) {
        auto& cell = *fresh->out.emplace_back(std::make_unique<Cell>());
        if (c == 'i') fresh->statement.exchange(soci::into(cell.i, cell.state));
        if (c == 't') fresh->statement.exchange(soci::into(cell.s, cell.state));
    }
    fresh->statement.alloc();
    fresh->statement.prepare(key);
    fresh->statement.define_and_bind();
    return *(statements_[std::move(key)] = std::move(fresh));
}

Error Connection::note(const std::string& sql, const std::exception& e) {
    auto error = last_error(session_, options_.path, e.what());
    statements_.erase(sql);  // it may hold the snapshot or a lock
    broken_ = error;
    return error;
}

Result<std::int64_t> Connection::run(std::string_view sql, const Args& args) {
    if (broken_) return tl::unexpected(*broken_);
    try {
        auto& k = kept(sql, {}, args);
        k.statement.execute(true);
        return k.statement.get_affected_rows();
    } catch (const std::exception& e) {
        return tl::unexpected(note(std::string(sql), e));
    }
}

Result<> Connection::select(std::string_view sql, std::string_view columns, const Args& args,
                            const std::function<Result<>(const Row&)>& each) {
    if (broken_) return tl::unexpected(*broken_);
    try {
        auto& k = kept(sql, columns, args);
        k.statement.execute(false);
        Result<> verdict;
        // Also after an error all rows are fetched: only then does SQLite let go of the snapshot.
        while (k.statement.fetch()) {
            if (verdict) verdict = each(Row(k.out));
        }
        return verdict;
    } catch (const std::exception& e) {
        return tl::unexpected(note(std::string(sql), e));
    }
}

Result<std::optional<std::int64_t>> Connection::integer(std::string_view sql, const Args& args) {
    std::optional<std::int64_t> value;
    VIGIE_TRY(select(sql, "i", args, [&](const Row& row) -> Result<> {
        if (!row.null(0)) value = row.integer(0);
        return {};
    }));
    return value;
}

std::int64_t Connection::last_rowid() {
    return sqlite::last_rowid(session_);
}

Result<> Connection::begin() {
    broken_.reset();
    VIGIE_TRY(run(options_.read_only ? "BEGIN" : "BEGIN IMMEDIATE"));
    return {};
}

Result<> Connection::commit() {
    auto done = run("COMMIT");
    if (done) return {};
    rollback();
    return tl::unexpected(std::move(done).error());
}

void Connection::rollback() noexcept {
    // A full disk or an I/O error may already have ended the transaction.
    broken_.reset();
    if (in_transaction(session_)) (void)run_script(session_, options_.path, "ROLLBACK");
}

}  // namespace vigie::drivers::sqlite
