#include "session.hpp"

namespace vigie::drivers::sqlite {

Result<std::optional<std::string>> SqliteSession::memory(const std::string& kind, const std::string& key) {
    std::optional<std::string> out;
    VIGIE_TRY(c_.select("SELECT value FROM memory WHERE kind = ? AND key = ?", "t", {kind, key},
                        [&](const Row& row) -> Result<> {
                            out = row.text(0);
                            return {};
                        }));
    return out;
}

Result<> SqliteSession::put_memory(const std::string& kind, const std::string& key, const std::string& value,
                                   Time until) {
    VIGIE_TRY(may_write(false));
    return run(
        "INSERT INTO memory (kind, key, value, until) VALUES (?, ?, ?, ?) ON CONFLICT (kind, key) DO UPDATE "
        "SET value = "
        "excluded.value, until = excluded.until",
        {kind, key, value, until});
}

Result<std::int64_t> SqliteSession::purge_memory(Time before, int limit) {
    VIGIE_TRY(may_write(false));
    std::vector<std::pair<std::string, std::string>> old;
    VIGIE_TRY(c_.select("SELECT kind, key FROM memory WHERE until < ? ORDER BY until, kind, key LIMIT ?",
                        "tt", {before, std::max(limit, 0)}, [&](const Row& row) -> Result<> {
                            old.emplace_back(row.text(0), row.text(1));
                            return {};
                        }));
    for (const auto& [kind, key] : old) {
        VIGIE_TRY(run("DELETE FROM memory WHERE kind = ? AND key = ?", {kind, key}));
    }
    return static_cast<std::int64_t>(old.size());
}

}  // namespace vigie::drivers::sqlite
