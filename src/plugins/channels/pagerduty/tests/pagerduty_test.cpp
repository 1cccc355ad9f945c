#include <vigie/plugins/pagerduty.hpp>
#include <vigie/respond/testing/service.hpp>

#include <doctest/doctest.h>

namespace vigie::plugins {
namespace {

using respond::Delivery;
using namespace respond::testing;

struct World {
    ports::ManualClock clock{*parse_time("2025-10-09T09:00:00Z")};
    ScriptedHttp http;
    PagerDutyConfig config{{.name = "oncall", .console_url = "https://vigie.exemple.test/"},
                           "0123456789abcdef0123456789abcdef",
                           "https://events.pagerduty.com"};
    std::unique_ptr<respond::Channel> channel() { return *make_pagerduty_channel(config, http, clock); }
    Delivery deliver() { return channel()->deliver(notice(), incident()); }
    model::Json sent(std::size_t n = 0) const { return model::Json::parse(http.sent.at(n).body); }
};

TEST_CASE("one alert per case: trigger, acknowledge, resolve") {
    World w;
    w.http.answer = ports::HttpResponse{202, {}, R"json({"status":"success"})json"};
    REQUIRE(w.deliver().outcome == Delivery::Outcome::sent);
    CHECK(w.http.sent[0].url == "https://events.pagerduty.com/v2/enqueue");
    CHECK(
        w.http.sent[0].body ==
        R"json({"routing_key":"0123456789abcdef0123456789abcdef","event_action":"trigger","dedup_key":"vigie:VG-2025-0042","payload":{"summary":"Phishing imitating Exemple","source":"vigie","severity":"error","timestamp":"2025-10-09T09:00:00.000Z","class":"phishing_link","custom_details":{"Severity":"High","Concerns":"page hxxps://login-exemple[.]test/a","Incident":"VG-2025-0042","text":"Why:\n- The link leads to a copy.\n\nWhat to do now:\n- Read."}},"links":[{"href":"https://vigie.exemple.test/incidents/VG-2025-0042","text":"Open the incident"}],"client":"Vigie","client_url":"https://vigie.exemple.test/"})json");
    auto i = incident();
    auto n = notice();
    i.owner = "marie";
    n.event = "incident.updated";
    CHECK(w.channel()->deliver(n, i).outcome == Delivery::Outcome::sent);
    CHECK(
        w.http.sent[1].body ==
        R"json({"routing_key":"0123456789abcdef0123456789abcdef","event_action":"acknowledge","dedup_key":"vigie:VG-2025-0042"})json");
    n.event = "step.late";
    CHECK(w.channel()->deliver(n, i).outcome == Delivery::Outcome::sent);
    CHECK(w.sent(2)["event_action"] == "trigger");
    n.event = "takedown.content_gone";
    CHECK(w.channel()->deliver(n, i).outcome == Delivery::Outcome::sent);
    CHECK(w.sent(3)["event_action"] == "resolve");
}

TEST_CASE("a test leaves nobody paged, and the key is never shown") {
    World w;
    auto n = notice();
    n.event = "channel.test";
    CHECK(w.channel()->deliver(n, incident()).outcome == Delivery::Outcome::sent);
    REQUIRE(w.http.sent.size() == 2);
    CHECK(w.sent(1)["event_action"] == "resolve");
    w.http.answer = ports::HttpResponse{
        400, {}, R"json({"status":"invalid event","errors":["0123456789abcdef0123456789abcdef"]})json"};
    const auto said = w.deliver();
    CHECK(said.outcome == Delivery::Outcome::refused);
    CHECK(said.detail.find("***") != std::string::npos);
    CHECK(said.detail.find("0123456789abcdef") == std::string::npos);
    w.config.routing_key = "short";
    CHECK_FALSE(make_pagerduty_channel(w.config, w.http, w.clock));
}

}  // namespace
}  // namespace vigie::plugins
