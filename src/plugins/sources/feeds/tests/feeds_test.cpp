#include "fuzz/feeds_fuzz.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

namespace vigie::plugins {
namespace {

const std::string seeds = std::string(VIGIE_SOURCE_DIR) + "/src/plugins/sources/feeds/fuzz/seeds/";

std::string seed(const std::string& name) {
    std::ifstream file(seeds + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

class AnsweringHttp final : public ports::Http {
public:
    using Answer = std::function<Result<ports::HttpResponse>(const ports::HttpRequest&)>;
    explicit AnsweringHttp(Answer answer) : answer_(std::move(answer)) {}
    Result<ports::HttpResponse> send(const ports::HttpRequest& request) override { return answer_(request); }

private:
    Answer answer_;
};

std::string header(const ports::HttpRequest& request, std::string_view name) {
    for (const auto& [key, value] : request.headers) {
        if (key == name) return value;
    }
    return {};
}

// Runs the source until `answers` requests were made, each followed by a long wait that the clock jumps over.
void run(watch::Source& source, ports::Http& http, ports::ManualClock& clock, const std::atomic<int>& made, int answers,
         std::vector<watch::SourceHealth>* health = nullptr) {
    ports::SeededRng rng(1);
    watch::SourceContext context;
    context.name = "openphish";
    context.clock = &clock;
    context.rng = &rng;
    context.http = &http;
    context.report = [&](const watch::SourceHealth& h) {
        if (health != nullptr) health->push_back(h);
    };
    std::jthread thread([&](const std::stop_token& stop) { CHECK(source.run(context, stop).has_value()); });
    while (made < answers) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        clock.advance(std::chrono::hours(1));
    }
}

}  // namespace

TEST_CASE("each form gives the URLs of its list") {
    CHECK(read_feed(FeedForm::text, seed("openphish.txt"))->urls.size() == 3);
    CHECK(read_feed(FeedForm::text, seed("openphish.gz"))->urls.size() == 3);
    const auto csv = read_feed(FeedForm::urlhaus_csv, seed("urlhaus.csv")).value();
    CHECK(csv.urls == std::vector<std::string>{"http://203.0.113.9/i.sh", "http://evil.test/a,b\"c"});
    CHECK(csv.threat == ports::Threat::malware);
    CHECK(read_feed(FeedForm::urlhaus_json, seed("urlhaus.json"))->urls.size() == 1);
    const auto tank = read_feed(FeedForm::phishtank_json, seed("phishtank.json")).value();
    CHECK(tank.urls == std::vector<std::string>{"https://exemple-promo.test/login", "https://b.test/é"});
    CHECK(tank.threat == ports::Threat::phishing);
}

TEST_CASE("a page of the firewall, a refusal and a bomb are no lists") {
    CHECK(read_feed(FeedForm::text, seed("block-page.html")).error().code == Errc::parse);
    CHECK(read_feed(FeedForm::phishtank_json, seed("block-page.html")).error().code == Errc::parse);
    CHECK(read_feed(FeedForm::urlhaus_json, R"({"query_status":"unknown_auth_key"})").error().code == Errc::unauthorised);
    CHECK(read_feed(FeedForm::urlhaus_json, R"({"query_status":"no_results"})")->urls.empty());
    CHECK(read_feed(FeedForm::urlhaus_json, R"({"hello":1})").error().code == Errc::parse);
    CHECK(read_feed(FeedForm::text, seed("openphish.gz"), 20).error().code == Errc::io);
    CHECK(read_feed(FeedForm::text, "").value().urls.empty());
}

TEST_CASE("a listed URL is known in any spelling, its host more weakly, others not at all") {
    KnownUrls known;
    CHECK_FALSE(known.of("https://login-exemple.test/a?b=1"));
    known.replace("OpenPhish", read_feed(FeedForm::text, seed("openphish.txt")).value());
    known.replace("URLhaus", read_feed(FeedForm::urlhaus_csv, seed("urlhaus.csv")).value());
    CHECK(known.size() == 5);
    const auto exact = known.of("HTTP://LOGIN-exemple.test/a?b=1#top");
    REQUIRE(exact.has_value());
    CHECK(exact->exact);
    CHECK(exact->list == "OpenPhish");
    const auto neighbour = known.of("https://login-exemple.test/other");
    REQUIRE(neighbour.has_value());
    CHECK_FALSE(neighbour->exact);
    CHECK_FALSE(known.of("https://www.login-exemple.test/a?b=1"));
    CHECK_FALSE(known.of("nothing at all"));
    CHECK(known.of("http://203.0.113.9/i.sh")->threat == ports::Threat::malware);
    // Both lists know this host: the phishing list wins.
    CHECK(known.of("http://203.0.113.9/else")->threat == ports::Threat::phishing);
    known.forget("OpenPhish");
    CHECK_FALSE(known.of("https://login-exemple.test/a?b=1"));
}

TEST_CASE("a source asks again with what it knows and keeps its list through errors") {
    const auto known = std::make_shared<KnownUrls>();
    std::atomic<int> made{0};
    std::vector<std::string> etags;
    AnsweringHttp http([&](const ports::HttpRequest& request) -> Result<ports::HttpResponse> {
        const int n = made++;
        etags.push_back(header(request, "If-None-Match"));
        if (n == 0) return ports::HttpResponse{200, {{"ETag", "\"v1\""}}, seed("openphish.txt")};
        if (n == 1) return ports::HttpResponse{304, {}, ""};
        if (n == 2) return ports::HttpResponse{200, {{"ETag", "\"block\""}}, seed("block-page.html")};
        if (n == 3) return fail(Errc::timeout, "no answer");
        return ports::HttpResponse{200, {{"ETag", "\"v2\""}}, "https://new.test/\n"};
    });
    ports::ManualClock clock(parse_time("2026-03-01").value());
    std::vector<watch::SourceHealth> health;
    const auto source = make_feed_source(openphish_feed(), known).value();
    run(*source, http, clock, made, 6, &health);
    REQUIRE(etags.size() >= 6);
    CHECK(std::vector<std::string>(etags.begin(), etags.begin() + 6) ==
          std::vector<std::string>{"", "\"v1\"", "\"v1\"", "\"v1\"", "\"v1\"", "\"v2\""});
    CHECK(known->of("https://new.test/").has_value());
    CHECK_FALSE(known->of("https://login-exemple.test/a?b=1").has_value());
    CHECK(std::ranges::any_of(health, [](const auto& h) { return h.state == "waiting"; }));
    CHECK(health.back().state == "finished");
}

TEST_CASE("a list that cannot be fetched for three days accuses nobody any more") {
    const auto known = std::make_shared<KnownUrls>();
    std::atomic<int> made{0};
    AnsweringHttp http([&](const ports::HttpRequest&) -> Result<ports::HttpResponse> {
        if (made++ == 0) return ports::HttpResponse{200, {}, seed("openphish.txt")};
        return ports::HttpResponse{503, {}, ""};
    });
    ports::ManualClock clock(parse_time("2026-03-01").value());
    const auto source = make_feed_source(openphish_feed(), known).value();
    run(*source, http, clock, made, 120);
    CHECK(known->size() == 0);
}

TEST_CASE("a feed without URL, without place or in a hurry is refused; keys stay out of URLs") {
    const auto known = std::make_shared<KnownUrls>();
    CHECK_FALSE(make_feed_source(FeedConfig{}, known).has_value());
    CHECK_FALSE(make_feed_source(openphish_feed(), nullptr).has_value());
    auto hurry = openphish_feed();
    hurry.every = std::chrono::seconds(60);
    CHECK_FALSE(make_feed_source(hurry, known).has_value());
    CHECK(urlhaus_feed("secret").url.find("secret") == std::string::npos);
    CHECK(urlhaus_feed("secret").headers.front().second == "secret");
    CHECK(phishtank_feed("k", "us").headers.front().second == "phishtank/us");
}

TEST_CASE("the seeds of the feed fuzzer, whole, cut anywhere and with any byte changed, break no promise") {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(seeds)) {
        CAPTURE(entry.path().filename().string());
        const auto whole = seed(entry.path().filename().string());
        CHECK(std::string(broken_promise(whole)) == "");
        for (std::size_t i = 0; i < whole.size(); i += 3) {
            CHECK(std::string(broken_promise(std::string_view(whole).substr(0, i))) == "");
            auto changed = whole;
            changed[i] = static_cast<char>(changed[i] ^ (i % 2 == 0 ? 0x81 : 0x02));
            CHECK(std::string(broken_promise(changed)) == "");
        }
        ++count;
    }
    CHECK(count >= 6);
}

}  // namespace vigie::plugins
