// URLs per second and core: the URL model alone, with its reasons, and the whole detector phishing_link on a
// post with one link. URLs are made up, as long as those people meet (JPCERT 2024: 37 bytes in the mean).
#include <vigie/judge/url_model.hpp>
#include <vigie/plugins/phishing_link.hpp>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

using namespace vigie;

namespace {

std::string word(std::mt19937_64& chance, std::size_t least, std::size_t most) {
    static constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789eeaaiioostnr";
    std::string out;
    const auto n = least + chance() % (most - least + 1);
    for (std::size_t i = 0; i < n; ++i) out += letters[chance() % letters.size()];
    return out;
}

const std::vector<std::string>& urls() {
    static const auto list = [] {
        static constexpr std::array endings{"fr", "com", "xyz", "top", "cn", "org", "co.uk", "shop"};
        std::mt19937_64 chance(1);
        std::vector<std::string> out;
        for (int i = 0; i < 65536; ++i) {
            auto url = fmt::format("https://{}{}.{}/", chance() % 2 ? "www." : word(chance, 2, 9) + ".", word(chance, 5, 18),
                                   endings.at(chance() % endings.size()));
            if (chance() % 3) url += word(chance, 3, 12) + "/" + word(chance, 4, 16) + ".php";
            if (chance() % 4 == 0) url += "?id=" + word(chance, 6, 20);
            out.push_back(std::move(url));
        }
        return out;
    }();
    return list;
}

const judge::UrlModel& shipped() {
    static const auto model = judge::UrlModel::shipped().value();
    return model;
}

void url_probability(benchmark::State& state) {
    std::size_t i = 0;
    for (auto _ : state) benchmark::DoNotOptimize(shipped().probability(urls()[i++ & 65535U]));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(url_probability);

void url_reasons(benchmark::State& state) {
    std::size_t i = 0;
    for (auto _ : state) benchmark::DoNotOptimize(shipped().reasons(urls()[i++ & 65535U]));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(url_reasons);

void whole_detector(benchmark::State& state) {
    std::vector<model::Asset> assets;
    for (int i = 0; i < 200; ++i) {
        model::Asset a;
        a.id = model::AssetId(fmt::format("d{}", i));
        a.kind = model::AssetKind::domain;
        a.value = fmt::format("marque{}.example", i);
        assets.push_back(a);
    }
    const auto detector = plugins::make_phishing_link(std::make_shared<model::AssetRegister>(assets)).value();
    model::Item item;
    item.network = "bluesky";
    item.id = "1";
    item.text = "Regardez plutôt ici, c'est bien plus clair";
    item.links.resize(1);
    std::size_t i = 0;
    for (auto _ : state) {
        item.links[0] = urls()[i++ & 65535U];
        benchmark::DoNotOptimize(detector->examine(item));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(whole_detector);

}  // namespace

BENCHMARK_MAIN();
