#include "fakes.hpp"
#include "profiles.hpp"

namespace vigie::plugins {
namespace {

JetstreamConfig hydrating() {
    auto config = one_host();
    config.hydrate_url = "https://app.test/";
    return config;
}

std::vector<std::string> by_authors(int count) {
    std::vector<std::string> out;
    for (int i = 0; i < count; ++i)
        out.push_back(post_event(i, fmt::format("message {}", i), fmt::format("did:plc:u{}", i)));
    return out;
}

double profiles(LiveRun& run, const std::string& outcome) {
    return run.metrics.value("vigie_source_profiles_total", {{"source", "test"}, {"outcome", outcome}});
}

}  // namespace

TEST_CASE("items that concern us get their author's profile, at most 25 authors a call, each once") {
    FakeHttp http(app_view);
    auto events = by_authors(60);
    for (int i = 100; i < 160; ++i)
        events.push_back(post_event(i, "again", fmt::format("did:plc:u{}", i - 100)));
    LiveRun run(hydrating(), {says(events)}, &http);
    REQUIRE(run.until_items(120));
    const auto items = run.items();
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto& author = items[i].author;
        CHECK(author.id == fmt::format("did:plc:u{}", i % 60));
        CHECK(author.handle == fmt::format("u{}.test", i % 60));
        CHECK(author.name == "Name");
        CHECK(author.followers == 12);
        CHECK(author.verified == true);
        CHECK(author.links == std::vector<std::string>{"exemple.fr"});
        CHECK(items[i].warnings.empty());
    }
    std::size_t asked = 0;
    for (const auto& url : http.urls()) {
        CHECK(url.starts_with("https://app.test/xrpc/app.bsky.actor.getProfiles?actors="));
        CHECK(actors_of(url).size() <= 25);
        asked += actors_of(url).size();
    }
    CHECK(asked == 60);
}

TEST_CASE("nobody is asked about items that concern nobody, nor about accounts that are gone") {
    FakeHttp http(app_view);
    const auto gone =
        R"({"did":"did:plc:g","time_us":1760000000500000,"kind":"account","account":{"active":false,"did":"did:plc:g","seq":1,"status":"takendown"}})";
    LiveRun run(hydrating(), {says({post_event(1, "x"), gone, post_event(2, "y")})}, &http, {},
                [](const model::ItemView& item) { return item.kind == model::ItemKind::account; });
    REQUIRE(run.until_items(1));
    CHECK(run.items().front().account_status == "takendown");
    CHECK(http.urls().empty());
}

TEST_CASE("what a profile record says of itself stands, the app view adds the rest") {
    FakeHttp http(app_view);
    const auto profile = [](const std::string& name, int n) {
        return fmt::format(
            R"({{"did":"did:plc:p","time_us":{},"kind":"commit","commit":{{"rev":"r{}","operation":"update","collection":"app.bsky.actor.profile","rkey":"self","record":{{"displayName":"{}"}},"cid":"bafy"}}}})",
            t0 + n, n, name);
    };
    LiveRun run(hydrating(),
                {says({profile("Service client", 1), post_event(2, "x", "did:plc:p"), profile("Autre", 3)})},
                &http);
    REQUIRE(run.until_items(3));
    const auto items = run.items();
    CHECK(items[0].author.name == "Service client");
    CHECK(items[0].author.bio.empty());
    CHECK(items[0].author.handle == "p.test");
    CHECK(items[0].author.posts == 4);
    CHECK(items[1].author.bio == "voir exemple.fr");
    CHECK(items[2].author.name == "Autre");
}

TEST_CASE("an author that the app view does not know is noted, and asked once") {
    FakeHttp http(app_view);
    LiveRun run(hydrating(),
                {says({post_event(1, "x", "did:plc:unknown"), post_event(2, "y", "did:plc:unknown")})},
                &http);
    REQUIRE(run.until_items(2));
    for (const auto& item : run.items()) CHECK(item.warnings == std::vector<std::string>{"author.not-found"});
    CHECK(http.urls().size() == 1);
}

