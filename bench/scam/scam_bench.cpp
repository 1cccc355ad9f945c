// How many posts a core judges per second, the whole detector with 1,000 assets and with memory: ordinary
// posts of French and English at the length and with the share of tags, links, mentions and accents that a
// stream has, one in twenty suspicious. Figure to hold: ≥ 100,000 posts/s.
#include <vigie/judge/memory.hpp>
#include <vigie/judge/pivots.hpp>
#include <vigie/plugins/scam.hpp>

#include <benchmark/benchmark.h>

#include <array>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace {

using vigie::model::Asset;
using vigie::model::AssetId;
using vigie::model::AssetKind;
using vigie::model::Item;
using Random = std::mt19937_64;

constexpr std::array words{
    "le",      "de",     "la",       "et",      "un",      "je",      "pas",       "pour",
    "que",     "c'est",  "vous",     "avec",    "sur",     "tout",    "plus",      "match",
    "soir",    "merci",  "enfin",    "journée", "équipe",  "café",    "très",      "déjà",
    "où",      "même",   "société",  "marché",  "train",   "retard",  "film",      "week-end",
    "the",     "and",    "to",       "of",      "is",      "you",     "this",      "that",
    "just",    "like",   "people",   "today",   "great",   "new",     "love",      "really",
    "morning", "news",   "watching", "game",    "tonight", "thought", "something", "always",
    "never",   "better", "working",  "thanks",  "budget",  "2024",    "3",         "100%"};
constexpr std::array scams{
    "🔥 Coupon 150€ offert ! Récupérez votre code au 08 99 70 00 01 vite",
    "I invested $200 and received $5,000 thanks to my coach, WhatsApp wa.me/13034195364",
    "Votre colis est bloqué. Réglez les frais de 1,99 € ici https://chrono-suivi.top/fr",
    "Send 0.1 BTC to 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2 and get double back",
    "@client désolé pour ce désagrément, contactez notre service remboursement sur WhatsApp +33 7 56 00 00 "
    "00"};

std::vector<Item> posts() {
    Random random(1);
    std::vector<Item> out(4000);
    for (std::size_t i = 0; i < out.size(); ++i) {
        auto& item = out[i];
        item.network = "x";
        item.id = std::to_string(i);
        item.author.handle = "user" + std::to_string(random() % 5000);
        if (random() % 20 == 0) {
            item.text = scams[random() % scams.size()];
            if (random() % 2 == 0) item.text += " Brand" + std::to_string(random() % 500);
            continue;
        }
        const auto n = 6 + random() % 34;
        for (std::size_t w = 0; w < n; ++w) {
            if (w > 0) item.text += ' ';
            item.text += words[random() % words.size()];
        }
        if (random() % 4 == 0) item.text += " https://example.com/p/" + std::to_string(random() % 100000);
        if (random() % 3 == 0) item.text += " #tag" + std::to_string(random() % 300);
        if (random() % 3 == 0) item.text = "@user" + std::to_string(random() % 900) + " " + item.text;
        if (random() % 5 == 0) item.text += " 😍!";
        if (random() % 50 == 0) item.text += " Brand" + std::to_string(random() % 500);
    }
    return out;
}

std::shared_ptr<const vigie::model::AssetRegister> assets() {
    std::vector<Asset> all;
    for (int i = 0; i < 500; ++i) {
        Asset brand;
        brand.id = AssetId("b" + std::to_string(i));
        brand.name = "Brand" + std::to_string(i);
        all.push_back(brand);
        Asset tag;
        tag.id = AssetId("t" + std::to_string(i));
        tag.kind = AssetKind::hashtag;
        tag.value = "ourtag" + std::to_string(i);
        all.push_back(tag);
    }
    return std::make_shared<vigie::model::AssetRegister>(std::move(all));
}

void judge_posts(benchmark::State& state) {
    const auto detector = vigie::plugins::make_scam(assets()).value();
    const auto items = posts();
    const auto memory = vigie::judge::make_memory();
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(detector->examine_with(*memory, items[i]));
        i = (i + 1) % items.size();
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(judge_posts);

void find_pivots(benchmark::State& state) {
    const auto items = posts();
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(vigie::judge::find_pivots(items[i].text));
        i = (i + 1) % items.size();
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(find_pivots);

}  // namespace

BENCHMARK_MAIN();
