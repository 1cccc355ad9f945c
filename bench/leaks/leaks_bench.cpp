// How fast texts are read for leaks. Figures to hold on one core: shapes ≥ 60 MB/s, four detectors together ≥
// 50,000 posts/s. The posts have the length and the share of names, numbers, links and accents that a stream
// has; one in twenty gives something away.
#include <vigie/judge/identifiers.hpp>
#include <vigie/plugins/leak_confidential.hpp>
#include <vigie/plugins/leak_health.hpp>
#include <vigie/plugins/leak_personal.hpp>
#include <vigie/plugins/leak_secret.hpp>
#include <vigie/vault/vault.hpp>

#include <benchmark/benchmark.h>

#include <array>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace {

using vigie::model::Item;

constexpr std::array words{
    "le",     "de",      "la",       "et",     "un",   "je",      "pas",    "pour",   "que",    "c'est",
    "vous",   "avec",    "sur",      "tout",   "plus", "match",   "soir",   "merci",  "enfin",  "journée",
    "équipe", "café",    "très",     "déjà",   "où",   "société", "marché", "train",  "retard", "the",
    "and",    "to",      "of",       "is",     "you",  "this",    "that",   "people", "today",  "great",
    "new",    "morning", "news",     "2024",   "3",    "100%",    "18h30",  "Paris",  "Marie",  "Thomas",
    "France", "Lyon",    "hospital", "budget", "12",   "1er",     "USA"};
constexpr std::array leaks{
    "Appelez Mme Roux au 06 12 34 56 78 demain", "NIR 2 84 05 75 115 032 05 de M. Petit, diabète",
    "carte 4556 7375 8689 9855 exp 12/27",       "mail anne.roux@exemple.test, 12 rue des Lilas 69003 Lyon",
    "export KEY=AKIAQ3ZT7WMN5XKVP2LB",           "Document strictement confidentiel, pas encore annoncé"};

std::vector<Item> posts() {
    std::mt19937_64 random(1);
    std::vector<Item> out(4000);
    for (std::size_t i = 0; i < out.size(); ++i) {
        auto& item = out[i];
        item.id = std::to_string(i);
        const auto n = 6 + random() % 34;
        for (std::size_t w = 0; w < n; ++w) {
            if (w > 0) item.text += ' ';
            item.text += words[random() % words.size()];
        }
        if (random() % 4 == 0) item.text += " https://example.com/p/" + std::to_string(random() % 100000);
        if (random() % 3 == 0) item.text = "@user" + std::to_string(random() % 900) + " " + item.text;
        if (random() % 20 == 0) item.text += std::string(" ") + leaks[random() % leaks.size()];
    }
    return out;
}

void shapes(benchmark::State& state) {
    const auto items = posts();
    std::size_t i = 0;
    std::int64_t bytes = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(vigie::judge::find_identifiers(items[i].text));
        bytes += static_cast<std::int64_t>(items[i].text.size());
        i = (i + 1) % items.size();
    }
    state.SetBytesProcessed(bytes);
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(shapes);

void all_detectors(benchmark::State& state) {
    const auto items = posts();
    const auto assets = std::make_shared<vigie::model::AssetRegister>();
    std::vector<std::unique_ptr<vigie::judge::Detector>> detectors;
    for (const auto make : {vigie::plugins::make_leak_personal, vigie::plugins::make_leak_health,
                            vigie::plugins::make_leak_secret, vigie::plugins::make_leak_confidential})
        detectors.push_back(make(assets).value());
    std::size_t i = 0;
    for (auto _ : state) {
        for (const auto& d : detectors) benchmark::DoNotOptimize(d->examine(items[i]));
        i = (i + 1) % items.size();
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(all_detectors);

// A vault of a million fingerprints, asked about posts that are none of them.
void vault_million(benchmark::State& state) {
    const auto items = posts();
    const auto folder = std::filesystem::temp_directory_path() / "vigie-bench-vault";
    std::filesystem::remove_all(folder);
    auto editor = vigie::vault::Editor::open(folder.string()).value();
    std::mt19937_64 random(2);
    for (int i = 0; i < 5; ++i) {
        std::string text;
        for (std::size_t n = 0; n < 520'000; ++n) text += static_cast<char>('a' + random() % 26);
        vigie::vault::Entry entry;
        entry.name = std::to_string(i);
        if (!editor.add_text(entry, text)) state.SkipWithError("not added");
    }
    const auto vault = vigie::vault::Vault::read(editor.bytes(), editor.key()).value();
    std::size_t i = 0;
    std::int64_t bytes = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(vault->find(items[i].text));
        bytes += static_cast<std::int64_t>(items[i].text.size());
        i = (i + 1) % items.size();
    }
    state.SetBytesProcessed(bytes);
    state.SetItemsProcessed(state.iterations());
    state.counters["MB"] = static_cast<double>(vault->bytes()) / 1e6;
}
BENCHMARK(vault_million);

}  // namespace

BENCHMARK_MAIN();
