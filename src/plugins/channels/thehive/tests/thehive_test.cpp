#include <vigie/plugins/thehive.hpp>
#include <vigie/respond/testing/service.hpp>

#include <doctest/doctest.h>

namespace vigie::plugins {
namespace {

using respond::Delivery;
using namespace respond::testing;

struct World {
    ports::ManualClock clock{*parse_time("2025-10-09T09:00:00Z")};
    ScriptedHttp http;
    TheHiveConfig config{.service = {.name = "hive", .console_url = "https://vigie.exemple.test/"},
                         .url = "https://hive.test",
                         .key = "very-secret-key",
                         .organisation = "soc",
                         .case_template = "brand-phishing"};
    std::unique_ptr<respond::Channel> channel() { return *make_thehive_channel(config, http, clock); }
    Delivery deliver() { return channel()->deliver(notice(), incident()); }
    model::Json sent(std::size_t n = 0) const { return model::Json::parse(http.sent.at(n).body); }
};

TEST_CASE("an alert with its observables, each once") {
    World w;
    w.http.push(201, R"json({"_id":"~1","status":"New"})json");
    REQUIRE(w.deliver().outcome == Delivery::Outcome::sent);
    CHECK(w.http.sent[0].url == "https://hive.test/api/v1/alert");
    CHECK(header(w.http.sent[0], "authorization") == "Bearer very-secret-key");
    CHECK(header(w.http.sent[0], "x-organisation") == "soc");
    CHECK(
        w.http.sent[0].body ==
        R"json({"type":"vigie","source":"vigie","sourceRef":"VG-2025-0042","title":"Phishing imitating Exemple","description":"Why:\n- The link leads to a copy.\n\nWhat to do now:\n- Read.","severity":3,"date":1760000400000,"tags":["vigie","phishing_link"],"tlp":2,"pap":2,"flag":false,"externalLink":"https://vigie.exemple.test/incidents/VG-2025-0042","caseTemplate":"brand-phishing","observables":[{"dataType":"url","data":"https://login-exemple.test/a","ioc":true,"tlp":2,"message":"phishing_link"},{"dataType":"domain","data":"login-exemple.test","ioc":true,"tlp":2,"message":"host of the link"}]})json");
}

TEST_CASE("the alert of a known case is changed") {
    World w;
    w.http.push(400, R"json({"type":"CreateError","message":"Alert already exist in organisation"})json");
    w.http.push(200, R"json([{"_id":"~8192"}])json");
    w.http.push(204, "");
    CHECK(w.deliver().outcome == Delivery::Outcome::sent);
    REQUIRE(w.http.sent.size() == 3);
    CHECK(w.http.sent[2].method == "PATCH");
    CHECK(w.http.sent[2].url == "https://hive.test/api/v1/alert/~8192");
    CHECK_FALSE(w.sent(2).contains("observables"));
    w.http.push(400, R"json({"type":"CreateError","message":"Alert already exist"})json");
    w.http.push(200, R"json([{"_id":"../../user"}])json");
    CHECK(w.deliver().detail == "TheHive has this alert already");
    w.http.push(400, R"json({"type":"BadRequest","message":"customField unknown"})json");
    CHECK(w.deliver().outcome == Delivery::Outcome::refused);
    w.http.push(429, "");
    CHECK(w.deliver().outcome == Delivery::Outcome::retry);
}

}  // namespace
}  // namespace vigie::plugins
