#include "migrate.hpp"

#include "native.hpp"

#include <vigie/base/embedded.hpp>
#include <vigie/base/log.hpp>

#include <charconv>

namespace vigie::embedded {
std::vector<EmbeddedFile> sqlite_migrations();
}

namespace vigie::drivers::sqlite {
namespace {

constexpr int application_id = 0x56494749;  // "VIGI"

struct Migration {
    int number = 0;
    std::string name;
    std::string sql;
};

std::vector<Migration> all_migrations() {
    std::vector<Migration> out;
    for (const auto& file : embedded::sqlite_migrations()) {
        Migration m{0, std::string(file.path), std::string(file.content)};
        std::from_chars(m.name.data(), m.name.data() + m.name.size(), m.number);
        if (m.name.ends_with(".sql")) out.push_back(std::move(m));
    }
    return out;
}

Result<int> number_in(Connection& c, const std::string& sql) {
    VIGIE_TRY_ASSIGN(const auto text, ask(c.session(), c.options().path, sql));
    int n = 0;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
}

// Number of the last applied migration, 0 for an empty file.
Result<int> present_form(Connection& c) {
    VIGIE_TRY_ASSIGN(const auto id, number_in(c, "PRAGMA application_id"));
    VIGIE_TRY_ASSIGN(const auto tables, number_in(c, "SELECT count(*) FROM sqlite_schema"));
    if (id == 0 && tables == 0) return 0;
    if (id != application_id) {
        return fail(Errc::io, "{} is the SQLite database of another program: choose another path",
                    c.options().path);
    }
    return number_in(c, "SELECT max(number) FROM migration");
}

Result<> apply_missing(Connection& c) {
    const auto& path = c.options().path;
    VIGIE_TRY_ASSIGN(const auto present, present_form(c));
    const auto all = all_migrations();
    if (present > all.back().number) {
        return fail(
            Errc::conflict,
            "{} was written by a newer Vigie (form {}, this one knows {}): install that version, or restore "
            "the backup made before the upgrade",
            path, present, all.back().number);
    }
    if (present == 0) {
        VIGIE_TRY(run_script(
            c.session(), path,
            fmt::format("PRAGMA application_id = {}; CREATE TABLE migration (number INTEGER PRIMARY KEY, "
                        "name TEXT NOT NULL, applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP) STRICT",
                        application_id)));
    }
    for (const auto& m : all) {
        if (m.number <= present) continue;
        if (auto done = run_script(c.session(), path, m.sql); !done)
            return tl::unexpected(done.error().in(m.name));
        VIGIE_TRY(run_script(
            c.session(), path,
            fmt::format("INSERT INTO migration (number, name) VALUES ({}, '{}')", m.number, m.name)));
        log::info("store", "{}: applied {}", path, m.name);
    }
    return {};
}

}  // namespace

Result<> migrate(Connection& writer) {
    VIGIE_TRY(writer.begin());
    if (auto done = apply_missing(writer); !done) {
        writer.rollback();
        return done;
    }
    return writer.commit();
}

}  // namespace vigie::drivers::sqlite
