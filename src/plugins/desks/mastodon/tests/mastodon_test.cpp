#include <vigie/model/json.hpp>
#include <vigie/plugins/mastodon.hpp>
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
    MastodonDeskConfig config{.instance = "https://social.exemple.test/", .token = "very-secret"};
    std::unique_ptr<respond::Desk> desk() { return *make_mastodon_desk(config, http, clock); }
    static model::Takedown account() {
        model::Takedown t;
        t.id = model::TakedownId("T-VG-2025-0042-1");
        t.subject = {"account", "mastodon", "115", "alice@autre.test", "Exemple"};
        t.reason = "phishing";
        t.text = "Usurpation d'Exemple SA, hameçonnage. Réf. VG-2025-0042";
        return t;
    }
    static model::Takedown post() {
        auto t = account();
        t.subject.kind = "post";
        t.subject_uri = "https://autre.test/@alice/115340000000000001";
        return t;
    }
};

TEST_CASE("an account is found first, then reported, and the report forwarded") {
    World w;
    w.http.push(200, R"({"accounts":[{"id":"42","acct":"alice@autre.test"}],"statuses":[]})");
    w.http.push(200, R"({"id":"9001","action_taken":false})");
    const auto answer = w.desk()->request(World::account());
    CHECK(answer.outcome == Answer::Outcome::sent);
    CHECK(answer.reference == "9001");
    CHECK(answer.acknowledged);
    CHECK(
        w.http.sent[0].url ==
        "https://social.exemple.test/api/v2/search?q=alice%40autre.test&resolve=true&limit=1&type=accounts");
    CHECK(w.http.sent[1].url == "https://social.exemple.test/api/v1/reports");
    CHECK(header(w.http.sent[1], "authorization") == "Bearer very-secret");
    CHECK(
        w.http.sent[1].body ==
        R"({"account_id":"42","status_ids":[],"comment":"Usurpation d'Exemple SA, hameçonnage. Réf. VG-2025-0042","forward":true,"category":"spam"})");
}

TEST_CASE("a post takes its author along; a long comment is cut") {
    World w;
    w.http.push(200, R"({"accounts":[],"statuses":[{"id":"7","account":{"id":"42"}}]})");
    w.http.push(200, R"({"id":"9002"})");
    auto t = World::post();
    t.text = std::string(5000, 'a');
    CHECK(w.desk()->request(t).outcome == Answer::Outcome::sent);
    const auto body = model::Json::parse(w.http.sent[1].body);
    CHECK(body["status_ids"][0] == "7");
    CHECK(body["comment"].get<std::string>().size() <= 1002);
}

TEST_CASE("a lost answer is not asked twice, a refusal is final") {
    World w;
    w.http.push(200, R"({"accounts":[{"id":"42"}]})");
    w.http.answers.emplace_back(fail(Errc::timeout, "late"));
    CHECK(w.desk()->request(World::account()).unsure);
    w.http.push(200, R"({"accounts":[{"id":"42"}]})");
    w.http.push(403, R"({"error":"This action is not allowed"})");
    CHECK(w.desk()->request(World::account()).outcome == Answer::Outcome::refused);
    w.http.push(429, "");
    CHECK(w.desk()->request(World::account()).outcome == Answer::Outcome::retry);
    for (const auto* hostile : {"[]", R"({"accounts":[1]})", R"({"accounts":[{"id":7}]})", "x"}) {
        w.http.push(200, hostile);
        CHECK(w.desk()->request(World::account()).outcome == Answer::Outcome::refused);
    }
}

TEST_CASE("gone needs the instance's own word; the token does not leave home") {
    World w;
    w.http.push(404, R"({"error":"Record not found"})");
    CHECK(w.desk()->look(World::account()).state == Sighting::State::gone);
    CHECK(w.http.sent[0].url == "https://autre.test/api/v1/accounts/lookup?acct=alice");
    CHECK(header(w.http.sent[0], "authorization").empty());
    CHECK(w.http.sent[0].public_only);
    w.http.push(404, "<html>not here</html>");
    CHECK(w.desk()->look(World::account()).state == Sighting::State::unknown);
    w.http.push(200, R"({"id":"1","suspended":true})");
    CHECK(w.desk()->look(World::account()).state == Sighting::State::gone);
    w.http.push(200, R"({"id":"1"})");
    CHECK(w.desk()->look(World::post()).state == Sighting::State::still_up);
    CHECK(w.http.sent[3].url == "https://autre.test/api/v1/statuses/115340000000000001");
    w.http.push(401, R"({"error":"login"})");
    CHECK(w.desk()->look(World::post()).state == Sighting::State::unknown);
}

}  // namespace
}  // namespace vigie::plugins
