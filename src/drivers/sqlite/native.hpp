// What SOCI cannot do with SQLite, in one place: pragmas, several statements at once, error codes. The handle
// stays SOCI's.
#pragma once

#include <vigie/base/result.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace soci {
class session;
}

namespace vigie::drivers::sqlite {

// The error of the last call on this connection, as a person needs it: which file, what to check.
[[nodiscard]] Error last_error(soci::session& session, const std::string& path, std::string_view fallback);
[[nodiscard]] Result<> run_script(soci::session& session, const std::string& path, const std::string& sql);
// First column of the first row, "" when there is none.
[[nodiscard]] Result<std::string> ask(soci::session& session, const std::string& path,
                                      const std::string& sql);
void set_busy_timeout(soci::session& session, std::chrono::milliseconds wait);
[[nodiscard]] std::int64_t last_rowid(soci::session& session);
// Waits until what was committed to the write-ahead log is on the disk.
[[nodiscard]] Result<> sync_log(soci::session& session, const std::string& path);
[[nodiscard]] bool in_transaction(soci::session& session);

}  // namespace vigie::drivers::sqlite
