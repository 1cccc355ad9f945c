// What is said, grouped and scored: copies of texts in a stream, shares of a whole election, a post and a
// tree that may be a rumour. The election is read from VIGIE_DATA where it is; otherwise as many shares are
// drawn with its spread.
#include <vigie/kit/coshares.hpp>
#include <vigie/kit/near_copies.hpp>
#include <vigie/stories/figures.hpp>
#include <vigie/stories/rumour.hpp>
#include <vigie/stories/story.hpp>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>
#include <unordered_map>
#include <vector>

using namespace vigie;

namespace {

class Chance {
public:
    std::uint32_t operator()(std::uint32_t below) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::uint32_t>(((state_ >> 32U) * below) >> 32U);
    }

private:
    std::uint64_t state_ = 7;
};

// Posts of twelve to thirty words of a vocabulary with many rare ones; every second repeats an earlier one,
// changed.
std::vector<std::string> posts(std::size_t n) {
    Chance chance;
    std::vector<std::string> out;
    out.reserve(n);
    for (std::size_t i = 0; i < n; ++i) {
        if (i > 100 && chance(2) == 0) {
            const auto& old = out[i - 1 - chance(100)];
            out.push_back((chance(2) == 0 ? "RT @somebody " : "😱 ") + old.substr(0, old.size() - chance(12)));
            continue;
        }
        std::string text;
        for (auto words = 12 + chance(18); words > 0; --words) {
            const auto rare = 1 + chance(30'000) / (1 + chance(40));
            text += fmt::format("{}{} ", static_cast<char>('a' + rare % 26), rare * 7919 % 99'991);
            text[text.size() - 2] = static_cast<char>('a' + rare % 23);
            for (auto& c : text)
                if (c >= '0' && c <= '9') c = static_cast<char>(c - '0' + 'e');
        }
        out.push_back(text);
    }
    return out;
}

void near_copies(benchmark::State& state) {
    const auto texts = posts(200'000);
    kit::NearCopies copies(static_cast<std::size_t>(state.range(0)));
    std::size_t i = 0;
    std::size_t found = 0;
    for (auto _ : state) {
        found += copies.place(texts[i]).fresh ? 0U : 1U;
        i = i + 1 == texts.size() ? 0 : i + 1;
    }
    benchmark::DoNotOptimize(found);
    state.SetItemsProcessed(state.iterations());
}
// The first is the task of one burst, the second a day's; a stream that goes round finds exact copies only.
BENCHMARK(near_copies)->Arg(100'000)->Arg(1'000'000)->Iterations(200'000);

std::vector<kit::Share> election() {
    const char* data = std::getenv("VIGIE_DATA");
    std::ifstream in(std::string(data == nullptr ? "." : data) +
                     "/coordination/german2021_urls_hashtags_domains.csv");
    std::vector<kit::Share> out;
    std::unordered_map<std::string, std::uint32_t> accounts;
    std::unordered_map<std::string, std::uint32_t> objects;
    std::string line;
    for (std::getline(in, line); std::getline(in, line);) {
        std::vector<std::string> cells(1);
        for (const char c : line) {
            if (c == ',') {
                cells.emplace_back();
            } else {
                cells.back() += c;
            }
        }
        if (cells.size() < 6) continue;
        std::string object = "p" + cells[1];
        for (const std::size_t k : {4U, 3U, 2U})
            if (!cells[k].empty()) object = std::to_string(k) + cells[k];
        const auto number = [](auto& of, const std::string& key) {
            return of.try_emplace(key, static_cast<std::uint32_t>(of.size())).first->second;
        };
        out.push_back({number(accounts, cells[0]), number(objects, object), std::atoll(cells[5].c_str())});
    }
    Chance chance;
    while (out.size() < 218'971)
        out.push_back({chance(20'000), chance(60'000) / (1 + chance(500)),
                       static_cast<std::int64_t>(chance(7'000'000))});
    return out;
}

void shares(benchmark::State& state, bool groups) {
    const auto rows = election();
    for (auto _ : state) {
        const kit::Coshares coshares(rows);
        benchmark::DoNotOptimize(coshares.pairs(10));
        if (groups) benchmark::DoNotOptimize(coshares.groups({}));
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows.size()));
}
BENCHMARK_CAPTURE(shares, pairs, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(shares, pairs_and_groups, true)->Unit(benchmark::kMillisecond);

// From the bytes of the JSON line to the answer.
void shares_line(benchmark::State& state) {
    std::string line = R"({"id":1,"windows":[10],"rows":[)";
    for (const auto& s : election())
        line += fmt::format("[\"a{}\",\"o{}\",{}],", s.account, s.object, s.time);
    line.back() = ']';
    line += '}';
    for (auto _ : state) benchmark::DoNotOptimize(stories::shares(line));
}
BENCHMARK(shares_line)->Unit(benchmark::kMillisecond);

void rumour_of_post(benchmark::State& state) {
    model::Item item;
    item.text =
        "BREAKING: Police say several people were shot near the station, gunman reportedly still inside. "
        "More soon "
        "https://t.co/abcdefghij #station";
    item.author.followers = 12'000;
    item.metrics.reposts = 90;
    for (auto _ : state) benchmark::DoNotOptimize(stories::rumour_of_post(item, false));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(rumour_of_post);

void rumour_of_tree(benchmark::State& state) {
    Chance chance;
    std::vector<stories::SpreadPost> tree;
    for (std::uint32_t i = 0; i < 300; ++i)
        tree.push_back({std::int64_t{i} * i, chance(3) == 0 && i > 0 ? chance(i) : 0, chance(12) > 0});
    for (auto _ : state) benchmark::DoNotOptimize(stories::rumour_of_tree(tree));
}
BENCHMARK(rumour_of_tree)->Unit(benchmark::kMicrosecond);

// The whole of a story: copies, cues, coordination, forecast, card and scores.
void story(benchmark::State& state) {
    const auto texts = posts(100'000);
    std::vector<model::Item> items(texts.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        items[i].id = std::to_string(i);
        items[i].author.id = std::to_string(i * 7919 % 60'000);
        items[i].created_at = from_us(static_cast<std::int64_t>(1'700'000'000 + i) * 1'000'000);
        items[i].text = texts[i];
        if (i % 3 == 1) items[i].repost_of = std::to_string(i / 2);
    }
    for (auto _ : state) benchmark::DoNotOptimize(stories::story(items));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(items.size()));
}
BENCHMARK(story)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
