// How many accounts a second `impersonation` judges on one core, against 10,000 and 50,000 protected assets: brands, their shops, and
// ambassadors. Two streams: accounts as a network brings them (one in fifty resembles one of ours), and the worst, where all do.
#include <vigie/plugins/impersonation.hpp>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using namespace vigie;

namespace {

class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}
    std::size_t below(std::size_t n) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return (state_ >> 33U) % n;
    }

private:
    std::uint64_t state_;
};

constexpr std::array<std::string_view, 40> syllables{
    "ka", "lo", "mi", "ren", "du", "bel", "tis", "vor", "an", "che", "gra", "pel", "sou", "ny", "dal", "fer", "qui", "zan", "o",  "bri",
    "mar", "tin", "le", "roy", "du", "pont", "gau", "thi", "er", "mo", "reau", "si", "mon", "ga", "rin", "val", "cor", "bas", "lu", "ret"};
constexpr std::array<std::string_view, 12> cities{"Lyon",   "Paris",  "Lille", "Nantes", "Rennes", "Nice",
                                                  "Angers", "Dijon", "Metz",  "Brest",  "Tours",  "Pau"};
constexpr std::array<std::string_view, 8> bios{"Jardin, voile et tricot. Parents de deux enfants.",
                                               "Software engineer. Opinions mine. Cats.",
                                               "Photographe de montagne à Annecy, expositions en été",
                                               "Student of physics, runner, bad cook",
                                               "",
                                               "Actualités du football, analyses et humour",
                                               "Contact: mail in the link below",
                                               "la vie est belle 🌊🚲"};

std::string word(Chance& chance, std::size_t parts) {
    std::string out;
    for (std::size_t i = 0; i < parts; ++i) out += syllables[chance.below(syllables.size())];
    out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
}

struct World {
    std::shared_ptr<const model::AssetRegister> assets;
    std::vector<model::Item> usual;
    std::vector<model::Item> hostile;
};

model::Item account(std::string name, std::string handle, std::string bio) {
    model::Item item;
    item.kind = model::ItemKind::account;
    item.network = "instagram";
    item.observed_at = parse_time("2026-03-01").value();
    item.id = handle;
    item.author.network = item.network;
    item.author.id = handle;
    item.author.name = std::move(name);
    item.author.handle = std::move(handle);
    item.author.bio = std::move(bio);
    item.author.followers = 120;
    item.author.following = 300;
    item.author.posts = 40;
    item.author.created_at = parse_time("2021-05-01").value();
    return item;
}

World make_world(std::size_t count) {
    Chance chance(7);
    World w;
    std::vector<model::Asset> assets;
    const auto add = [&](model::AssetKind kind, const std::string& name) -> model::Asset& {
        auto& a = assets.emplace_back();
        a.kind = kind;
        a.id = model::AssetId(fmt::format("a{}", assets.size()));
        a.name = name;
        return a;
    };
    std::vector<std::string> ours;
    while (assets.size() < count) {
        const auto brand = word(chance, 3) + (chance.below(3) == 0 ? " " + word(chance, 2) : "");
        const auto id = add(model::AssetKind::brand, brand).id;
        ours.push_back(brand);
        for (std::size_t i = 0; i < 60 && assets.size() < count; ++i) {
            const bool shop = i % 3 != 0;
            const auto name = shop ? fmt::format("{} {} {}", brand, cities[chance.below(cities.size())], i) : word(chance, 2) + " " + word(chance, 3);
            auto& a = add(model::AssetKind::account, name);
            a.network = "instagram";
            a.handle = fmt::format("{}.{}", word(chance, 4), i);
            a.bio = shop ? "Votre magasin, ouvert du lundi au samedi" : fmt::format("Ambassadrice {}", brand);
            a.role = shop ? "shop" : "ambassador";
            a.belongs_to = id;
            ours.push_back(name);
        }
    }
    w.assets = std::make_shared<const model::AssetRegister>(std::move(assets));
    for (std::size_t i = 0; i < 5000; ++i) {
        const auto& victim = ours[chance.below(ours.size())];
        auto clone = account(victim, word(chance, 3) + "_officiel", "Compte officiel. Écrivez-moi sur WhatsApp");
        if (i % 50 == 0) {
            w.usual.push_back(clone);
        } else {
            w.usual.push_back(account(word(chance, 2) + " " + word(chance, 3), fmt::format("{}{}", word(chance, 4), chance.below(999)),
                                      std::string(bios[chance.below(bios.size())])));
        }
        if (i % 5 == 0) w.hostile.push_back(std::move(clone));
    }
    return w;
}

void judge(benchmark::State& state, bool hostile) {
    const auto world = make_world(static_cast<std::size_t>(state.range(0)));
    const auto detector = plugins::make_impersonation(world.assets).value();
    const auto& items = hostile ? world.hostile : world.usual;
    std::size_t found = 0;
    std::size_t seen = 0;
    for (auto _ : state) {
        found += detector->examine(items[seen++ % items.size()]).findings.size();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(seen));
    state.counters["found"] = static_cast<double>(found) / static_cast<double>(seen);
}

void usual_stream(benchmark::State& state) {
    judge(state, false);
}
void all_resemble(benchmark::State& state) {
    judge(state, true);
}
BENCHMARK(usual_stream)->Arg(10'000)->Arg(50'000);
BENCHMARK(all_resemble)->Arg(10'000);

}  // namespace

BENCHMARK_MAIN();
