#include <vigie/plugins/netcraft.hpp>
#include <vigie/respond/testing/service.hpp>

#include <doctest/doctest.h>

namespace vigie::plugins {
namespace {

using respond::Answer;
using respond::Sighting;
using namespace respond::testing;

struct World {
    ports::ManualClock clock{*parse_time("2025-10-09T09:00:00Z")};
    ScriptedHttp http;
    NetcraftDeskConfig config;
    World() { config.email = "signalement@exemple.test"; }
    std::unique_ptr<respond::Desk> desk() { return *make_netcraft_desk(config, http, clock); }
    static model::Takedown takedown() {
        model::Takedown t;
        t.subject = {"url", "web", "", "https://exemple-promo.test/login", ""};
        t.text = "Phishing against Exemple";
        return t;
    }
};

TEST_CASE("a link is reported and its number kept") {
    World w;
    w.http.push(200, R"({"message":"Successfully reported","uuid":"Bq3yYXQ0ZXN0"})");
    const auto answer = w.desk()->request(World::takedown());
    CHECK(answer.outcome == Answer::Outcome::sent);
    CHECK(answer.reference == "Bq3yYXQ0ZXN0");
    CHECK(w.http.sent[0].url == "https://report.netcraft.com/api/v3/report/urls");
    CHECK(
        w.http.sent[0].body ==
        R"({"email":"signalement@exemple.test","reason":"Phishing against Exemple","urls":[{"url":"https://exemple-promo.test/login"}]})");
    w.http.push(400, R"({"details":[{"message":"bad url"}]})");
    CHECK(w.desk()->request(World::takedown()).outcome == Answer::Outcome::refused);
    w.http.push(429, "", {{"Retry-After", "7"}});
    CHECK(w.desk()->request(World::takedown()).retry_after == std::chrono::seconds(7));
}

TEST_CASE("the registry says whether it is gone, Netcraft only what it thinks") {
    World w;
    auto t = World::takedown();
    t.reference = "Bq3yYXQ0ZXN0";
    w.http.push(200, R"({"services":[[["test"],["https://rdap.registre.test/"]]]})");
    w.http.push(200, R"({"objectClassName":"domain"})");
    w.http.push(200, R"({"state":"malicious"})");
    const auto seen = w.desk()->look(t);
    CHECK(seen.state == Sighting::State::still_up);
    CHECK(seen.detail == "exemple-promo.test is registered; Netcraft says: malicious");
    CHECK(w.http.sent[2].url == "https://report.netcraft.com/api/v3/submission/Bq3yYXQ0ZXN0");
    w.http.push(200, R"({"services":[[["test"],["https://rdap.registre.test/"]]]})");
    w.http.push(404, "");
    CHECK(w.desk()->look(t).state == Sighting::State::gone);
}

}  // namespace
}  // namespace vigie::plugins
