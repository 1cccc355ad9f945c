#include "fakes.hpp"

namespace vigie::plugins {
namespace {

std::string cursor_at(const std::string& host, std::int64_t time_us) {
    return fmt::format(R"({{"host":"{}","time_us":{}}})", host, time_us);
}

std::vector<std::string> posts(int from, int to) {
    std::vector<std::string> out;
    for (int i = from; i < to; ++i) out.push_back(post_event(i, fmt::format("message {}", i)));
    return out;
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the stream is asked for what is configured, from its live end") {
    LiveRun run(one_host(), {says(posts(0, 3))});
    REQUIRE(run.until_items(3));
    CHECK(run.connector.urls().front() ==
          "ws://127.0.0.1:6008/"
          "subscribe?wantedCollections=app.bsky.feed.post&wantedCollections=app.bsky.actor.profile");
    CHECK(run.items().back().text == "message 2");
    CHECK(run.cursor() == cursor_at("ws://127.0.0.1:6008", t0 + 2000));
    CHECK(run.health().state == "connected");
    CHECK(run.until([&] { return run.events("post", "kept") == 3; }));
}

TEST_CASE("it resumes 5 seconds back on the same host, 60 on another") {
    LiveRun same(one_host(), {}, nullptr, cursor_at("ws://127.0.0.1:6008", t0));
    REQUIRE(same.until([&] { return !same.connector.urls().empty(); }));
    CHECK(same.connector.urls().front().ends_with(fmt::format("&cursor={}", t0 - 5'000'000)));
    LiveRun other(one_host(), {}, nullptr, cursor_at("jetstream9.example", t0));
    REQUIRE(other.until([&] { return !other.connector.urls().empty(); }));
    CHECK(other.connector.urls().front().ends_with(fmt::format("&cursor={}", t0 - 60'000'000)));
    LiveRun foreign(one_host(), {}, nullptr, "1234 not ours");
    REQUIRE(foreign.until([&] { return !foreign.connector.urls().empty(); }));
    CHECK_FALSE(has(foreign.connector.urls().front(), "cursor"));
}

TEST_CASE("500 events sent twice are 500 items") {
    auto twice = posts(0, 500);
    const auto again = posts(0, 500);
    twice.insert(twice.end(), again.begin(), again.end());
    LiveRun run(one_host(), {says(twice)});
    REQUIRE(run.until_items(500));
    REQUIRE(run.until([&] { return run.events("post", "duplicate") == 500; }));
    CHECK(run.items().size() == 500);
    for (const auto& batch : run.batches()) CHECK(batch.items.size() <= 500);
}

TEST_CASE("a break where replay meets live loses nothing and doubles nothing") {
    LiveRun run(one_host(),
                {says(posts(0, 100), broken), says(posts(90, 200), broken), says(posts(195, 300))}, nullptr,
                cursor_at("ws://127.0.0.1:6008", t0));
    REQUIRE(run.until_items(300));
    const auto items = run.items();
    REQUIRE(items.size() == 300);
    for (std::size_t i = 0; i < items.size(); ++i) CHECK(items[i].text == fmt::format("message {}", i));
    const auto urls = run.connector.urls();
    CHECK(urls.at(1).ends_with(fmt::format("&cursor={}", t0 + 99'000 - 5'000'000)));
    CHECK(urls.at(2).ends_with(fmt::format("&cursor={}", t0 + 199'000 - 5'000'000)));
}

TEST_CASE("silence on the wire leads to a new connection, and the gauge shows it") {
    LiveRun run(one_host(),
                {says(posts(0, 1), Error{Errc::timeout, "nothing came for 90000 ms"}), says(posts(1, 2))});
    REQUIRE(run.until_items(2));
    const auto gauge = run.metrics.history("vigie_stream_connected", {{"source", "test"}});
    CHECK(gauge == std::vector<double>{0, 1, 0, 1});
}

TEST_CASE(
    "pings without events are silence too where the public service is read, whatever the wall clock does") {
    auto config = one_host();
    config.hosts = {"jetstream1.us-east.bsky.network"};
    LiveRun run(config, {says(posts(0, 1)), says(posts(1, 2))});
    REQUIRE(run.until_items(1));
    run.clock.jump_wall(std::chrono::hours(1));
    run.pass(std::chrono::seconds(40));
    CHECK(run.connector.urls().size() == 1);
    run.clock.jump_wall(-std::chrono::hours(2));
    REQUIRE(run.until_items(2));
    CHECK(run.connector.urls().size() == 2);
    LiveRun quiet(one_host(), {says(posts(0, 1))});  // a server of one's own may have nothing to say
    REQUIRE(quiet.until_items(1));
    quiet.pass(std::chrono::seconds(120));
    CHECK(quiet.connector.urls().size() == 1);
}

TEST_CASE("a cursor older than what the server keeps leaves a gap on record") {
    const auto late = t0 + std::int64_t{7200} * 1'000'000;
    LiveRun run(one_host(), {says({post_event(1, "later", "did:plc:a", late)})}, nullptr,
                cursor_at("ws://127.0.0.1:6008", t0));
    REQUIRE(run.until_items(1));
    std::optional<watch::Gap> gap;
    for (const auto& batch : run.batches()) {
        if (batch.gap) gap = batch.gap;
    }
    REQUIRE(gap.has_value());
    CHECK(gap->from == from_us(t0));
    CHECK(gap->to == from_us(late));
    CHECK(gap->reason == "look-back");
    CHECK(run.metrics.value("vigie_source_gap_total", {{"source", "test"}, {"reason", "look-back"}}) == 1);
    LiveRun fine(one_host(), {says(posts(0, 2))}, nullptr, cursor_at("ws://127.0.0.1:6008", t0 + 1000));
    REQUIRE(fine.until_items(2));
    for (const auto& batch : fine.batches()) CHECK_FALSE(batch.gap.has_value());
}

TEST_CASE(
    "frames that cannot be decompressed are dropped, after three the stream goes on uncompressed from before "
    "them") {
    auto config = one_host();
    config.compress = true;
    config.dictionary = std::string(256, 'd');
    auto first = says(posts(0, 2));
    for (int i = 0; i < 3; ++i) first.frames.push_back({true, "\x28\xb5\x2f\xfd garbage"});
    first.frames.push_back({false, post_event(9, "never read")});
    LiveRun run(config, {first, says(posts(1, 4))});
    REQUIRE(run.until_items(4));
    CHECK(run.connector.urls().at(0).ends_with("&compress=true"));
    CHECK_FALSE(has(run.connector.urls().at(1), "compress"));
    CHECK(has(run.connector.urls().at(1), fmt::format("&cursor={}", t0 + 1000 - 5'000'000)));
    CHECK(run.events("other", "bad") == 3);
    CHECK(run.items().back().text == "message 3");
}

TEST_CASE("odd events never stop the stream") {
    LiveRun run(one_host(),
                {says({"", "{", "[]", R"({"did":5})", post_event(1, "\\ud83d seul"), post_event(2, "fin")})});
    REQUIRE(run.until_items(2));
    CHECK(run.items().front().warnings == std::vector<std::string>{"text.mended"});
    CHECK(run.until([&] { return run.health().bad == 4; }));
}

TEST_CASE("what concerns nobody is dropped in memory, and the position moves on all the same") {
    LiveRun run(one_host(), {says(posts(0, 50))}, nullptr, {},
                [](const model::ItemView& item) { return item.text == "message 7"; });
    REQUIRE(run.until_items(1));
    REQUIRE(run.until([&] { return run.cursor() == cursor_at("ws://127.0.0.1:6008", t0 + 49'000); }));
    CHECK(run.items().size() == 1);
    CHECK(run.until([&] { return run.events("post", "dropped") == 49; }));
}

TEST_CASE("hosts that do not answer are left for the next, and waits grow") {
    auto config = one_host();
    config.hosts = {"a.example", "b.example", "ws://c.example"};
    const Error refused{Errc::unavailable, "refused"};
    LiveRun run(config, {{{}, {}, refused},
                         {{}, {}, refused},
                         {{}, {}, Error{Errc::invalid_argument, "HTTP 400: bad"}},
                         says(posts(0, 1))});
    const auto begin = run.clock.steady();
    REQUIRE(run.until_items(1));
    CHECK(run.clock.steady() - begin >= std::chrono::milliseconds(500 + 1000 + 2000));
    const auto urls = run.connector.urls();
    REQUIRE(urls.size() == 4);
    CHECK(urls[0].starts_with("wss://a.example/subscribe?"));
    CHECK(urls[1].starts_with("wss://b.example/"));
    CHECK(urls[2].starts_with("ws://c.example/"));
    CHECK(urls[3].starts_with("wss://a.example/"));
}

TEST_CASE("stopping is quick, connected or waiting, and nothing that came is kept back") {
    LiveRun connected(one_host(), {says(posts(0, 3))});
    REQUIRE(connected.until([&] { return connected.health().state == "connected"; }));
    const auto begin = std::chrono::steady_clock::now();
    connected.until_items(3);
    connected.stop();
    CHECK(connected.health().state == "finished");
    LiveRun waiting(one_host(), {{{}, {}, broken}});
    REQUIRE(waiting.until([&] { return waiting.health().state == "waiting"; }));
    CHECK(has(waiting.health().detail, "1006"));
    waiting.stop();
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(2));
}

TEST_CASE("a configuration that cannot work is an error, not a loop") {
    auto no_host = one_host();
    no_host.hosts.clear();
    auto bad_host = one_host();
    bad_host.hosts = {"a b"};
    auto bad_collection = one_host();
    bad_collection.collections = {"posts&compress=true"};
    auto too_many = one_host();
    too_many.collections.assign(101, "app.bsky.feed.post");
    for (const auto& config : {no_host, bad_host, bad_collection, too_many}) {
        const auto result = make_jetstream_source(config)->run({}, {});
        REQUIRE_FALSE(result.has_value());
        CHECK(result.error().code == Errc::invalid_argument);
    }
}

}  // namespace vigie::plugins
