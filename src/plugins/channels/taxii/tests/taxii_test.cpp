#include <vigie/plugins/stix.hpp>
#include <vigie/plugins/taxii.hpp>
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
    TaxiiConfig config{.service = {.name = "cti", .console_url = "https://vigie.exemple.test/"},
                       .root = "https://t.test/api1/",
                       .collection = "c0ffee",
                       .user = "vigie",
                       .secret = "very-secret",
                       .organisation = "Exemple SA"};
    std::unique_ptr<respond::Channel> channel() { return *make_taxii_channel(config, http, clock); }
    Delivery deliver() { return channel()->deliver(notice(), incident()); }
    model::Json sent(std::size_t n = 0) const { return model::Json::parse(http.sent.at(n).body); }
};

const char* complete =
    R"json({"id":"2d086da7","status":"complete","total_count":8,"success_count":8,"failure_count":0,"pending_count":0})json";

TEST_CASE("observables have the ids of the specification's vectors") {
    CHECK(stix::observable_id("url", {{"value", "https://login-exemple.test/a"}}) ==
          "url--83916983-0f15-51e2-8307-d48df333654e");
    CHECK(stix::observable_id("domain-name", {{"value", "login-exemple.test"}}) ==
          "domain-name--a7c19620-87f0-54ad-a532-e5e7836b1e7c");
    CHECK(stix::observable_id("user-account", {{"user_id", "did:plc:aaaa"},
                                               {"account_login", "exemple_aide"},
                                               {"account_type", "bluesky"}}) ==
          "user-account--5340cb6c-eacf-54a7-8b34-1155c3a70550");
}

// The rules of the OASIS schemas that an importer checks.
void check_rules(const model::Json& objects) {
    std::set<std::string> ids;
    const auto milliseconds = [](const model::Json& o, const char* key) {
        const auto text = o.at(key).get<std::string>();
        CHECK(text.size() == 24);
        CHECK(text[19] == '.');
        CHECK(text.back() == 'Z');
    };
    for (const auto& o : objects) {
        const auto id = o.at("id").get<std::string>();
        const auto type = o.at("type").get<std::string>();
        CHECK(id.starts_with(type + "--"));
        CHECK(id.size() == type.size() + 2 + 36);
        CHECK(id[type.size() + 2 + 14] == '5');
        CHECK(ids.insert(id).second);
        CHECK(o.at("spec_version") == "2.1");
        const bool observable = type == "url" || type == "domain-name" || type == "user-account";
        CHECK(o.contains("created") == !observable);
        if (!observable) {
            milliseconds(o, "created");
            milliseconds(o, "modified");
            CHECK(o.at("modified").get<std::string>() >= o.at("created").get<std::string>());
        }
        const auto has = [&](std::initializer_list<const char*> keys) {
            for (const auto* key : keys) CHECK(o.contains(key));
        };
        if (type == "indicator") {
            has({"pattern", "pattern_type", "valid_from"});
            CHECK(o.at("valid_until").get<std::string>() > o.at("valid_from").get<std::string>());
            CHECK(o.at("confidence") >= 0);
            CHECK(o.at("confidence") <= 100);
        }
        if (type == "identity") has({"name"});
        if (type == "incident") has({"name"});
        if (type == "report") has({"name", "published", "object_refs"});
        if (type == "observed-data")
            has({"first_observed", "last_observed", "number_observed", "object_refs"});
        if (type == "relationship") has({"relationship_type", "source_ref", "target_ref"});
    }
    for (const auto& o : objects) {
        for (const auto* key : {"source_ref", "target_ref", "created_by_ref"}) {
            if (o.contains(key)) CHECK(ids.contains(o[key].get<std::string>()));
        }
        if (!o.contains("object_refs")) continue;
        CHECK_FALSE(o["object_refs"].empty());
        for (const auto& ref : o["object_refs"]) CHECK(ids.contains(ref.get<std::string>()));
    }
}

