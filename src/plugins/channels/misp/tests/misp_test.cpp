#include <vigie/plugins/misp.hpp>
#include <vigie/respond/testing/service.hpp>

#include <doctest/doctest.h>

#include <set>

namespace vigie::plugins {
namespace {

using respond::Delivery;
using namespace respond::testing;

struct World {
    ports::ManualClock clock{*parse_time("2025-10-09T09:00:00Z")};
    ScriptedHttp http;
    MispConfig config{.service = {.name = "misp", .console_url = "https://vigie.exemple.test/"},
                      .url = "https://misp.test/",
                      .key = "very-secret-key"};
    std::unique_ptr<respond::Channel> channel() { return *make_misp_channel(config, http, clock); }
    Delivery deliver() { return channel()->deliver(notice(), incident()); }
    model::Json sent(std::size_t n = 0) const { return model::Json::parse(http.sent.at(n).body); }
};

TEST_CASE("an event with the phishing object, added when it is new") {
    World w;
    w.http.push(200, R"json({"response":[]})json");
    w.http.push(200, R"json({"Event":{"id":"1234","Attribute":[],"Object":[{}]}})json");
    const auto said = w.deliver();
    CHECK(said.outcome == Delivery::Outcome::sent);
    CHECK(said.detail == "MISP holds the event with 1 parts");
    REQUIRE(w.http.sent.size() == 2);
    CHECK(w.http.sent[0].url == "https://misp.test/events/restSearch");
    CHECK(w.http.sent[1].url == "https://misp.test/events/add");
    CHECK(header(w.http.sent[1], "authorization") == "very-secret-key");
    const auto event = w.sent(1)["Event"];
    CHECK(event["info"] == "VG-2025-0042 Phishing imitating Exemple");
    CHECK(event["date"] == "2025-10-09");
    CHECK(event["threat_level_id"] == "1");
    CHECK(event["analysis"] == "0");
    CHECK(event["published"] == false);
    CHECK(event["Tag"][1]["name"] == R"(rsit:fraud="phishing")");
    const auto object = event["Object"][0];
    CHECK(object["template_uuid"] == "2dad6f9d-d425-4217-8fda-0b0a2d815307");
    CHECK(
        object["Attribute"].dump() ==
        R"json([{"object_relation":"url","type":"url","category":"Network activity","value":"https://login-exemple.test/a","to_ids":true},{"object_relation":"hostname","type":"hostname","category":"Network activity","value":"login-exemple.test","to_ids":true}])json");
    for (const auto* uuid : {"uuid"}) {
        CHECK(event[uuid].get<std::string>().at(14) == '4');
        CHECK(object[uuid].get<std::string>().at(14) == '4');
    }
}

TEST_CASE("objects carry the fields that MISP's format demands") {
    World w;
    const std::set<std::string> metas{"network", "misc", "file"};
    for (const auto& culprit :
         {model::Culprit{"url", "web", "", "https://x.test/", ""},
          model::Culprit{"account", "bluesky", "did:plc:a", "exemple_aide", "Exemple Aide"},
          model::Culprit{"post", "bluesky", "https://bsky.test/p/1", "a", ""},
          model::Culprit{"domain", "web", "x.test", "x.test", ""}, model::Culprit{}}) {
        auto i = incident();
        i.kind = "impersonation";
        i.culprit = culprit;
        w.http.sent.clear();
        w.http.push(200, "{}");
        w.http.push(200, "{}");
        REQUIRE(w.channel()->deliver(notice(), i).outcome == Delivery::Outcome::sent);
        const auto event = w.sent(1)["Event"];
        for (const auto& object : event["Object"]) {
            for (const auto* key : {"uuid", "name", "meta-category", "template_uuid", "template_version"})
                CHECK(object.at(key).is_string());
            CHECK(metas.contains(object["meta-category"].get<std::string>()));
            for (const auto& a : object["Attribute"]) {
                CHECK_FALSE(a.at("object_relation").get<std::string>().empty());
                CHECK_FALSE(a.at("value").get<std::string>().empty());
                CHECK(a.at("to_ids").is_boolean());
            }
        }
        for (const auto& a : event["Attribute"]) CHECK(a.at("category") == "Network activity");
    }
}

TEST_CASE("a known event is edited, a refusal comes as 403, dropped parts are counted") {
    World w;
    w.http.push(200, R"json({"response":[{"Event":{"id":"1"}}]})json");
    w.http.push(200, R"json({"Event":{"Object":[]}})json");
    CHECK(w.deliver().detail == "MISP kept 0 of 1 parts");
    CHECK(w.http.sent[1].url.starts_with("https://misp.test/events/edit/"));
    w.http.push(200, R"json({"response":[]})json");
    w.http.push(403,
                R"json({"saved":false,"name":"Could not add Event","errors":{"key":"very-secret-key"}})json");
    const auto said = w.deliver();
    CHECK(said.outcome == Delivery::Outcome::refused);
    CHECK(said.detail == R"(MISP refused the event: {"key":"***"})");
    w.http.push(500, "");
    CHECK(w.deliver().outcome == Delivery::Outcome::retry);
    for (const auto* hostile : {"[]", "[[1]]", "{\"response\":{}}", "nul", "\"x\""}) {
        w.http.push(200, hostile);
        w.http.push(200, hostile);
        CHECK(w.deliver().outcome == Delivery::Outcome::sent);
    }
}

}  // namespace
}  // namespace vigie::plugins
