// The Store in one SQLite file (WAL, full-text index, migrations) through SOCI. One writer connection, a few
// readers that never wait for it. What write() has acknowledged survives SIGKILL. With `durable` it survives
// a power cut, too; only transactions of items and positions alone may then be taken back, together, so that
// the source is read again from there.
//
// Errors say what to do and never throw: full disk, locked, read-only or damaged file, a newer or a foreign
// database. After an error the transaction is rolled back and the store stays usable.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/ports/store.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace vigie::drivers {

struct SqliteOptions {
    std::string path;                              // its folder must exist; created when absent
    std::chrono::milliseconds busy_timeout{5000};  // how long to wait for another process that writes
    int readers = 4;                               // read connections, opened when first needed
    bool durable = true;                           // false: a power cut may take back the last seconds
    std::int64_t max_pages = 0;                    // of 4 KiB; 0 = no limit but the disk's
};

[[nodiscard]] Result<std::unique_ptr<ports::Store>> open_sqlite(const SqliteOptions& options);

}  // namespace vigie::drivers
