// What one forecast costs, with the history and with SEISMIC, for cascades of several sizes; and what a
// reshare costs on its way in.
#include <vigie/kit/cascades.hpp>

#include <benchmark/benchmark.h>

#include <cmath>
#include <vector>

using namespace vigie;

namespace {

// Reshares whose rate falls like a power law; the same for the same seed.
kit::Cascade made(std::size_t size, unsigned seed) {
    kit::Cascade cascade;
    std::uint64_t chance = seed;
    for (std::size_t i = 0; i < size; ++i) {
        chance = chance * 6364136223846793005U + 1442695040888963407U;
        const double share = static_cast<double>(i + 1) / static_cast<double>(size + 1);
        cascade.add(600 * (std::pow(1 - share, -1.2) - 1), static_cast<double>((chance >> 40U) % 3000));
    }
    return cascade;
}

void forecast(benchmark::State& state) {
    std::vector<kit::Cascade> history;
    for (unsigned i = 0; i < 25; ++i) history.push_back(made(3000 + 500 * i, i + 1));
    const auto model = kit::CascadeModel::fit(history).value();
    const auto cascade = made(static_cast<std::size_t>(state.range(0)), 99);
    double sum = 0;
    for (auto _ : state) sum += model.forecast(cascade, 3600)->size;
    benchmark::DoNotOptimize(sum);
    state.counters["history"] = model.forecast(cascade, 3600)->history ? 1 : 0;
}
BENCHMARK(forecast)->Arg(50)->Arg(500)->Arg(5'000)->Arg(100'000);

void seismic(benchmark::State& state) {
    const auto cascade = made(static_cast<std::size_t>(state.range(0)), 99);
    double sum = 0;
    for (auto _ : state) sum += cascade.seismic(3600).size;
    benchmark::DoNotOptimize(sum);
}
BENCHMARK(seismic)->Arg(500)->Arg(100'000);

void add(benchmark::State& state) {
    kit::Cascade cascade;
    double t = 0;
    for (auto _ : state) cascade.add(t += 0.1, 100);
    state.SetItemsProcessed(static_cast<std::int64_t>(cascade.size()));
}
BENCHMARK(add);

}  // namespace

BENCHMARK_MAIN();
