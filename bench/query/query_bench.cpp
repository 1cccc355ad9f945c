// How many posts a core holds against many queries, beside what a user would otherwise take on the same posts
// and queries: Vectorscan over all words (no boolean logic done), RE2::Set over all words, and a loop over
// all queries with a hash set of the post's words. Figures to hold: ≥ 1,000,000 posts/s with 10,000 queries
// of 3 to 6 terms, at least half of that with 100,000; 10,000 compiled in ≤ 0.5 s; 100,000 in ≤ 400 MB; p99
// of one post ≤ 50 µs.
#include "corpus.hpp"

#include <vigie/query/set.hpp>
#include <vigie/query/words.hpp>

#include <benchmark/benchmark.h>
#include <hs/hs.h>
#include <re2/set.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <unordered_set>

namespace {

using vigie::model::ItemView;
using namespace vigie::query;

std::shared_ptr<const Set> compiled(std::size_t count) {
    static std::map<std::size_t, std::shared_ptr<const Set>> sets;
    auto& set = sets[count];
    if (!set) {
        const auto sources = bench::queries(count);
        set = compile(sources).set;
    }
    return set;
}

void count_posts(benchmark::State& state, std::size_t posts, std::size_t hits) {
    const auto n = static_cast<double>(state.iterations());
    state.counters["posts/s"] =
        benchmark::Counter(n * static_cast<double>(posts), benchmark::Counter::kIsRate);
    state.counters["bytes/s"] =
        benchmark::Counter(n * static_cast<double>(bench::corpus().bytes), benchmark::Counter::kIsRate);
    state.counters["hits/post"] = static_cast<double>(hits) / n / static_cast<double>(posts);
    state.SetLabel(bench::corpus().what);
}

void match(benchmark::State& state) {
    const auto set = compiled(static_cast<std::size_t>(state.range(0)));
    Scanner scanner(set);
    ItemView item;
    std::size_t hits = 0;
    for (auto _ : state) {
        for (const auto& post : bench::corpus().posts) {
            item.text = post;
            hits += scanner.match(item).size();
        }
    }
    count_posts(state, bench::corpus().posts.size(), hits);
    state.counters["MB"] = static_cast<double>(set->bytes()) / 1e6;
}

// One post at a time on the clock: the tail that an analyst's stream would feel.
void p99(benchmark::State& state) {
    Scanner scanner(compiled(static_cast<std::size_t>(state.range(0))));
    ItemView item;
    std::vector<double> times;
    for (auto _ : state) {
        times.clear();
        for (const auto& post : bench::corpus().posts) {
            item.text = post;
            const auto begin = std::chrono::steady_clock::now();
            benchmark::DoNotOptimize(scanner.match(item).size());
            times.push_back(
                std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count());
        }
    }
    std::sort(times.begin(), times.end());
    state.counters["p50_us"] = times[times.size() / 2];
    state.counters["p99_us"] = times[times.size() * 99 / 100];
    state.counters["p99.9_us"] = times[times.size() * 999 / 1000];
}

void compile_all(benchmark::State& state) {
    const auto sources = bench::queries(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        const auto out = compile(sources);
        state.counters["MB"] = static_cast<double>(out.set->bytes()) / 1e6;
        benchmark::DoNotOptimize(out.set);
    }
}

std::vector<std::string> all_words(std::size_t count) {
    std::set<std::string> out;
    for (const auto& q : bench::queries(count)) {
        for (auto& w : words_of(q.text)) {
            if (w != "or" && w != "near" && w.size() > 1) out.insert(std::move(w));
        }
    }
    return {out.begin(), out.end()};
}

int on_match(unsigned /*id*/, unsigned long long, unsigned long long, unsigned, void* hits) {
    ++*static_cast<std::size_t*>(hits);
    return 0;
}

void vectorscan_alone(benchmark::State& state) {
    const auto words = all_words(static_cast<std::size_t>(state.range(0)));
    std::vector<const char*> texts;
    std::vector<std::size_t> sizes;
    std::vector<unsigned> ids;
    for (const auto& w : words) {
        texts.push_back(w.c_str());
        sizes.push_back(w.size());
        ids.push_back(static_cast<unsigned>(ids.size()));
    }
    const std::vector<unsigned> flags(words.size(),
                                      unsigned{HS_FLAG_SINGLEMATCH} | unsigned{HS_FLAG_CASELESS});
    hs_database_t* db = nullptr;
    hs_compile_error_t* error = nullptr;
    hs_scratch_t* scratch = nullptr;
    hs_compile_lit_multi(texts.data(), flags.data(), ids.data(), sizes.data(),
                         static_cast<unsigned>(words.size()), HS_MODE_BLOCK, nullptr, &db, &error);
    if (db == nullptr || hs_alloc_scratch(db, &scratch) != HS_SUCCESS)
        return state.SkipWithError("no database");
    std::size_t hits = 0;
    for (auto _ : state) {
        for (const auto& post : bench::corpus().posts)
            hs_scan(db, post.data(), static_cast<unsigned>(post.size()), 0, scratch, on_match, &hits);
    }
    count_posts(state, bench::corpus().posts.size(), hits);
    hs_free_scratch(scratch);
    hs_free_database(db);
}

constexpr std::size_t some_posts = 2000;  // for what is too slow for all of them

void re2_set(benchmark::State& state) {
    re2::RE2::Options options;
    options.set_case_sensitive(false);
    options.set_max_mem(std::int64_t{1} << 30U);
    re2::RE2::Set set(options, re2::RE2::UNANCHORED);
    for (const auto& w : all_words(static_cast<std::size_t>(state.range(0))))
        set.Add("\\b" + w + "\\b", nullptr);
    if (!set.Compile()) return state.SkipWithError("no memory");
    std::size_t hits = 0;
    std::vector<int> found;
    const auto& posts = bench::corpus().posts;
    const auto n = std::min(some_posts, posts.size());
    for (auto _ : state) {
        for (std::size_t i = 0; i < n; ++i) {
            found.clear();
            set.Match(posts[i], &found);
            hits += found.size();
        }
    }
    count_posts(state, n, hits);
}

// Every query's tree is walked for every post, with the post's words in a hash set: phrases and nearness left
// out.
bool holds(const Node& n, const std::unordered_set<std::string>& words) {
    switch (n.op) {
        case Op::any:
            return std::any_of(n.children.begin(), n.children.end(),
                               [&](const Node& c) { return holds(c, words); });
        case Op::none: return !holds(n.children[0], words);
        case Op::term: return words.contains(n.text);
        default:
            return std::all_of(n.children.begin(), n.children.end(),
                               [&](const Node& c) { return holds(c, words); });
    }
}

void naive_loop(benchmark::State& state) {
    std::vector<Node> roots;
    for (const auto& q : bench::queries(static_cast<std::size_t>(state.range(0))))
        roots.push_back(*parse(q.text).root);
    std::size_t hits = 0;
    const auto n = some_posts / 10;
    for (auto _ : state) {
        for (std::size_t i = 0; i < n; ++i) {
            const auto list = words_of(bench::corpus().posts[i]);
            const std::unordered_set<std::string> words(list.begin(), list.end());
            for (const auto& root : roots) hits += holds(root, words) ? 1U : 0U;
        }
    }
    count_posts(state, n, hits);
}

constexpr auto ms = benchmark::kMillisecond;
BENCHMARK(match)->Arg(100)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(ms);
BENCHMARK(p99)->Arg(10'000)->Arg(100'000)->Unit(ms)->Iterations(1);
BENCHMARK(compile_all)->Arg(10'000)->Arg(100'000)->Unit(ms);
BENCHMARK(vectorscan_alone)->Arg(10'000)->Unit(ms);
BENCHMARK(re2_set)->Arg(1'000)->Arg(10'000)->Unit(ms);
BENCHMARK(naive_loop)->Arg(10'000)->Unit(ms);

}  // namespace

BENCHMARK_MAIN();