TEST_CASE("every kind of culprit makes a valid bundle, the same each time") {
    const stix::Export how{"Exemple SA", "amber", "https://vigie.exemple.test", true};
    for (const auto& culprit :
         {model::Culprit{"url", "web", "", "https://login-exemple.test/a", ""},
          model::Culprit{"domain", "web", "login-exemple.test", "login-exemple.test", ""},
          model::Culprit{"account", "bluesky", "did:plc:aaaa", "exemple_aide", "Exemple Aide"},
          model::Culprit{"post", "bluesky", "at://did:plc:aaaa/app.bsky.feed.post/3m", "exemple_aide", ""},
          model::Culprit{}}) {
        auto i = incident();
        i.culprit = culprit;
        const auto bundle = stix::bundle(i, how);
        CHECK(bundle["type"] == "bundle");
        CHECK_FALSE(bundle.contains("spec_version"));
        check_rules(bundle["objects"]);
        CHECK(bundle == stix::bundle(i, how));
        auto later = i;
        later.updated_at += std::chrono::hours(1);
        later.verdict = model::Verdict::false_alarm;
        const auto again = stix::objects(later, how);
        check_rules(again);
        for (std::size_t n = 0; n < again.size(); ++n) CHECK(again[n]["id"] == bundle["objects"][n]["id"]);
    }
}

TEST_CASE("a quote in a handle does not leave its pattern") {
    auto i = incident();
    i.culprit = {"account", "x", "", "a' OR 'b\\", ""};
    const auto objects = stix::objects(i, {"E", "red", "", false});
    CHECK(objects[3]["pattern"] ==
          R"([user-account:account_type = 'x' AND user-account:account_login = 'a\' OR \'b\\'])");
    CHECK(objects[3]["object_marking_refs"][0] == "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed");
}

TEST_CASE("an envelope with the media type both ways, and the status is followed") {
    World w;
    w.http.push(202, R"json({"id":"2d086da7","status":"pending","total_count":8,"pending_count":8})json");
    w.http.push(200, complete);
    const auto said = w.deliver();
    CHECK(said.outcome == Delivery::Outcome::sent);
    CHECK(said.detail == "8 objects taken");
    REQUIRE(w.http.sent.size() == 2);
    const auto& post = w.http.sent[0];
    CHECK(post.url == "https://t.test/api1/collections/c0ffee/objects/");
    CHECK(header(post, "accept") == "application/taxii+json;version=2.1");
    CHECK(header(post, "content-type") == "application/taxii+json;version=2.1");
    CHECK(header(post, "authorization") == "Basic dmlnaWU6dmVyeS1zZWNyZXQ=");
    CHECK(post.body.starts_with(R"json({"objects":[{"type":"identity")json"));
    CHECK(w.sent()["objects"][2]["id"] == "domain-name--a7c19620-87f0-54ad-a532-e5e7836b1e7c");
    CHECK(w.http.sent[1].url == "https://t.test/api1/status/2d086da7/");
}

TEST_CASE("a refused object is said, a large envelope is split, a test sends nothing") {
    World w;
    w.http.push(
        202,
        R"json({"id":"1","status":"complete","total_count":8,"failure_count":2,"failures":[{"id":"x","message":"bad timestamp"}]})json");
    CHECK(w.deliver().outcome == Delivery::Outcome::refused);
    w.http.sent.clear();
    w.http.push(413, "");
    w.http.push(202, complete);
    w.http.push(202, complete);
    CHECK(w.deliver().outcome == Delivery::Outcome::sent);
    CHECK(w.sent(1)["objects"].size() == 4);
    CHECK(w.sent(2)["objects"].size() == 4);
    auto n = notice();
    n.event = "channel.test";
    w.http.sent.clear();
    w.http.push(200, R"json({"id":"c0ffee","can_read":true,"can_write":false})json");
    CHECK(w.channel()->deliver(n, incident()).outcome == Delivery::Outcome::refused);
    w.http.push(200, R"json({"id":"c0ffee","can_write":true})json");
    CHECK(w.channel()->deliver(n, incident()).outcome == Delivery::Outcome::sent);
    for (const auto& r : w.http.sent) CHECK(r.method == "GET");
    w.http.push(406, R"json({"title":"Not Acceptable"})json");
    CHECK(w.deliver().outcome == Delivery::Outcome::refused);
    w.http.push(202, "[1,2");
    CHECK(w.deliver().outcome == Delivery::Outcome::sent);
}

}  // namespace
}  // namespace vigie::plugins
