#include <vigie/plugins/slack.hpp>
#include <vigie/respond/testing/service.hpp>

#include <doctest/doctest.h>

namespace vigie::plugins {
namespace {

using respond::Delivery;
using namespace respond::testing;

struct World {
    ports::ManualClock clock{*parse_time("2025-10-09T09:00:00Z")};
    ScriptedHttp http;
    SlackConfig config{{.name = "soc", .console_url = "https://vigie.exemple.test/"},
                       "https://hooks.slack.com/services/T000/B000/very-secret"};
    std::unique_ptr<respond::Channel> channel() { return *make_slack_channel(config, http, clock); }
    Delivery deliver() { return channel()->deliver(notice(), incident()); }
    model::Json sent(std::size_t n = 0) const { return model::Json::parse(http.sent.at(n).body); }
};

TEST_CASE("the message is blocks with a text for notifications, and the link of a culprit is defanged") {
    World w;
    REQUIRE(w.deliver().outcome == Delivery::Outcome::sent);
    CHECK(w.http.sent[0].url == w.config.url);
    CHECK(w.http.sent[0].public_only);
    CHECK(w.http.sent[0].max_redirects == 0);
    CHECK(header(w.http.sent[0], "content-type") == "application/json");
    CHECK(
        w.http.sent[0].body ==
        R"json({"text":"[High] Phishing imitating Exemple (VG-2025-0042)","blocks":[{"type":"header","text":{"type":"plain_text","text":"Phishing imitating Exemple"}},{"type":"section","fields":[{"type":"mrkdwn","text":"*Severity*\nHigh"},{"type":"mrkdwn","text":"*Concerns*\npage hxxps://login-exemple[.]test/a"},{"type":"mrkdwn","text":"*Incident*\nVG-2025-0042"}]},{"type":"section","text":{"type":"mrkdwn","text":"Why:\n- The link leads to a copy.\n\nWhat to do now:\n- Read."}},{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Open the incident"},"url":"https://vigie.exemple.test/incidents/VG-2025-0042"}]}]})json");
}

TEST_CASE("in French, too") {
    World w;
    w.config.service.lang = "fr";
    REQUIRE(w.deliver().outcome == Delivery::Outcome::sent);
    CHECK(w.sent()["text"] == "[Élevé] Hameçonnage imitant Exemple (VG-2025-0042)");
    CHECK(w.sent()["blocks"][1]["fields"][0]["text"] == "*Gravité*\nÉlevé");
    CHECK(w.sent()["blocks"][3]["elements"][0]["text"]["text"] == "Ouvrir l’incident");
}

TEST_CASE("foreign text injects neither a mention nor a link, and a giant fits") {
    World w;
    auto i = incident();
    i.culprit = {"account", "bluesky", "did:plc:a", "<!channel> <https://evil.test|click> @here", ""};
    auto n = notice();
    n.body.clear();
    i.title.en = std::string(30'000, '<') + "@channel";
    REQUIRE(w.channel()->deliver(n, i).outcome == Delivery::Outcome::sent);
    const auto& body = w.http.sent[0].body;
    CHECK(body.find("<!") == std::string::npos);
    CHECK(body.find("&lt;!channel&gt;") != std::string::npos);
    CHECK(body.find("https://evil.test") == std::string::npos);
    CHECK(body.find("@here") == std::string::npos);
    CHECK(body.size() < 20'000);
}

TEST_CASE("what Slack answers decides, and never shows the address") {
    World w;
    w.http.answer = ports::HttpResponse{400, {}, "invalid_payload"};
    CHECK(w.deliver().outcome == Delivery::Outcome::refused);
    CHECK(w.deliver().detail == "Slack answered 400 (invalid_payload)");
    w.http.answer = ports::HttpResponse{429, {{"Retry-After", "30"}}, ""};
    CHECK(w.deliver().outcome == Delivery::Outcome::retry);
    CHECK(w.deliver().retry_after == std::chrono::seconds(30));
    w.http.answer = ports::HttpResponse{503, {}, "<html>"};
    CHECK(w.deliver().outcome == Delivery::Outcome::retry);
    for (const auto code : {Errc::timeout, Errc::unavailable, Errc::parse, Errc::unauthorised}) {
        w.http.answer = tl::unexpected(Error{
            code, "\"https://hooks.slack.com/services/T000/B000/very-secret\" cannot be reached: no route"});
        const auto said = w.deliver();
        CHECK(said.outcome ==
              (code == Errc::unauthorised ? Delivery::Outcome::refused : Delivery::Outcome::retry));
        CHECK(said.detail.find("secret") == std::string::npos);
        CHECK(said.detail.find("hooks.slack.com") != std::string::npos);
    }
}

TEST_CASE("a hook that is gone is not called again") {
    World w;
    const auto channel = w.channel();
    w.http.push(404, "no_service");
    CHECK(channel->deliver(notice(), incident()).outcome == Delivery::Outcome::refused);
    CHECK(channel->deliver(notice(), incident()).detail.find("off until Vigie is started again") !=
          std::string::npos);
    CHECK(w.http.sent.size() == 1);
}

TEST_CASE("eight tries, then the notice is dead") {
    World w;
    CHECK(w.channel()->retry_plan(1) == std::chrono::seconds(5));
    CHECK(w.channel()->retry_plan(8) == std::chrono::hours(24));
    CHECK_FALSE(w.channel()->retry_plan(9));
    w.config.url = "hooks.slack.com";
    CHECK_FALSE(make_slack_channel(w.config, w.http, w.clock));
}

}  // namespace
}  // namespace vigie::plugins
