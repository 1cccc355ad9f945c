#include "native.hpp"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <memory>

namespace vigie::drivers::sqlite {
namespace {

using namespace sqlite_api;  // NOLINT(google-build-using-namespace): where SOCI puts SQLite's own header

// The library exports no type information for its backend, which a sanitizer would look at; a Connection
// opens no other kind.
__attribute__((no_sanitize("vptr"))) sqlite3* handle(soci::session& session) {
    auto* backend = static_cast<soci::sqlite3_session_backend*>(session.get_backend());
    return backend == nullptr ? nullptr : backend->conn_;
}

Error explain(int code, const std::string& path, std::string_view detail) {
    switch (code & 0xff) {
        case SQLITE_FULL:
            return {
                Errc::io,
                fmt::format("the disk that holds {} is full: free some space, work goes on by itself", path)};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {Errc::unavailable,
                    fmt::format("{} is locked by another program: is a second vigie, a backup or an open "
                                "sqlite3 shell using it?",
                                path)};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return {
                Errc::io,
                fmt::format(
                    "cannot write {}: check owner and permissions of the file, of {}-wal and of their folder",
                    path, path)};
        case SQLITE_CANTOPEN:
            return {
                Errc::io,
                fmt::format("cannot open {}: check that its folder exists and that this user may write there",
                            path)};
        case SQLITE_NOTADB:
            return {
                Errc::io,
                fmt::format("{} is not a Vigie database: choose another path or move the file away", path)};
        case SQLITE_CORRUPT:
            return {Errc::io,
                    fmt::format(
                        "{} is damaged ({}): stop vigie, keep a copy, then restore the last backup or try "
                        "`sqlite3 {} .recover`",
                        path, detail, path)};
        case SQLITE_IOERR:
            return {Errc::io,
                    fmt::format("reading or writing {} failed ({}): check the disk and the system log", path,
                                detail)};
        case SQLITE_NOMEM: return {Errc::io, fmt::format("not enough memory to work on {}", path)};
        default: return {Errc::io, fmt::format("{}: {}", path, detail)};
    }
}

}  // namespace

Error last_error(soci::session& session, const std::string& path, std::string_view fallback) {
    auto* db = handle(session);
    const int code = db == nullptr ? SQLITE_OK : sqlite3_extended_errcode(db);
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
        return {Errc::io, fmt::format("{}: {}", path, fallback)};
    return explain(code, path, sqlite3_errmsg(db));
}

Result<> run_script(soci::session& session, const std::string& path, const std::string& sql) {
    if (sqlite3_exec(handle(session), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return {};
    return tl::unexpected(last_error(session, path, "failed"));
}

Result<std::string> ask(soci::session& session, const std::string& path, const std::string& sql) {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(handle(session), sql.c_str(), -1, &raw, nullptr) != SQLITE_OK) {
        return tl::unexpected(last_error(session, path, "failed"));
    }
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(raw, &sqlite3_finalize);
    const int code = sqlite3_step(raw);
    if (code == SQLITE_DONE) return std::string();
    if (code != SQLITE_ROW) return tl::unexpected(last_error(session, path, "failed"));
    const auto* text = sqlite3_column_text(raw, 0);
    if (text == nullptr) return std::string();
    return std::string(reinterpret_cast<const char*>(text),
                       static_cast<std::size_t>(sqlite3_column_bytes(raw, 0)));
}

void set_busy_timeout(soci::session& session, std::chrono::milliseconds wait) {
    sqlite3_busy_timeout(handle(session), static_cast<int>(wait.count()));
}

std::int64_t last_rowid(soci::session& session) {
    return sqlite3_last_insert_rowid(handle(session));
}

Result<> sync_log(soci::session& session, const std::string& path) {
    sqlite3_file* log = nullptr;
    sqlite3_file_control(handle(session), "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (log == nullptr || log->pMethods == nullptr) return {};
    if (log->pMethods->xSync(log, SQLITE_SYNC_NORMAL) == SQLITE_OK) return {};
    return fail(Errc::io,
                "the disk did not confirm what was written to {}: check the disk and the system log", path);
}

bool in_transaction(soci::session& session) {
    return sqlite3_get_autocommit(handle(session)) == 0;
}

}  // namespace vigie::drivers::sqlite
