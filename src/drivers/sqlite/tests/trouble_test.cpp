// Disks that are full, files that are locked, foreign, newer, damaged or changed by hand.
#include "connection.hpp"
#include "native.hpp"
#include "scratch.hpp"

#include <vigie/ports/audit.hpp>

#include <unistd.h>

#include <fstream>

namespace vigie::drivers {
namespace {

using sqlite::Connection;

// What somebody does to the file with another program.
void meddle(const std::string& path, const std::string& sql) {
    const auto connection = Connection::open({.path = path});
    REQUIRE(connection.has_value());
    const auto done = sqlite::run_script((*connection)->session(), path, sql);
    if (!done) FAIL(done.error().message);
}

model::Item long_post(int n) {
    model::Item item;
    item.network = "bluesky";
    item.id = std::to_string(n);
    item.text = std::string(20'000, 'x');
    return item;
}

Result<> audit_lines(ports::Session& s, int n) {
    for (int i = 0; i < n; ++i) {
        model::AuditEntry entry;
        entry.act = "case.note";
        entry.says = {"une ligne", "a line"};
        VIGIE_TRY(s.append_audit(entry));
    }
    return {};
}

std::string open_error(const SqliteOptions& options) {
    const auto opened = open_sqlite(options);
    return opened ? "opened" : opened.error().message;
}

ports::AuditReport verified(ports::Store& store) {
    ports::AuditReport report;
    (void)store.read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(report, ports::verify_audit(s));
        return {};
    });
    return report;
}

}  // namespace

TEST_CASE("a full disk fails the transaction, says so, and work goes on when there is room") {
    const Scratch scratch;
    auto opened = open_sqlite({.path = scratch.path(), .max_pages = 200});
    REQUIRE(opened.has_value());
    auto& store = **opened;
    int stored = 0;
    Result<> last;
    while (last && stored < 1000) {
        last = store.write([&](ports::Session& s) -> Result<> {
            // A caller that drops the error does not get half a transaction either.
            (void)s.set_value("half", std::to_string(stored));
            (void)s.put_item(long_post(stored));
            return {};
        });
        if (last) ++stored;
    }
    REQUIRE_FALSE(last.has_value());
    CHECK(last.error().code == Errc::io);
    CHECK(last.error().message.find("is full: free some space") != std::string::npos);
    CHECK_FALSE(store.health().has_value());
    CHECK(stored > 5);
    (void)store.read([&](ports::Session& s) -> Result<> {
        CHECK(s.value("half")->value() == std::to_string(stored - 1));
        CHECK(s.counts(Time{})->items == stored);
        return {};
    });
    const auto room = store.write([](ports::Session& s) -> Result<> {
        VIGIE_TRY(s.purge_items(from_us(1), 5));
        return {};
    });
    CHECK(room.has_value());
    CHECK(
        store.write([](ports::Session& s) -> Result<> { return s.set_value("half", "whole"); }).has_value());
    CHECK(store.health().has_value());
}

TEST_CASE("a database that another program locks is a clear error, and the store works again afterwards") {
    const Scratch scratch;
    auto opened = open_sqlite({.path = scratch.path(), .busy_timeout = std::chrono::milliseconds(50)});
    REQUIRE(opened.has_value());
    auto& store = **opened;
    const auto set = [](ports::Session& s) { return s.set_value("k", "v"); };
    const auto other = *Connection::open({.path = scratch.path()});
    REQUIRE(other->begin().has_value());
    const auto refused = store.write(set);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == Errc::unavailable);
    CHECK(refused.error().message.find("locked by another program") != std::string::npos);
    CHECK(store
              .read([](ports::Session& s) -> Result<> {
                  VIGIE_TRY(s.value("k"));
                  return {};
              })
              .has_value());  // readers do not care
    other->rollback();
    CHECK(store.write(set).has_value());
}

TEST_CASE("what is not our database is refused with what to do") {
    const Scratch scratch;
    CHECK(open_error({.path = scratch.path("none/vigie.db")}).find("check that its folder exists") !=
          std::string::npos);
    CHECK(open_error({.path = ":memory:"}).find("is not a path") != std::string::npos);
    CHECK(open_error({.path = scratch.folder().string()}).find("cannot open") != std::string::npos);
    std::ofstream(scratch.path("notes.txt")) << std::string(5000, 'n');
    CHECK(open_error({.path = scratch.path("notes.txt")}).find("is not a Vigie database") !=
          std::string::npos);
    std::ofstream(scratch.path("other.db")).close();
    meddle(scratch.path("other.db"), "CREATE TABLE t (a)");
    CHECK(open_error({.path = scratch.path("other.db")}).find("of another program") != std::string::npos);
    (void)scratch.store();
    meddle(scratch.path(), "INSERT INTO migration (number, name) VALUES (9999, 'from-the-future.sql')");
    CHECK(open_error({.path = scratch.path()}).find("newer Vigie") != std::string::npos);
}

