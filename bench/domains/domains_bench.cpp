// How many new domains a core compares with a thousand brands, beside Debian's dnstwist in the same run.
// dnstwist has no index: to know whether a name imitates a brand one makes its variants; what is timed of it
// is the making of all variants of one brand, so one of its seconds covers one brand, and one of ours a
// thousand. Figure to hold: ≥ 500,000 domains/s on one core against 1,000 brands. `stream` is made up of
// syllables that brands and domains share, so most names resemble a brand: the worst case. `real_stream`
// needs VIGIE_DATA: the domains of 1,000 real banks against Cloudflare's 100,000 most met domains and against
// French public hosts.
#include <vigie/judge/lookalike.hpp>

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace {

using vigie::judge::Lookalikes;
using Random = std::mt19937_64;

std::string made_up(Random& random, std::size_t syllables) {
    static constexpr const char* parts[] = {"ka",  "vo",  "ri",  "men", "tal", "dor", "syl", "bre",
                                            "qui", "zan", "plo", "fur", "gue", "nix", "hop", "jal",
                                            "ser", "lon", "ti",  "ma",  "co",  "de"};
    std::string out;
    for (std::size_t i = 0; i < syllables; ++i) out += parts[random() % std::size(parts)];
    return out;
}

std::vector<std::string> brand_names(std::size_t count) {
    Random random(7);
    std::vector<std::string> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(made_up(random, 2 + random() % 3));
    return out;
}

std::shared_ptr<const vigie::model::AssetRegister> assets(std::size_t count) {
    std::vector<vigie::model::Asset> out;
    for (const auto& name : brand_names(count)) {
        vigie::model::Asset a;
        a.kind = vigie::model::AssetKind::domain;
        a.value = name + ".fr";
        a.id = vigie::model::AssetId(a.value);
        out.push_back(std::move(a));
    }
    return std::make_shared<vigie::model::AssetRegister>(std::move(out));
}

// What certificates name: sites, with and without "www", words with hyphens; one in a hundred imitates a
// brand.
std::vector<std::string> domains(std::size_t count) {
    static constexpr const char* words[] = {"garage", "maison", "shop",  "cloud", "studio", "paris",
                                            "design", "green",  "media", "photo", "coach",  "home",
                                            "tech",   "auto",   "bois",  "data"};
    static constexpr const char* endings[] = {".com", ".fr", ".net", ".org", ".top", ".io", ".co.uk", ".de"};
    static constexpr const char* hosts[] = {"", "", "www.", "mail.", "api.dev.", "autodiscover."};
    const auto brands = brand_names(1000);
    Random random(11);
    std::vector<std::string> out;
    for (std::size_t i = 0; i < count; ++i) {
        std::string label =
            random() % 2 == 0 ? std::string(words[random() % std::size(words)]) : made_up(random, 3);
        if (random() % 3 == 0) label += '-';
        if (random() % 2 == 0) label += words[random() % std::size(words)];
        if (label.ends_with('-')) label += made_up(random, 2);
        if (i % 100 == 0) label = brands[random() % brands.size()] + "-login";
        out.push_back(hosts[random() % std::size(hosts)] + label + endings[random() % std::size(endings)]);
    }
    return out;
}

// A stream of new domains: the gate, then the full look at what passes.
void stream(benchmark::State& state) {
    const Lookalikes lookalikes(assets(static_cast<std::size_t>(state.range(0))));
    const auto list = domains(20'000);
    std::size_t found = 0;
    std::size_t passed = 0;
    for (auto _ : state) {
        for (const auto& d : list) {
            if (!lookalikes.may_resemble(d)) continue;
            ++passed;
            if (lookalikes.examine(d).score >= 0.5) ++found;
        }
    }
    const auto total = static_cast<double>(state.iterations()) * static_cast<double>(list.size());
    state.counters["domains/s"] = benchmark::Counter(total, benchmark::Counter::kIsRate);
    state.counters["passed_%"] = 100 * static_cast<double>(passed) / total;
    state.counters["found_%"] = 100 * static_cast<double>(found) / total;
}
BENCHMARK(stream)->Arg(10)->Arg(1000)->Unit(benchmark::kMillisecond);

std::vector<std::string> lines_of(const std::string& name, bool second_column) {
    const char* folder = std::getenv("VIGIE_DATA");  // NOLINT(concurrency-mt-unsafe): nobody writes it
    std::vector<std::string> out;
    if (folder == nullptr) return out;
    std::ifstream in(std::string(folder) + "/domains/" + name);
    for (std::string line; std::getline(in, line);) {
        if (second_column) line.erase(0, line.find('\t') + 1);
        line.erase(0, line.find_first_not_of('.'));
        out.push_back(std::move(line));
    }
    return out;
}

void real_stream(benchmark::State& state) {
    const auto banks = lines_of("lists/bank-website.txt", false);
    const auto list = state.range(0) == 0 ? lines_of("lists/cloudflare-top100k.txt", false)
                                          : lines_of("fr_public_sector.tsv", true);
    constexpr std::size_t brands = 1000;
    if (banks.size() < 2 * brands || list.empty()) {
        state.SkipWithError("VIGIE_DATA names no folder with the sets");
        return;
    }
    std::vector<vigie::model::Asset> ours;
    for (std::size_t i = 0; i < 2 * brands; i += 2) {
        vigie::model::Asset a;
        a.kind = vigie::model::AssetKind::domain;
        a.value = banks[i];
        a.id = vigie::model::AssetId(a.value);
        ours.push_back(std::move(a));
    }
    const Lookalikes lookalikes(std::make_shared<vigie::model::AssetRegister>(std::move(ours)));
    std::size_t passed = 0;
    std::size_t found = 0;
    for (auto _ : state) {
        for (const auto& d : list) {
            if (!lookalikes.may_resemble(d)) continue;
            ++passed;
            if (lookalikes.examine(d).score >= 0.5) ++found;
        }
    }
    const auto total = static_cast<double>(state.iterations()) * static_cast<double>(list.size());
    state.counters["domains/s"] = benchmark::Counter(total, benchmark::Counter::kIsRate);
    state.counters["passed_%"] = 100 * static_cast<double>(passed) / total;
    state.counters["found_%"] = 100 * static_cast<double>(found) / total;
}
BENCHMARK(real_stream)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void build(benchmark::State& state) {
    const auto list = assets(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(Lookalikes(list));
}
BENCHMARK(build)->Arg(1000)->Unit(benchmark::kMillisecond);

// dnstwist: all variants of one brand, without the start of Python.
void dnstwist(benchmark::State& state) {
    const std::string script =
        "import dnstwist,time;f=dnstwist.Fuzzer('" + brand_names(1).front() +
        ".fr');t=time.perf_counter();f.generate();print(time.perf_counter()-t,len(f.domains))";
    for (auto _ : state) {
        std::FILE* out = ::popen(("/usr/bin/python3 -c \"" + script + "\" 2>/dev/null").c_str(), "r");
        double seconds = 0;
        long variants = 0;
        const bool read = out != nullptr && std::fscanf(out, "%lf %ld", &seconds, &variants) == 2;
        if (out != nullptr) ::pclose(out);
        if (!read) {
            state.SkipWithError("dnstwist is not installed");
            return;
        }
        state.SetIterationTime(seconds);
        state.counters["variants"] = static_cast<double>(variants);
        state.counters["brands/s"] = 1 / seconds;
    }
}
BENCHMARK(dnstwist)->UseManualTime()->Iterations(3)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