TEST_CASE("an app view that is down holds nothing up for longer than the limit, and is left in peace") {
    struct Case {
        const char* what;
        Result<ports::HttpResponse> answer;
    };
    for (const auto& c : std::vector<Case>{
             {"no answer", fail(Errc::timeout, "no answer in time")},
             {"rate limit", ports::HttpResponse{429,
                                                {{"RateLimit-Limit", "3000"},
                                                 {"RateLimit-Remaining", "0"},
                                                 {"RateLimit-Reset", std::to_string(t0 / 1'000'000 + 200)}},
                                                R"({"error":"RateLimitExceeded"})"}},
             {"busy", ports::HttpResponse{503, {{"Retry-After", "120"}}, ""}},
             {"HTML page", ports::HttpResponse{403, {}, "<html>Forbidden</html>"}},
             {"HTML page with 200", ports::HttpResponse{200, {}, "<html>Bonjour</html>"}}}) {
        CAPTURE(c.what);
        FakeHttp http([&](const auto&) { return c.answer; });
        LiveRun run(hydrating(), {says(by_authors(300))}, &http);
        const auto begin = run.clock.steady();
        REQUIRE(run.until_items(300));
        CHECK(run.clock.steady() - begin < std::chrono::seconds(30));
        const auto items = run.items();
        CHECK(items.back().text == "message 299");
        for (const auto& item : items)
            CHECK(item.warnings == std::vector<std::string>{"author.not-hydrated"});
        CHECK(http.urls().size() <= 4);
    }
}

TEST_CASE("a pause that the server asks for is kept, then profiles are asked again") {
    std::atomic<int> calls = 0;
    FakeHttp http([&](const ports::HttpRequest& request) -> Result<ports::HttpResponse> {
        if (++calls == 1) return ports::HttpResponse{429, {{"Retry-After", "0"}}, ""};
        return app_view(request);
    });
    LiveRun run(hydrating(), {says({post_event(1, "x")})}, &http);
    const auto begin = run.clock.steady();
    REQUIRE(run.until_items(1));
    CHECK(run.items().front().author.handle ==
          "a.test");  // 1 s of rest, within the 3 s that an item may wait
    CHECK(run.clock.steady() - begin >= std::chrono::seconds(1));
    CHECK(calls == 2);
}

TEST_CASE("one actor that spoils a call is found out by asking one by one") {
    FakeHttp http([](const ports::HttpRequest& request) -> Result<ports::HttpResponse> {
        if (request.url.find("did:plc:u3&") != std::string::npos || request.url.ends_with("did:plc:u3")) {
            return ports::HttpResponse{
                400, {}, R"({"error":"InvalidRequest","message":"actor must be a valid did"})"};
        }
        return app_view(request);
    });
    LiveRun run(hydrating(), {says(by_authors(6))}, &http);
    REQUIRE(run.until_items(6));
    const auto items = run.items();
    for (std::size_t i = 0; i < 6; ++i)
        CHECK(items[i].author.handle == (i == 3 ? "" : fmt::format("u{}.test", i)));
    CHECK(profiles(run, "ok") == 5);
    CHECK(profiles(run, "missing") == 1);
}

TEST_CASE("profiles grow old and are asked again; a handle that does not resolve is a sign, not a name") {
    std::atomic<int> calls = 0;
    FakeHttp http([&](const ports::HttpRequest&) -> Result<ports::HttpResponse> {
        return ports::HttpResponse{
            200,
            {},
            fmt::format(
                R"({{"profiles":[{{"did":"did:plc:a","handle":"handle.invalid","displayName":"v{}","followersCount":"many","postsCount":-1}}]}})",
                ++calls)};
    });
    TestClock clock;
    jetstream::Profiles profiles("https://app.test", std::chrono::minutes(1),
                                 {.http = &http, .clock = &clock}, "test");
    const auto fetch = [&] {
        REQUIRE(profiles.want("did:plc:a", clock.steady() + std::chrono::hours(1)));
        for (int i = 0; i < 2000 && !profiles.find("did:plc:a"); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return profiles.find("did:plc:a");
    };
    const auto first = fetch();
    REQUIRE(first);
    model::Item item;
    jetstream::apply(*first, item);
    CHECK(item.author.name == "v1");
    CHECK(item.author.handle.empty());
    CHECK_FALSE(item.author.followers.has_value());
    CHECK(item.warnings == std::vector<std::string>{"author.handle-invalid"});
    clock.advance(std::chrono::seconds(59));
    CHECK(profiles.find("did:plc:a"));
    clock.advance(std::chrono::seconds(2));
    CHECK_FALSE(profiles.find("did:plc:a"));
    CHECK(fetch()->account.name == "v2");
    profiles.forget("did:plc:a");
    CHECK_FALSE(profiles.find("did:plc:a"));
}

TEST_CASE("answers that are no list of profiles are errors") {
    for (const auto* body :
         {"", "null", "[]", "{}", "<html>", R"({"profiles":[{"did":"did:plc:a")", R"({"profiles":5})"}) {
        CAPTURE(body);
        const auto result = jetstream::parse_profiles(body);
        CHECK((!result || result->empty()));
    }
    CHECK(jetstream::parse_profiles(R"({"profiles":[5,{"handle":"x"},{"did":"did:plc:a"}]})")->size() == 1);
}

}  // namespace vigie::plugins
