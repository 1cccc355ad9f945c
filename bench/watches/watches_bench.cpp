// What watches cost an engine at work: compiling all of them anew (to hold: 100,000 in under 10 s), the sieve
// of a source while that goes on beside it, and remembering the stream. Queries are the names of made-up
// firms beside two of a few everyday words; posts are words of the same kind that hit almost nobody.
#include <vigie/engine/sieve.hpp>
#include <vigie/watch/recent.hpp>

#include <benchmark/benchmark.h>

#include <array>
#include <atomic>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace vigie::bench {
namespace {

constexpr std::array everyday{"offre",  "gain",   "carte",  "compte", "code",   "argent",
                              "prix",   "cadeau", "refund", "winner", "crypto", "account",
                              "urgent", "login",  "promo",  "gratuit"};
constexpr std::array syllables{"ka",  "vo",  "ri",  "men", "tal", "dor", "syl", "bre",
                               "qui", "zan", "plo", "fur", "gue", "nix", "hop", "jal"};

using Random = std::mt19937_64;

std::string made_up(Random& random) {
    std::string out;
    for (int n = 0; n < 6; ++n) out += syllables[random() % syllables.size()];
    return out;
}

std::vector<model::Watch> rows(std::int64_t count) {
    Random random(5);
    const auto word = [&] { return everyday[random() % everyday.size()]; };
    std::vector<model::Watch> out;
    for (std::int64_t i = 0; i < count; ++i) {
        model::Watch w;
        w.name = "w" + std::to_string(i);
        w.query = "\"" + made_up(random) + " " + made_up(random) + "\" OR " + made_up(random) + " (" +
                  word() + " OR " + word() + ") -is:official";
        w.version = 1;
        out.push_back(std::move(w));
    }
    return out;
}

std::vector<model::Item> posts() {
    Random random(9);
    std::vector<model::Item> out;
    for (int i = 0; i < 5000; ++i) {
        model::Item item;
        item.network = "bluesky";
        item.id = "at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/" + std::to_string(i);
        for (int n = 0; n < 18; ++n)
            item.text += std::string(everyday[random() % everyday.size()]) + (n % 7 == 6 ? ", " : " ") +
                         (n % 5 == 4 ? made_up(random) + " " : "");
        item.author.id = "did:plc:abcdefghijklmnopqrstuvwx";
        item.lang = "fr";
        out.push_back(std::move(item));
    }
    return out;
}

void compile_anew(benchmark::State& state) {
    const auto all = rows(state.range(0));
    const model::AssetRegister assets;
    std::size_t bytes = 0;
    for (auto _ : state) {
        auto set = watch::WatchSet::make(assets, {}, all);
        bytes = set->compiled()->bytes();
    }
    state.counters["MB"] = static_cast<double>(bytes) / 1e6;
}
BENCHMARK(compile_anew)->Arg(1000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

// `range(1)`: whether another thread compiles all of them again and again.
void sieve(benchmark::State& state) {
    const auto all = rows(state.range(0));
    const model::AssetRegister none;
    const auto bare = engine::Judgement::make(std::make_shared<model::AssetRegister>()).value();
    auto current = std::make_shared<engine::Current<engine::Judgement>>(
        bare->with(watch::WatchSet::make(none, {}, all)));
    std::atomic<bool> stop{false};
    std::atomic<int> swaps{0};
    std::jthread keeper;
    if (state.range(1) != 0) {
        keeper = std::jthread([&] {
            while (!stop) {
                current->set(current->get()->with(watch::WatchSet::make(none, {}, all)));
                ++swaps;
            }
        });
    }
    const auto items = posts();
    engine::LiveSieve live(current, {});
    model::ItemViewer viewer;
    std::size_t i = 0;
    std::int64_t hits = 0;
    for (auto _ : state) hits += live.get().concerns(viewer.of(items[i++ % items.size()])) ? 1 : 0;
    stop = true;
    state.SetItemsProcessed(state.iterations());
    state.counters["hits"] = static_cast<double>(hits) / static_cast<double>(state.iterations());
    state.counters["swaps"] = swaps.load();
}
BENCHMARK(sieve)->Args({10'000, 0})->Args({100'000, 0})->Args({100'000, 1})->UseRealTime();

void remember(benchmark::State& state) {
    const auto items = posts();
    watch::Recent recent({});
    model::ItemViewer viewer;
    const auto at = parse_time("2026-03-09T12:00:00Z").value();
    std::size_t i = 0;
    for (auto _ : state) recent.offer(viewer.of(items[i++ % items.size()]), at);
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(remember);

void view_alone(benchmark::State& state) {
    const auto items = posts();
    model::ItemViewer viewer;
    std::size_t i = 0;
    for (auto _ : state) benchmark::DoNotOptimize(viewer.of(items[i++ % items.size()]));
}
BENCHMARK(view_alone);

}  // namespace
}  // namespace vigie::bench
