#include "connection.hpp"
#include "native.hpp"
#include "scratch.hpp"

#include <vigie/ports/search.hpp>

#include <atomic>
#include <limits>
#include <stdexcept>
#include <thread>

namespace vigie::drivers {
namespace {

using sqlite::Connection;

model::Item post(const std::string& id, const std::string& text) {
    model::Item item;
    item.network = "bluesky";
    item.id = id;
    item.text = text;
    return item;
}

std::size_t hits(ports::Store& store, const std::string& question) {
    std::size_t n = 0;
    (void)store.read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto found, s.search_items(question, 100));
        n = found.size();
        return {};
    });
    return n;
}

}  // namespace

TEST_CASE("what was written is there after closing and opening again") {
    const Scratch scratch;
    {
        const auto store = scratch.store();
        REQUIRE(
            store
                ->write([](ports::Session& s) -> Result<> {
                    VIGIE_TRY(s.put_item(post("1", "Société Méridien : votre code")));
                    return s.set_position({"jetstream", "1725911162329308", from_us(1'760'000'000'123'456)});
                })
                .has_value());
    }
    const auto store = scratch.store();
    (void)store->read([](ports::Session& s) -> Result<> {
        CHECK((*s.item({"bluesky", "1"}))->text == "Société Méridien : votre code");
        CHECK(to_us((*s.position("jetstream"))->saved_at) == 1'760'000'000'123'456);
        return {};
    });
    CHECK(hits(*store, "societe mer") == 1);
    CHECK(hits(*store, "MÉRIDIEN code") == 1);
    CHECK(hits(*store, "\"') OR 1=1 --") == 0);
}

TEST_CASE("the full-text index follows changes and deletions") {
    const Scratch scratch;
    const auto store = scratch.store();
    const auto put = [&](const model::Item& item) {
        return store->write([&](ports::Session& s) -> Result<> {
            VIGIE_TRY(s.put_item(item));
            return {};
        });
    };
    REQUIRE(put(post("1", "first words")).has_value());
    REQUIRE(put(post("1", "other text")).has_value());
    CHECK(hits(*store, "first") == 0);
    CHECK(hits(*store, "other") == 1);
    auto gone = post("1", "");
    gone.deleted = true;
    REQUIRE(put(gone).has_value());
    CHECK(hits(*store, "other") == 1);  // evidence stays
    REQUIRE(store
                ->write([](ports::Session& s) -> Result<> {
                    CHECK(*s.purge_items(from_us(1), 10) == 1);
                    return {};
                })
                .has_value());
    CHECK(hits(*store, "other") == 0);
}

TEST_CASE("when the folding of words changed, the index is built again on opening") {
    const Scratch scratch;
    {
        const auto store = scratch.store();
        REQUIRE(store
                    ->write([](ports::Session& s) -> Result<> {
                        VIGIE_TRY(s.put_item(post("1", "first words")));
                        return {};
                    })
                    .has_value());
    }
    {
        const auto other = *Connection::open({.path = scratch.path()});
        REQUIRE(other->run("INSERT INTO item_words (item_words) VALUES ('delete-all')").has_value());
        REQUIRE(other->run("UPDATE value SET value = '0' WHERE key = 'search.version'").has_value());
    }
    CHECK(hits(*scratch.store(), "first") == 1);
}

TEST_CASE("values pass through statements unchanged") {
    const Scratch scratch;
    (void)scratch.store();
    const auto c = *Connection::open({.path = scratch.path()});
    REQUIRE(c->run("CREATE TABLE t (i INTEGER, r REAL, s TEXT) STRICT").has_value());
    const std::string nul("a\0b", 3);
    const auto least = std::numeric_limits<std::int64_t>::min();
    REQUIRE(c->run("INSERT INTO t VALUES (?, ?, ?)", {least, 0.1, nul}).has_value());
    REQUIRE(c->run("INSERT INTO t VALUES (?, ?, ?)", {std::optional<Time>(), -1e300, ""}).has_value());
    int rows = 0;
    REQUIRE(c->select("SELECT i, s FROM t WHERE r = ? OR r = ?", "it", {0.1, -1e300},
                      [&](const sqlite::Row& row) -> Result<> {
                          if (rows++ == 0) {
                              CHECK(row.integer(0) == least);
                              CHECK(row.text(1) == nul);
                          } else {
                              CHECK(row.null(0));
                              CHECK(row.text(1).empty());
                          }
                          return {};
                      })
                .has_value());
    CHECK(rows == 2);
}

TEST_CASE("an exception in a transaction leaves nothing, and the store goes on") {
    const Scratch scratch;
    const auto store = scratch.store();
    CHECK_THROWS_AS((void)store->write([](ports::Session& s) -> Result<> {
        VIGIE_TRY(s.set_value("k", "v"));
        throw std::runtime_error("a fault");
    }),
                    std::runtime_error);
    (void)store->read([](ports::Session& s) -> Result<> {
        CHECK_FALSE(s.value("k")->has_value());
        return {};
    });
    CHECK(store->write([](ports::Session& s) { return s.set_value("k", "v"); }).has_value());
}

TEST_CASE("readers see one moment, never wait for the writer, and take turns when there are many") {
    const Scratch scratch;
    const auto store = *open_sqlite({.path = scratch.path(), .readers = 2, .durable = false});
    REQUIRE(store->write([](ports::Session& s) { return s.set_value("n", "0"); }).has_value());
    std::atomic<bool> stop{false};
    std::atomic<int> reads{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            while (!stop) {
                const auto done = store->read([](ports::Session& s) -> Result<> {
                    VIGIE_TRY_ASSIGN(const auto before, s.value("n"));
                    std::this_thread::yield();
                    VIGIE_TRY_ASSIGN(const auto after, s.value("n"));
                    return before == after ? Result<>() : fail(Errc::conflict, "two moments in one read");
                });
                if (done) ++reads;
                if (!done) FAIL_CHECK(done.error().message);
            }
        });
    }
    // While a write is open, reads answer.
    REQUIRE(store
                ->write([&](ports::Session& s) -> Result<> {
                    VIGIE_TRY(s.set_value("n", "1"));
                    const int before = reads;
                    for (int i = 0; i < 2000 && reads < before + 10; ++i)
                        std::this_thread::sleep_for(std::chrono::milliseconds(1));
                    CHECK(reads >= before + 10);
                    return {};
                })
                .has_value());
    for (int i = 2; i < 300; ++i)
        REQUIRE(
            store->write([&](ports::Session& s) { return s.set_value("n", std::to_string(i)); }).has_value());
    stop = true;
    for (auto& t : threads) t.join();
}

TEST_CASE("a queue page filters, sorts and counts over many incidents") {
    const Scratch scratch;
    const auto store = scratch.store(false);
    constexpr int n = 20'000;  // bench/store measures 100 000
    REQUIRE(store
                ->write([](ports::Session& s) -> Result<> {
                    for (int i = 0; i < n; ++i) {
                        model::Incident draft;
                        draft.kind = i % 3 == 0 ? "impersonation" : "phishing_link";
                        draft.severity = static_cast<model::Severity>(i % 5);
                        draft.opened_at = from_us(1'760'000'000'000'000 + i);
                        draft.title = {"Un faux compte", "A fake account"};
                        VIGIE_TRY(s.create_incident(draft));
                    }
                    return {};
                })
                .has_value());
    (void)store->read([](ports::Session& s) -> Result<> {
        ports::IncidentQuery query;
        query.kinds = {"impersonation"};
        query.severities = {model::Severity::critical};
        query.statuses = {model::IncidentStatus::open};
        const auto page = s.incidents(query);
        CHECK(page->rows.size() == 50);
        CHECK(page->total == 1333);
        query.text = "faux COMPTE";
        CHECK(s.incidents(query)->total == 1333);
        return {};
    });
}

}  // namespace vigie::drivers
