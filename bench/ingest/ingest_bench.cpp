// From the bytes of Jetstream to the sieve, on one core: simdjson alone on the same bytes (the reference),
// the glance, the full decoder, and the glance with the question whether 1,000 assets are concerned. Figures
// to hold: the glance well under 1 µs for a post of 750 bytes.
#include "posts.hpp"
#include "reference.hpp"

#include <vigie/kit/json_walk.hpp>
#include <vigie/plugins/jetstream_glance.hpp>
#include <vigie/watch/match.hpp>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>

namespace {

using namespace vigie;

// One pass over all posts an iteration; work(line, bytes readable from its begin).
template <class Work>
void over(benchmark::State& state, const bench::Posts& posts, Work work) {
    for (auto _ : state) {
        const auto* end = posts.ndjson.data() + posts.ndjson.size();
        for (const auto line : posts.events) work(line, static_cast<std::size_t>(end - line.data()));
    }
    const auto n = state.iterations() * static_cast<std::int64_t>(posts.events.size());
    state.SetItemsProcessed(n);
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(posts.ndjson.size()));
    state.counters["bytes/post"] =
        static_cast<double>(posts.ndjson.size()) / static_cast<double>(posts.events.size());
}

void simdjson_alone(benchmark::State& state) {
    bench::Reference reference;
    state.SetLabel(bench::Reference::kernel());
    over(state, bench::posts(), [&](std::string_view line, std::size_t capacity) {
        if (capacity < line.size() + 64) return;  // the last line has no padding
        if (reference.touch(line, capacity) == 0) std::abort();
    });
}

void first_stage(benchmark::State& state) {
    kit::JsonWalk walk;
    over(state, bench::posts(), [&](std::string_view line, std::size_t) {
        if (!walk.open(line)) std::abort();
    });
}

void skip_all(benchmark::State& state) {
    kit::JsonWalk walk;
    over(state, bench::posts(), [&](std::string_view line, std::size_t) {
        if (!walk.open(line) || !walk.skip()) std::abort();
    });
}

void glance(benchmark::State& state) {
    plugins::JetstreamGlance eye;
    model::ItemView view;
    state.SetLabel(bench::posts().says);
    over(state, bench::posts(), [&](std::string_view line, std::size_t) {
        if (eye.of(line, view) != plugins::JetstreamGlance::Seen::item) std::abort();
        benchmark::DoNotOptimize(view.text.data());
    });
}

void full_decoder(benchmark::State& state) {
    plugins::JetstreamDecoder decoder;
    over(state, bench::posts(), [&](std::string_view line, std::size_t) {
        auto event = decoder.decode(line);
        if (!event) std::abort();
        benchmark::DoNotOptimize(event);
    });
}

std::unique_ptr<watch::Matcher> assets(std::size_t count) {
    std::vector<model::Asset> all;
    for (std::size_t i = 0; i < count; ++i) {
        model::Asset asset;
        asset.id.value = fmt::format("asset-{}", i);
        asset.kind = i % 3 == 0 ? model::AssetKind::domain : model::AssetKind::brand;
        asset.name = fmt::format("Maison Méridien {}", i);
        asset.value = fmt::format("meridien-{}.example", i);
        all.push_back(asset);
    }
    return watch::make_matcher(std::make_shared<model::AssetRegister>(std::move(all), "bench"));
}

void glance_and_assets(benchmark::State& state) {
    plugins::JetstreamGlance eye;
    model::ItemView view;
    const auto matcher = assets(1000);
    std::size_t kept = 0;
    over(state, bench::posts(), [&](std::string_view line, std::size_t) {
        (void)eye.of(line, view);
        if (matcher->concerns(view)) ++kept;
    });
    state.counters["kept"] = static_cast<double>(kept);
}

BENCHMARK(simdjson_alone)->Unit(benchmark::kMillisecond);
BENCHMARK(first_stage)->Unit(benchmark::kMillisecond);
BENCHMARK(skip_all)->Unit(benchmark::kMillisecond);
BENCHMARK(glance)->Unit(benchmark::kMillisecond);
BENCHMARK(full_decoder)->Unit(benchmark::kMillisecond);
BENCHMARK(glance_and_assets)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
