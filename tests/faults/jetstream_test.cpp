// Jetstream as it fails in life, over real sockets. Numbers are those of the fault list for the emulator.
#include "faults/websocket_server.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/drivers/beast.hpp>
#include <vigie/drivers/curl.hpp>
#include <vigie/drivers/system.hpp>
#include <vigie/plugins/jetstream.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <zdict.h>
#include <zstd.h>

#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace vigie::faults {
namespace {

using std::chrono::milliseconds;

constexpr std::int64_t t0 = 1760000000000000;

std::string post(int n, const std::string& text, std::int64_t at = 0) {
    return fmt::format(
        R"({{"did":"did:plc:author{}","time_us":{},"kind":"commit","commit":{{"rev":"r{}","operation":"create","collection":"app.bsky.feed.post","rkey":"k{}","record":{{"$type":"app.bsky.feed.post","createdAt":"2025-10-09T08:53:20.000Z","text":"{}"}},"cid":"bafy{}"}}}})",
        n % 3, at == 0 ? t0 + n * 1000 : at, n, n, text, n);
}

// A Jetstream server: each connection plays the next script, later ones stay silent. Notes the target of each
// upgrade.
class Emulator {
public:
    using Script = std::function<void(WebSocketPeer&)>;
    explicit Emulator(std::vector<Script> scripts)
        : scripts_(std::move(scripts)), server_([this](TestConnection& connection) { talk(connection); }) {}
    [[nodiscard]] std::string origin() const { return server_.url("ws"); }
    [[nodiscard]] std::vector<std::string> targets() const { return server_.notes(); }

private:
    void talk(TestConnection& connection) {
        WebSocketPeer peer(connection);
        if (peer.read_upgrade().empty()) return;
        server_.note(peer.target());
        const auto script = next_ < scripts_.size() ? scripts_[next_] : Script([](WebSocketPeer& p) {
            p.accept();
            p.wait_for_close();
        });
        ++next_;
        script(peer);
    }
    std::vector<Script> scripts_;
    std::size_t next_ = 0;
    TestServer server_;
};

Emulator::Script sends(std::vector<std::string> events, bool then_break = false) {
    return [events = std::move(events), then_break](WebSocketPeer& peer) {
        peer.accept();
        for (const auto& event : events) peer.text(event);
        if (!then_break) peer.wait_for_close();
    };
}

std::vector<std::string> posts(int from, int to) {
    std::vector<std::string> out;
    for (int i = from; i < to; ++i) out.push_back(post(i, fmt::format("message {}", i)));
    return out;
}

// The live source with its real drivers, until it is destroyed.
class Live {
public:
    explicit Live(plugins::JetstreamConfig config, std::string cursor = {})
        : source_(plugins::make_jetstream_source(std::move(config))) {
        context_.name = "live";
        context_.cursor = std::move(cursor);
        context_.clock = clock_.get();
        context_.http = http_.get();
        context_.websocket = websocket_.get();
        context_.sink = [this](watch::Batch batch) {
            const std::lock_guard lock(mutex_);
            batches_.push_back(std::move(batch));
            return true;
        };
        thread_ = std::jthread(
            [this](const std::stop_token& stop) { (void)source_->run(context_, stop).has_value(); });
    }
    std::vector<model::Item> items() const {
        const std::lock_guard lock(mutex_);
        std::vector<model::Item> out;
        for (const auto& batch : batches_) out.insert(out.end(), batch.items.begin(), batch.items.end());
        return out;
    }
    std::optional<watch::Gap> gap() const {
        const std::lock_guard lock(mutex_);
        for (const auto& batch : batches_) {
            if (batch.gap) return batch.gap;
        }
        return std::nullopt;
    }
    bool until(const std::function<bool()>& done) const {
        for (int i = 0; i < 2000; ++i) {
            if (done()) return true;
            std::this_thread::sleep_for(milliseconds(5));
        }
        return false;
    }
    bool until_items(std::size_t count) const {
        return until([&] { return items().size() >= count; });
    }

private:
    std::unique_ptr<ports::Clock> clock_ = drivers::make_system_clock();
    std::unique_ptr<ports::Http> http_ = drivers::make_curl_http("Vigie/test");
    std::unique_ptr<ports::WebSocketConnector> websocket_ = drivers::make_beast_websocket("Vigie/test");
    watch::SourceContext context_;
    std::unique_ptr<watch::Source> source_;
    mutable std::mutex mutex_;
    std::vector<watch::Batch> batches_;
    std::jthread thread_;
};

plugins::JetstreamConfig reading(const Emulator& emulator) {
    plugins::JetstreamConfig config;
    config.hosts = {emulator.origin()};
    config.hydrate_url.clear();
    return config;
}

void check_messages(const std::vector<model::Item>& items, int count) {
    REQUIRE(items.size() == static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        CHECK(items[static_cast<std::size_t>(i)].text == fmt::format("message {}", i));
}

std::string trained_dictionary() {
    std::string samples;
    std::vector<std::size_t> sizes;
    for (const auto& event : posts(0, 2000)) {
        samples += event;
        sizes.push_back(event.size());
    }
    std::string out(8192, '\0');
    out.resize(ZDICT_trainFromBuffer(out.data(), out.size(), samples.data(), sizes.data(),
                                     static_cast<unsigned>(sizes.size())));
    return out;
}

std::string zstd(const std::string& text, const std::string& dictionary) {
    auto* context = ZSTD_createCCtx();
    std::string out(ZSTD_compressBound(text.size()), '\0');
    out.resize(ZSTD_compress_usingDict(context, out.data(), out.size(), text.data(), text.size(),
                                       dictionary.data(), dictionary.size(), 3));
    ZSTD_freeCCtx(context);
    return out;
}

}  // namespace

TEST_CASE("fault 1: a connection that stands but says nothing is left") {
    const Emulator emulator({sends(posts(0, 1)), sends(posts(1, 2))});
    auto config = reading(emulator);
    config.silence = milliseconds(200);
    const Live live(config);
    REQUIRE(live.until_items(2));
    CHECK(emulator.targets().size() >= 2);
}

TEST_CASE("faults 2 and 3: a break where replay meets live, and events sent twice, lose and double nothing") {
    auto twice = posts(0, 500);
    for (auto& event : posts(0, 500)) twice.push_back(event);
    const Emulator emulator({sends(twice, true), sends(posts(480, 600))});
    const Live live(reading(emulator));
    REQUIRE(live.until_items(600));
    check_messages(live.items(), 600);
    CHECK(emulator.targets().at(1).ends_with(fmt::format("&cursor={}", t0 + 499'000 - 5'000'000)));
}

TEST_CASE("fault 4: a cursor that is too old leaves a gap on record") {
    const Emulator emulator({sends({post(0, "message 0", t0 + std::int64_t{86'400} * 1'000'000)})});
    const Live live(reading(emulator), fmt::format(R"({{"host":"{}","time_us":{}}})", emulator.origin(), t0));
    REQUIRE(live.until_items(1));
    REQUIRE(live.gap().has_value());
    CHECK(live.gap()->from == from_us(t0));
    CHECK(live.gap()->reason == "look-back");
}

TEST_CASE(
    "fault 5: compressed frames are read; of another dictionary or cut they are dropped, after three no more "
    "compression") {
    const auto dictionary = trained_dictionary();
    auto foreign = dictionary;
    foreign[4] = static_cast<char>(foreign[4] ^ 0x01);  // the id stands in bytes 4 to 7
    const Emulator emulator({[&](WebSocketPeer& peer) {
                                 peer.accept();
                                 for (const auto& event : posts(0, 50)) peer.binary(zstd(event, dictionary));
                                 const auto lost = zstd(post(50, "message 50"), dictionary);
                                 peer.binary(zstd(post(50, "message 50"), foreign));
                                 peer.binary(lost.substr(0, lost.size() - 5));
                                 peer.binary("not zstd");
                                 peer.wait_for_close();
                             },
                             sends(posts(45, 60))});
    auto config = reading(emulator);
    config.compress = true;
    config.dictionary = dictionary;
    const Live live(config);
    REQUIRE(live.until_items(60));
    check_messages(live.items(), 60);
    CHECK(emulator.targets().at(0).ends_with("&compress=true"));
    CHECK(emulator.targets().at(1).ends_with(fmt::format("&cursor={}", t0 + 49'000 - 5'000'000)));
}

TEST_CASE("faults 6 and 7: fragments with a ping between them, and records that no lexicon foresees") {
    std::atomic<bool> ponged = false;
    const auto whole = post(0, "message 0");
    const Emulator emulator({[&](WebSocketPeer& peer) {
        peer.accept();
        peer.send(Op::text, whole.substr(0, 50), false);
        peer.send(Op::ping, "x");
        peer.send(Op::continuation, whole.substr(50, 50), false);
        peer.send(Op::continuation, whole.substr(100), true);
        ponged = peer.read().op == Op::pong;
        peer.text(post(1, "moitié \\ud83d"));
        peer.text(post(2, std::string(std::size_t{2} << 20, 'x')));
        auto no_text = post(3, "");
        no_text.replace(no_text.find("\"text\""), 6, "\"txet\"");
        peer.text(no_text);
        peer.text("{\"did\":");
        peer.text(post(4, "fin"));
        peer.wait_for_close();
    }});
    const Live live(reading(emulator));
    REQUIRE(live.until_items(5));
    const auto items = live.items();
    CHECK(ponged);
    CHECK(items[0].text == "message 0");
    CHECK(items[1].warnings == std::vector<std::string>{"text.mended"});
    CHECK(items[2].text.size() == limits::text_bytes);
    CHECK(items[2].warnings == std::vector<std::string>{"text.truncated"});
    CHECK(items[3].warnings == std::vector<std::string>{"text.missing"});
    CHECK(items[4].text == "fin");
}

TEST_CASE("a server that is starting or refuses is tried again") {
    const auto refuses = [](const char* status) {
        return [status](WebSocketPeer& peer) { peer.refuse(status, "not now"); };
    };
    const Emulator emulator(
        {refuses("503 Service Unavailable"), refuses("400 Bad Request"), sends(posts(0, 1))});
    const Live live(reading(emulator));
    REQUIRE(live.until_items(1));
}

TEST_CASE("faults 14 and 22: an app view that answers HTML, then asks for a pause of nothing, then serves") {
    std::atomic<int> calls = 0;
    TestServer app_view([&](TestConnection& connection) {
        for (;;) {
            const auto head = connection.read_until("\r\n\r\n");
            if (!head.ends_with("\r\n\r\n")) return;
            const auto answer = [&](const std::string& status, const std::string& body) {
                connection.send("HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) +
                                "\r\n\r\n" + body);
            };
            if (++calls == 1) {
                answer("429 Too Many Requests\r\nRetry-After: 0", R"({"error":"RateLimitExceeded"})");
            } else if (calls == 2) {
                answer("200 OK\r\nContent-Type: text/html", "<html>Bonjour</html>");
            } else {
                answer(
                    "200 OK\r\nRateLimit-Remaining: 2990",
                    R"({"profiles":[{"did":"did:plc:author0","handle":"aide.test","displayName":"Aide"}]})");
            }
        }
    });
    const Emulator emulator({sends(posts(0, 1))});
    auto config = reading(emulator);
    config.hydrate_url = app_view.url("http");
    config.hydrate_wait = std::chrono::seconds(8);
    const Live live(config);
    REQUIRE(live.until_items(1));
    CHECK(live.items().front().author.handle == "aide.test");
    CHECK(calls == 3);
}

}  // namespace vigie::faults