TEST_CASE("a damaged file is an error that says so") {
    const Scratch scratch;
    {
        const auto store = scratch.store();
        (void)store->write([](ports::Session& s) -> Result<> {
            for (int i = 0; i < 50; ++i) VIGIE_TRY(s.put_item(long_post(i)));
            return {};
        });
    }
    std::fstream file(scratch.path(), std::ios::in | std::ios::out | std::ios::binary);
    for (int page = 2; page < 300; ++page) {
        file.seekp(page * 4096);
        file << std::string(64, '\xee');
    }
    file.close();
    const auto opened = open_sqlite({.path = scratch.path()});
    std::string message = opened ? "" : opened.error().message;
    if (opened) {
        const auto read = (*opened)->read([](ports::Session& s) -> Result<> {
            for (int i = 0; i < 50; ++i) VIGIE_TRY(s.item({"bluesky", std::to_string(i)}));
            return {};
        });
        message = read ? "" : read.error().message;
    }
    CHECK(message.find("is damaged") != std::string::npos);
}

TEST_CASE("a file without the right to write is an error that names it") {
    const Scratch scratch;
    (void)scratch.store();
    std::filesystem::permissions(scratch.path(), std::filesystem::perms::owner_read);
    if (::geteuid() != 0) {  // root may write everywhere
        CHECK(open_error({.path = scratch.path()}).find("check owner and permissions") != std::string::npos);
    }
}

TEST_CASE("the database file is readable for its owner alone") {
    const Scratch scratch;
    const auto store = scratch.store();
    (void)store->write([](ports::Session& s) { return s.set_value("k", "v"); });
    using std::filesystem::perms;
    for (const auto& file : std::filesystem::directory_iterator(scratch.folder())) {
        CHECK((file.status().permissions() & (perms::group_all | perms::others_all)) == perms::none);
    }
}

TEST_CASE("the audit table refuses changes, and a row changed by force is found") {
    const Scratch scratch;
    const auto store = scratch.store();
    REQUIRE(store->write([](ports::Session& s) { return audit_lines(s, 30); }).has_value());
    CHECK(verified(*store).ok);
    {
        const auto connection = *Connection::open({.path = scratch.path()});
        for (const auto* sql :
             {"UPDATE audit SET why = 'x' WHERE seq = 3", "DELETE FROM audit WHERE seq = 3"}) {
            const auto done = sqlite::run_script(connection->session(), scratch.path(), sql);
            REQUIRE_FALSE(done.has_value());
            CHECK(done.error().message.find("append-only") != std::string::npos);
        }
    }
    const std::string force = "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_deleted;";
    SUBCASE("changed") {
        meddle(scratch.path(), force + "UPDATE audit SET says_fr = 'autre chose' WHERE seq = 12");
        const auto report = verified(*store);
        CHECK(report.first_bad_seq == 12);
        CHECK(report.why.find("changed") != std::string::npos);
    }
    SUBCASE("taken out") {
        meddle(scratch.path(), force + "DELETE FROM audit WHERE seq = 12");
        const auto report = verified(*store);
        CHECK(report.first_bad_seq == 12);
        CHECK(report.why.find("missing") != std::string::npos);
    }
    SUBCASE("swapped") {
        meddle(scratch.path(),
               force +
                   "UPDATE audit SET seq = 99 WHERE seq = 12; UPDATE audit SET seq = 12 WHERE seq = 13; "
                   "UPDATE audit SET seq = 13 WHERE seq = 99");
        CHECK(verified(*store).first_bad_seq == 12);
    }
    SUBCASE("cut off at the end") {
        meddle(scratch.path(), force + "DELETE FROM audit WHERE seq > 25");
        const auto report = verified(*store);
        CHECK(report.first_bad_seq == 26);
        CHECK(report.why.find("cut") != std::string::npos);
    }
    SUBCASE("written anew from the middle, without the head") {
        meddle(scratch.path(),
               force + "DELETE FROM audit WHERE seq > 25; DELETE FROM value WHERE key = 'audit.head'");
        CHECK_FALSE(verified(*store).ok);
    }
}

TEST_CASE("what changed by hand into nonsense is an error, not a crash") {
    const Scratch scratch;
    const auto store = scratch.store();
    REQUIRE(store
                ->write([](ports::Session& s) -> Result<> {
                    VIGIE_TRY(s.put_item(long_post(1)));
                    return {};
                })
                .has_value());
    meddle(scratch.path(), "UPDATE item SET doc = '{\"kind\": \"no such kind\"'");
    const auto read = store->read([](ports::Session& s) -> Result<> {
        VIGIE_TRY(s.item({"bluesky", "1"}));
        return {};
    });
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().message.find("unreadable") != std::string::npos);
}

}  // namespace vigie::drivers
