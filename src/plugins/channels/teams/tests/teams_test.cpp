#include <vigie/plugins/teams.hpp>
#include <vigie/respond/testing/service.hpp>

#include <doctest/doctest.h>

namespace vigie::plugins {
namespace {

using respond::Delivery;
using namespace respond::testing;

struct World {
    ports::ManualClock clock{*parse_time("2025-10-09T09:00:00Z")};
    ScriptedHttp http;
    TeamsConfig config{{.name = "soc", .console_url = "https://vigie.exemple.test/"},
                       "https://x.environment.api.powerplatform.com/invoke?api-version=1&sig=very-secret"};
    std::unique_ptr<respond::Channel> channel() { return *make_teams_channel(config, http, clock); }
    Delivery deliver() { return channel()->deliver(notice(), incident()); }
    model::Json sent(std::size_t n = 0) const { return model::Json::parse(http.sent.at(n).body); }
};

TEST_CASE("an adaptive card") {
    World w;
    w.http.answer = ports::HttpResponse{202, {}, ""};
    REQUIRE(w.deliver().outcome == Delivery::Outcome::sent);
    CHECK(w.http.sent[0].url == w.config.url);
    CHECK(
        w.http.sent[0].body ==
        R"json({"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","contentUrl":null,"content":{"$schema":"http://adaptivecards.io/schemas/adaptive-card.json","type":"AdaptiveCard","version":"1.4","msteams":{"width":"Full"},"body":[{"type":"TextBlock","size":"Large","weight":"Bolder","wrap":true,"text":"Phishing imitating Exemple"},{"type":"FactSet","facts":[{"title":"Severity","value":"High"},{"title":"Concerns","value":"page hxxps://login-exemple[.]test/a"},{"title":"Incident","value":"VG-2025-0042"}]},{"type":"TextBlock","wrap":true,"text":"Why:\n- The link leads to a copy.\n\nWhat to do now:\n- Read."}],"actions":[{"type":"Action.OpenUrl","title":"Open the incident","url":"https://vigie.exemple.test/incidents/VG-2025-0042"}]}}]})json");
}

TEST_CASE("the card stays below 21 KB, makes no foreign link, and a retired connector is refused") {
    World w;
    auto i = incident();
    i.title.en = "[click](javascript:x) <at>all</at>" + std::string(50'000, 'a');
    i.culprit.handle = std::string(50'000, 'b');
    auto n = notice();
    n.body = std::string(50'000, 'c');
    REQUIRE(w.channel()->deliver(n, i).outcome == Delivery::Outcome::sent);
    CHECK(w.http.sent[0].body.size() < 21'000);
    CHECK(w.http.sent[0].body.find("](") == std::string::npos);
    CHECK(w.http.sent[0].body.find("<at>") == std::string::npos);
    w.config.url = "https://exemple.webhook.office.com/webhookb2/x";
    CHECK_FALSE(make_teams_channel(w.config, w.http, w.clock));
}

}  // namespace
}  // namespace vigie::plugins
