// How many Jetstream events one core decodes: posts of about 750 bytes, the firehose's own mix, and both with
// the question whether they concern any of 300 assets (nearly none does, as in life).
#include <vigie/plugins/jetstream.hpp>
#include <vigie/watch/match.hpp>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace {

using vigie::plugins::JetstreamDecoder;

constexpr std::array<std::string_view, 8> sentences{
    "Quelqu'un a déjà essayé cette boulangerie près du canal ? Le pain au levain est vraiment très bon.",
    "Ce matin encore un train supprimé, j'arrive au bureau avec une heure de retard et personne ne s'excuse.",
    "Finished the second season last night and I still cannot believe how it ended, no spoilers please.",
    "今日はとても天気がいいので散歩に行きました。写真をたくさん撮りました。",
    "The garden is finally coming along: tomatoes, beans, and a very confused hedgehog living under the "
    "shed.",
    "Je cherche un bon livre sur l'histoire des ponts, si vous avez des idées je prends volontiers.",
    "Reminder that the meeting moved to room 4.12 tomorrow, bring your own coffee because the machine is "
    "broken.",
    "Wir haben heute lange am Fluss gesessen und über alles geredet, was dieses Jahr passiert ist.",
};

std::string like(int n) {
    return fmt::format(
        R"({{"did":"did:plc:{:024}","time_us":{},"kind":"commit","commit":{{"rev":"3m{:011}","operation":"create","collection":"app.bsky.feed.like","rkey":"3m{:011}","record":{{"$type":"app.bsky.feed.like","createdAt":"2025-10-09T08:53:20.000Z","subject":{{"cid":"bafyrei{:052}","uri":"at://did:plc:{:024}/app.bsky.feed.post/3m{:011}"}}}},"cid":"bafyrei{:052}"}}}})",
        n, 1760000000000000 + n, n, n, n, n * 7, n, n);
}

// One in six carries a marked link and a card, one in three answers somebody.
std::string post(int n) {
    const auto sentence = sentences[static_cast<std::size_t>(n) % sentences.size()];
    std::string more;
    if (n % 6 == 0) {
        more = fmt::format(
            R"("embed":{{"$type":"app.bsky.embed.external","external":{{"description":"A page","title":"Title {0}","uri":"https://site{0}.example.org/page"}}}},"facets":[{{"features":[{{"$type":"app.bsky.richtext.facet#link","uri":"https://site{0}.example.org/page"}}],"index":{{"byteEnd":12,"byteStart":0}}}}],)",
            n);
    } else if (n % 3 == 0) {
        more = fmt::format(
            R"("reply":{{"parent":{{"cid":"bafyrei{0:052}","uri":"at://did:plc:{0:024}/app.bsky.feed.post/3m{0:011}"}},"root":{{"cid":"bafyrei{0:052}","uri":"at://did:plc:{0:024}/app.bsky.feed.post/3m{0:011}"}}}},)",
            n);
    }
    auto text = std::string(sentence);
    while (text.size() + more.size() < 420)
        text += fmt::format(" {}", sentences[text.size() % sentences.size()]);
    return fmt::format(
        R"({{"did":"did:plc:{:024}","time_us":{},"kind":"commit","commit":{{"rev":"3m{:011}","operation":"create","collection":"app.bsky.feed.post","rkey":"3m{:011}","record":{{"$type":"app.bsky.feed.post","createdAt":"2025-10-09T08:53:20.000Z",{}"langs":["fr"],"text":"{}"}},"cid":"bafyrei{:052}"}}}})",
        n, 1760000000000000 + n, n, n, more, text, n);
}

std::vector<std::string> posts() {
    std::vector<std::string> out;
    for (int i = 0; i < 4096; ++i) out.push_back(post(i));
    return out;
}

// Likes dominate the firehose: about two in three events; one in eight is a post.
std::vector<std::string> firehose() {
    std::vector<std::string> out;
    for (int i = 0; i < 4096; ++i) out.push_back(i % 8 == 0 ? post(i) : like(i));
    return out;
}

std::unique_ptr<vigie::watch::Matcher> matcher() {
    std::vector<vigie::model::Asset> assets;
    for (int i = 0; i < 300; ++i) {
        vigie::model::Asset asset;
        asset.id.value = fmt::format("asset-{}", i);
        asset.kind = i % 3 == 0 ? vigie::model::AssetKind::domain : vigie::model::AssetKind::brand;
        asset.name = fmt::format("Maison Méridien {}", i);
        asset.value = fmt::format("meridien-{}.example", i);
        assets.push_back(asset);
    }
    return vigie::watch::make_matcher(
        std::make_shared<vigie::model::AssetRegister>(std::move(assets), "bench"));
}

void run(benchmark::State& state, const std::vector<std::string>& events,
         const vigie::watch::Matcher* concerns) {
    JetstreamDecoder decoder;
    std::size_t i = 0;
    std::size_t bytes = 0;
    std::size_t kept = 0;
    for (auto _ : state) {
        const auto& json = events[i++ % events.size()];
        auto event = decoder.decode(json);
        if (!event) state.SkipWithError(event.error().message.c_str());
        if (concerns != nullptr && event->item && concerns->concerns(*event->item)) ++kept;
        benchmark::DoNotOptimize(event);
        bytes += json.size();
    }
    state.SetItemsProcessed(state.iterations());
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
    state.counters["event_bytes"] = static_cast<double>(bytes) / static_cast<double>(state.iterations());
    state.counters["kept"] = static_cast<double>(kept);
}

void decode_posts(benchmark::State& state) {
    run(state, posts(), nullptr);
}
void decode_firehose(benchmark::State& state) {
    run(state, firehose(), nullptr);
}
void sieve_posts(benchmark::State& state) {
    run(state, posts(), matcher().get());
}
void sieve_firehose(benchmark::State& state) {
    run(state, firehose(), matcher().get());
}

}  // namespace

BENCHMARK(decode_posts);
BENCHMARK(decode_firehose);
BENCHMARK(sieve_posts);
BENCHMARK(sieve_firehose);
BENCHMARK_MAIN();
