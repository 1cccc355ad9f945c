// From the bytes of Jetstream to the sieve, on one core: simdjson alone on the same bytes (the reference),
// the glance, the full decoder, and the glance with the question whether 1,000 assets are concerned. Figures
// to hold: the glance well under 1 µs for a post of 750 bytes.
#include "posts.hpp"
#include "reference.hpp"

#include <vigie/kit/json_walk.hpp>
#include <vigie/plugins/items_glance.hpp>
#include <vigie/plugins/jetstream_glance.hpp>
#include <vigie/query/set.hpp>
#include <vigie/watch/match.hpp>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <new>

// Every allocation is counted: the sieve promises that a post that concerns nobody costs none.
namespace {
thread_local std::uint64_t allocations = 0;
}
void* operator new(std::size_t size) {
    ++allocations;
    if (void* room = std::malloc(size == 0 ? 1 : size)) return room;
    throw std::bad_alloc();
}
// The compiler sees malloc here and free there, and warns of what it has put together itself.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
void operator delete(void* room) noexcept {
    std::free(room);
}
void operator delete(void* room, std::size_t /*size*/) noexcept {
    std::free(room);
}

namespace {

using namespace vigie;

// One pass over all posts an iteration; work(line, bytes readable from its begin).
template <class Work>
void over(benchmark::State& state, const bench::Posts& posts, Work work) {
    const auto before = allocations;
    for (auto _ : state) {
        const auto* end = posts.ndjson.data() + posts.ndjson.size();
        for (const auto line : posts.events) work(line, static_cast<std::size_t>(end - line.data()));
    }
    const auto n = state.iterations() * static_cast<std::int64_t>(posts.events.size());
    state.SetItemsProcessed(n);
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(posts.ndjson.size()));
    state.counters["allocs/post"] = benchmark::Counter(
        static_cast<double>(allocations - before) / static_cast<double>(n), benchmark::Counter::kAvgThreads);
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

// As sources did before they looked first: every post decoded in full, then asked about.
void decoder_and_assets(benchmark::State& state) {
    plugins::JetstreamDecoder decoder;
    model::ItemViewer viewer;
    const auto matcher = assets(1000);
    over(state, bench::posts(), [&](std::string_view line, std::size_t) {
        const auto event = decoder.decode(line);
        benchmark::DoNotOptimize(matcher->concerns(viewer.of(*event->item)));
    });
}

std::shared_ptr<const query::Set> set_of(std::size_t count) {
    std::vector<query::Source> sources;
    for (auto& text : bench::queries(count))
        sources.push_back({fmt::format("q{}", sources.size()), std::move(text)});
    auto compiled = query::compile(sources);
    if (!compiled.set) std::abort();
    return compiled.set;
}

const std::shared_ptr<const query::Set>& set_with(std::int64_t count) {
    static const auto ten = set_of(10'000);
    static const auto hundred = set_of(100'000);
    return count == 10'000 ? ten : hundred;
}

// The sieve whole: decode, normalise, match. Each thread takes every post: two do twice the work.
void glance_and_queries(benchmark::State& state) {
    plugins::JetstreamGlance eye;
    model::ItemView view;
    query::Scanner scanner(set_with(state.range(0)));
    std::size_t matches = 0;
    over(state, bench::posts(), [&](std::string_view line, std::size_t) {
        (void)eye.of(line, view);
        matches += scanner.match(view).size();
    });
    state.counters["matches/post"] =
        benchmark::Counter(static_cast<double>(matches) / static_cast<double>(bench::posts().events.size()),
                           benchmark::Counter::kAvgIterations | benchmark::Counter::kAvgThreads);
}

void items_and_queries(benchmark::State& state) {
    plugins::ItemGlance eye;
    model::ItemView view;
    query::Scanner scanner(set_with(state.range(0)));
    over(state, bench::items(), [&](std::string_view line, std::size_t) {
        if (!eye.of(line, view)) std::abort();
        benchmark::DoNotOptimize(scanner.match(view).size());
    });
}

void glance_at_items(benchmark::State& state) {
    plugins::ItemGlance eye;
    model::ItemView view;
    over(state, bench::items(), [&](std::string_view line, std::size_t) {
        if (!eye.of(line, view)) std::abort();
        benchmark::DoNotOptimize(view.text.data());
    });
}

// The scanner alone, on views made beforehand.
void queries_alone(benchmark::State& state) {
    std::vector<model::Item> items;
    plugins::JetstreamDecoder decoder;
    for (const auto line : bench::posts().events) items.push_back(*decoder.decode(line)->item);
    std::vector<model::ItemViewer> viewers(items.size());
    std::vector<const model::ItemView*> views;
    for (std::size_t i = 0; i < items.size(); ++i) views.push_back(&viewers[i].of(items[i]));
    query::Scanner scanner(set_with(state.range(0)));
    for (auto _ : state) {
        for (const auto* view : views) benchmark::DoNotOptimize(scanner.match(*view).size());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(views.size()));
}

BENCHMARK(simdjson_alone)->Unit(benchmark::kMillisecond);
BENCHMARK(first_stage)->Unit(benchmark::kMillisecond);
BENCHMARK(skip_all)->Unit(benchmark::kMillisecond);
BENCHMARK(glance)->Unit(benchmark::kMillisecond);
BENCHMARK(full_decoder)->Unit(benchmark::kMillisecond);
BENCHMARK(decoder_and_assets)->Unit(benchmark::kMillisecond);
BENCHMARK(glance_and_assets)->Unit(benchmark::kMillisecond);
BENCHMARK(queries_alone)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(glance_and_queries)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(glance_and_queries)->Arg(10'000)->Threads(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(glance_at_items)->Unit(benchmark::kMillisecond);
BENCHMARK(items_and_queries)->Arg(10'000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
