#include <vigie/plugins/discord.hpp>
#include <vigie/respond/testing/service.hpp>

#include <doctest/doctest.h>

namespace vigie::plugins {
namespace {

using respond::Delivery;
using namespace respond::testing;

struct World {
    ports::ManualClock clock{*parse_time("2025-10-09T09:00:00Z")};
    ScriptedHttp http;
    DiscordConfig config{{.name = "soc", .console_url = "https://vigie.exemple.test/"},
                         "https://discord.com/api/webhooks/1/token",
                         "42"};
    std::unique_ptr<respond::Channel> channel() { return *make_discord_channel(config, http, clock); }
    Delivery deliver() { return channel()->deliver(notice(), incident()); }
    model::Json sent(std::size_t n = 0) const { return model::Json::parse(http.sent.at(n).body); }
};

TEST_CASE("an embed that mentions nobody") {
    World w;
    w.http.answer = ports::HttpResponse{204, {}, ""};
    REQUIRE(w.deliver().outcome == Delivery::Outcome::sent);
    CHECK(w.http.sent[0].url == "https://discord.com/api/webhooks/1/token?wait=true&thread_id=42");
    CHECK(
        w.http.sent[0].body ==
        R"json({"content":"\\[High\\] Phishing imitating Exemple \\(VG-2025-0042\\)","allowed_mentions":{"parse":[]},"embeds":[{"title":"Phishing imitating Exemple","url":"https://vigie.exemple.test/incidents/VG-2025-0042","description":"Why:\n- The link leads to a copy.\n\nWhat to do now:\n- Read.","color":13781838,"fields":[{"name":"Severity","value":"High","inline":true},{"name":"Concerns","value":"page hxxps://login-exemple\\[.\\]test/a","inline":true},{"name":"Incident","value":"VG-2025-0042","inline":true}],"timestamp":"2025-10-09T09:00:00.000Z"}]})json");
}

TEST_CASE("the wait stands in the body, with a fraction; who is sent away does not insist") {
    World w;
    w.http.answer =
        ports::HttpResponse{429, {}, R"json({"message":"slow","retry_after":2.2,"global":false})json"};
    CHECK(w.deliver().outcome == Delivery::Outcome::retry);
    CHECK(w.deliver().retry_after == std::chrono::seconds(3));
    w.http.answer = ports::HttpResponse{429, {}, R"json({"retry_after":1e300})json"};
    CHECK(w.deliver().retry_after == std::chrono::hours(1));
    w.http.sent.clear();
    w.http.answer = ports::HttpResponse{403, {}, ""};
    const auto channel = w.channel();
    CHECK(channel->deliver(notice(), incident()).outcome == Delivery::Outcome::refused);
    CHECK(channel->deliver(notice(), incident()).outcome == Delivery::Outcome::refused);
    CHECK(w.http.sent.size() == 1);
    w.config.thread = "../x";
    CHECK_FALSE(make_discord_channel(w.config, w.http, w.clock));
}

TEST_CASE("giants keep below 6,000 characters") {
    World w;
    auto i = incident();
    i.title.en = std::string(20'000, '_');
    i.culprit.handle = std::string(20'000, '*');
    auto n = notice();
    n.body = std::string(50'000, '`');
    REQUIRE(w.channel()->deliver(n, i).outcome == Delivery::Outcome::sent);
    const auto embed = w.sent()["embeds"][0];
    CHECK(embed["title"].get<std::string>().size() <= 256);
    CHECK(embed["description"].get<std::string>().size() <= 3010);
    CHECK(w.sent()["content"].get<std::string>().size() <= 2000);
}

}  // namespace
}  // namespace vigie::plugins
