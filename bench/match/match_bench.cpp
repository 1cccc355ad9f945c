// How many items a core sieves per second when they concern nobody, and what the index costs. The posts are
// generated: words of French and English at the length and with the share of hashtags, links, mentions and
// accents that a firehose has. Figures to hold: ≥ 300,000 plain posts/s with 10,000 assets, and no slope from
// 100 assets to 10,000.
#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>
#include <vigie/watch/match.hpp>

#include <benchmark/benchmark.h>

#include <array>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace std::string_literals;
using vigie::model::Asset;
using vigie::model::AssetId;
using vigie::model::AssetKind;
using vigie::model::Item;

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t n) {
    return random() % n;
}

constexpr std::array first_names{"Claire", "Paul", "Marie", "Luc",   "Élodie", "Thomas",
                                 "Inès",   "Hugo", "Zoé",   "Karim", "Anne",   "Yann"};
constexpr std::array words{"le",    "la",     "de",       "et",    "un",     "je",      "pas",     "pour",
                           "que",   "très",   "bien",     "été",   "café",   "matin",   "journée", "the",
                           "of",    "and",    "to",       "is",    "you",    "that",    "great",   "today",
                           "photo", "soleil", "l'équipe", "match", "orange", "merci",   "people",  "really",
                           "think", "garçon", "œuvre",    "c'est", "qu’il",  "nuit",    "travail", "school",
                           "never", "home",   "train",    "voilà", "année",  "toujours"};

// Names no dictionary has: what an asset is called.
std::string made_up(Random& random) {
    static constexpr std::array syllables{"ka",  "vo",  "ri",  "men", "tal", "dor", "syl", "bre",
                                          "qui", "zan", "plo", "fur", "gue", "nix", "hop", "jal"};
    std::string out;
    for (std::size_t n = 3 + below(random, 2); n > 0; --n) out += syllables[below(random, syllables.size())];
    out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
}

std::shared_ptr<const vigie::model::AssetRegister> assets(std::size_t count) {
    Random random(7);
    std::vector<Asset> out;
    for (std::size_t i = 0; i < count; ++i) {
        Asset asset;
        asset.id = AssetId("a" + std::to_string(i));
        asset.name = made_up(random);
        switch (i % 5) {
            case 0: asset.kind = AssetKind::brand; break;
            case 1:
                asset.kind = AssetKind::person;
                asset.name = first_names[below(random, first_names.size())] + " "s + asset.name;
                break;
            case 2:
                asset.kind = AssetKind::account;
                asset.network = "bluesky";
                asset.handle = asset.name + ".bsky.social";
                asset.account_id = "did:plc:" + std::to_string(random());
                break;
            case 3:
                asset.kind = AssetKind::domain;
                asset.value = vigie::kit::fold(asset.name) + ".example";
                break;
            default: asset.kind = AssetKind::product; asset.name += " " + made_up(random);
        }
        out.push_back(std::move(asset));
    }
    return std::make_shared<vigie::model::AssetRegister>(std::move(out));
}

std::string sentence(Random& random) {
    std::string text;
    const auto length = 6 + below(random, 25);
    for (std::size_t i = 0; i < length; ++i) {
        text += words[below(random, words.size())];
        text += below(random, 9) == 0 ? ", " : " ";
        if (below(random, 40) == 0) text += "😀 ";
        if (below(random, 30) == 0) text += "#"s + words[below(random, words.size())] + " ";
    }
    return text;
}

enum class Load : std::uint8_t { plain, linked, hydrated };

std::vector<Item> posts(Load load, const vigie::watch::Matcher& matcher) {
    Random random(11);
    std::vector<Item> out;
    while (out.size() < 4000) {
        Item item;
        item.network = "bluesky";
        item.id = "at://did:plc:" + std::to_string(random()) + "/app.bsky.feed.post/3k";
        item.author.id = "did:plc:" + std::to_string(random());
        item.text = sentence(random);
        if (below(random, 3) == 0)
            item.reply_to = "at://did:plc:" + std::to_string(random()) + "/app.bsky.feed.post/3k";
        if (load != Load::plain) {
            if (below(random, 4) == 0) {
                const auto host =
                    words[below(random, words.size())] + std::to_string(random() % 1000) + ".com";
                item.links.push_back("https://www." + host + "/a/b?c=" + std::to_string(random()));
                item.text += "www." + host + "/a/b...";
            }
            if (below(random, 5) == 0) item.mentions.push_back("did:plc:" + std::to_string(random()));
        }
        if (load == Load::hydrated) {
            item.author.handle =
                words[below(random, words.size())] + std::to_string(random() % 100) + ".bsky.social";
            item.author.name =
                first_names[below(random, first_names.size())] + " "s + words[below(random, words.size())];
            if (below(random, 4) == 0) item.author.name += " ✨";
        }
        if (!matcher.concerns(item)) out.push_back(std::move(item));
    }
    return out;
}

void sieve(benchmark::State& state, Load load) {
    const auto matcher = vigie::watch::make_matcher(assets(static_cast<std::size_t>(state.range(0))));
    const auto items = posts(load, *matcher);
    std::size_t bytes = 0;
    for (const auto& item : items) bytes += item.text.size();
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(matcher->concerns(items[i]));
        if (++i == items.size()) i = 0;
    }
    state.SetItemsProcessed(state.iterations());
    state.counters["bytes/post"] = static_cast<double>(bytes) / static_cast<double>(items.size());
}

// Posts as they come off the firehose: text and the author's id.
void plain_posts(benchmark::State& state) {
    sieve(state, Load::plain);
}
// With links and mentions.
void linked_posts(benchmark::State& state) {
    sieve(state, Load::linked);
}
// With the author's name and handle as well: each is compared with everything we protect.
void hydrated_posts(benchmark::State& state) {
    sieve(state, Load::hydrated);
}

void build_index(benchmark::State& state) {
    const auto all = assets(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(vigie::watch::make_matcher(all));
}

BENCHMARK(plain_posts)->Arg(100)->Arg(1000)->Arg(10000);
BENCHMARK(linked_posts)->Arg(100)->Arg(1000)->Arg(10000);
BENCHMARK(hydrated_posts)->Arg(100)->Arg(1000)->Arg(10000);
BENCHMARK(build_index)->Arg(100)->Arg(10000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
