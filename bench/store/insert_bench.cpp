// Rows per second of group-committed items with their full-text index, beside a plain SQLite WAL + FTS5 loop
// on the same posts: batches of 500, one transaction each, a growing database. To hold: ours ≥ plain, and ≥
// 24,000 rows/s.
#include "scratch.hpp"

#include <vigie/drivers/sqlite.hpp>

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <memory>
#include <vector>

namespace vigie::bench {
namespace {

constexpr std::int64_t batch = 500;
constexpr std::int64_t batches = 200;

std::vector<model::Item> posts(std::int64_t from) {
    std::vector<model::Item> out;
    for (std::int64_t i = 0; i < batch; ++i) out.push_back(post(from + i));
    return out;
}

void report(benchmark::State& state, const Scratch& scratch) {
    state.SetItemsProcessed(state.iterations() * batch);
    state.counters["MB on disk"] = scratch.megabytes();
    state.counters["RSS MB"] = resident_megabytes();
}

// What somebody writes who needs rows and a search box: two prepared statements, text columns, FTS5 as it
// comes.
void plain_sqlite(benchmark::State& state) {
    const Scratch scratch;
    sqlite3* db = nullptr;
    sqlite3_open(scratch.path().c_str(), &db);
    sqlite3_exec(
        db,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
        "CREATE TABLE item (seq INTEGER PRIMARY KEY, network TEXT, id TEXT, url TEXT, created_at INTEGER, "
        "observed_at INTEGER, lang TEXT, text TEXT, author_id TEXT, handle TEXT, name TEXT, cid TEXT, UNIQUE "
        "(network, id));"
        "CREATE VIRTUAL TABLE item_text USING fts5 (text, name, handle)",
        nullptr, nullptr, nullptr);
    sqlite3_stmt* row = nullptr;
    sqlite3_stmt* words = nullptr;
    sqlite3_prepare_v2(db,
                       "INSERT INTO item (network, id, url, created_at, observed_at, lang, text, author_id, "
                       "handle, name, cid) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       -1, &row, nullptr);
    sqlite3_prepare_v2(db, "INSERT INTO item_text (rowid, text, name, handle) VALUES (?, ?, ?, ?)", -1,
                       &words, nullptr);
    const auto text = [](sqlite3_stmt* s, int column, const std::string& v) {
        sqlite3_bind_text(s, column, v.data(), static_cast<int>(v.size()), nullptr);
    };
    std::int64_t n = 0;
    for (auto _ : state) {
        state.PauseTiming();
        const auto items = posts(n);
        n += batch;
        state.ResumeTiming();
        sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
        for (const auto& i : items) {
            text(row, 1, i.network);
            text(row, 2, i.id);
            text(row, 3, i.url);
            sqlite3_bind_int64(row, 4, to_us(*i.created_at));
            sqlite3_bind_int64(row, 5, to_us(i.observed_at));
            text(row, 6, i.lang);
            text(row, 7, i.text);
            text(row, 8, i.author.id);
            text(row, 9, i.author.handle);
            text(row, 10, i.author.name);
            text(row, 11, i.cid);
            sqlite3_step(row);
            sqlite3_reset(row);
            sqlite3_bind_int64(words, 1, sqlite3_last_insert_rowid(db));
            text(words, 2, i.text);
            text(words, 3, i.author.name);
            text(words, 4, i.author.handle);
            sqlite3_step(words);
            sqlite3_reset(words);
        }
        if (sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK)
            state.SkipWithError("no commit");
    }
    report(state, scratch);
    sqlite3_finalize(row);
    sqlite3_finalize(words);
    sqlite3_close(db);
}

// The same posts through the Store, with the resume position in the same transaction. `promise`: with an
// audit line too, so that each commit waits for the disk.
void insert(benchmark::State& state, bool promise) {
    const Scratch scratch;
    const auto store = drivers::open_sqlite({.path = scratch.path()});
    if (!store) return state.SkipWithError(store.error().message.c_str());
    std::int64_t n = 0;
    for (auto _ : state) {
        state.PauseTiming();
        const auto items = posts(n);
        n += batch;
        state.ResumeTiming();
        const auto done = (*store)->write([&](ports::Session& s) -> Result<> {
            for (const auto& item : items) VIGIE_TRY(s.put_item(item));
            if (promise) VIGIE_TRY(s.append_audit({}));
            return s.set_position({"jetstream", std::to_string(n), items.back().observed_at});
        });
        if (!done) state.SkipWithError(done.error().message.c_str());
    }
    report(state, scratch);
}

void vigie_store(benchmark::State& state) {
    insert(state, false);
}
void vigie_store_with_promise(benchmark::State& state) {
    insert(state, true);
}

// One small act: what a person's click or a tick of the responder costs.
void one_act(benchmark::State& state) {
    const Scratch scratch;
    const auto store = *drivers::open_sqlite({.path = scratch.path()});
    for (auto _ : state) {
        const auto done = store->write([](ports::Session& s) -> Result<> {
            VIGIE_TRY(s.append_audit({}));
            return {};
        });
        if (!done) state.SkipWithError(done.error().message.c_str());
    }
}

void search(benchmark::State& state) {
    const Scratch scratch;
    const auto store = *drivers::open_sqlite({.path = scratch.path()});
    for (std::int64_t n = 0; n < 100'000; n += batch) {
        (void)store->write([&](ports::Session& s) -> Result<> {
            for (const auto& item : posts(n)) VIGIE_TRY(s.put_item(item));
            return {};
        });
    }
    const auto question = post(5).text.substr(0, 12);
    for (auto _ : state) {
        (void)store->read([&](ports::Session& s) -> Result<> {
            VIGIE_TRY_ASSIGN(const auto hits, s.search_items(question, 50));
            state.counters["hits"] = static_cast<double>(hits.size());
            return {};
        });
    }
}

BENCHMARK(plain_sqlite)->Iterations(batches)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(vigie_store)->Iterations(batches)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(vigie_store_with_promise)->Iterations(batches)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(one_act)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(search)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace vigie::bench
