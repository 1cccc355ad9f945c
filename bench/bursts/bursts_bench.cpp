// How many bins of how many series a second one core takes. The series lie one beside the other, as an engine
// holds them: with many of them each update is a miss of the cache. One bin in a hundred is far out of the
// ordinary, so that tails are computed.
#include <vigie/kit/bursts.hpp>

#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

using namespace vigie;

namespace {

void updates(benchmark::State& state) {
    const kit::BurstScales scales;
    std::vector<kit::BurstSeries> series(static_cast<std::size_t>(state.range(0)));
    std::uint64_t chance = 7;
    std::int64_t bin = 0;
    const auto round = [&](std::size_t& alerts) {
        for (auto& s : series) {
            chance = chance * 6364136223846793005U + 1442695040888963407U;
            const auto draw = chance >> 33U;
            const double count =
                static_cast<double>(draw % 40) + (draw % 100 == 0 ? static_cast<double>(draw % 1000) : 0);
            alerts += s.observe(scales, bin * 300, count, count).has_value() ? 1U : 0U;
        }
        ++bin;
    };
    std::size_t alerts = 0;
    // Past the two days in which a series only learns, where memory allows to wait for it.
    if (series.size() <= 20'000)
        for (int i = 0; i < 600; ++i) round(alerts);
    std::size_t bins = 0;
    for (auto _ : state) {
        round(alerts);
        bins += series.size();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(bins));
    state.counters["alerts"] = static_cast<double>(alerts);
    state.counters["bytes"] = sizeof(kit::BurstSeries);
}
BENCHMARK(updates)->Arg(1000)->Arg(20'000)->Arg(500'000);

}  // namespace

BENCHMARK_MAIN();
