#include <vigie/plugins/jira.hpp>
#include <vigie/respond/testing/service.hpp>

#include <doctest/doctest.h>

namespace vigie::plugins {
namespace {

using respond::Delivery;
using namespace respond::testing;

struct World {
    ports::ManualClock clock{*parse_time("2025-10-09T09:00:00Z")};
    ScriptedHttp http;
    JiraConfig config{.service = {.name = "jira", .console_url = "https://vigie.exemple.test/"},
                      .url = "https://exemple.atlassian.net",
                      .user = "vigie@exemple.test",
                      .token = "very-secret",
                      .project = "SEC"};
    std::unique_ptr<respond::Channel> channel() { return *make_jira_channel(config, http, clock); }
    Delivery deliver() { return channel()->deliver(notice(), incident()); }
    model::Json sent(std::size_t n = 0) const { return model::Json::parse(http.sent.at(n).body); }
};

TEST_CASE("the label is looked for before an issue is opened") {
    World w;
    w.http.push(200, R"json({"issues":[]})json");
    w.http.push(201, R"json({"id":"10042","key":"SEC-42"})json");
    const auto said = w.deliver();
    CHECK(said.outcome == Delivery::Outcome::sent);
    CHECK(said.detail == "opened SEC-42");
    CHECK(w.http.sent[0].url == "https://exemple.atlassian.net/rest/api/3/search/jql");
    CHECK(
        w.http.sent[0].body ==
        R"json({"jql":"project = \"SEC\" AND labels = \"VG-2025-0042\"","fields":["key"],"maxResults":1})json");
    CHECK(w.http.sent[1].url == "https://exemple.atlassian.net/rest/api/3/issue");
    CHECK(
        w.http.sent[1].body ==
        R"json({"fields":{"project":{"key":"SEC"},"issuetype":{"name":"Task"},"summary":"VG-2025-0042 Phishing imitating Exemple","labels":["vigie","VG-2025-0042"],"priority":{"name":"High"},"description":{"type":"doc","version":1,"content":[{"type":"paragraph","content":[{"type":"text","text":"Why:"}]},{"type":"paragraph","content":[{"type":"text","text":"- The link leads to a copy."}]},{"type":"paragraph","content":[{"type":"text","text":"What to do now:"}]},{"type":"paragraph","content":[{"type":"text","text":"- Read."}]},{"type":"paragraph","content":[{"type":"text","text":"Open the incident","marks":[{"type":"link","attrs":{"href":"https://vigie.exemple.test/incidents/VG-2025-0042"}}]}]}]}}})json");
}

TEST_CASE("a known case is commented on; a project without priorities gets its issue") {
    World w;
    w.http.push(200, R"json({"issues":[{"key":"SEC-42"}]})json");
    w.http.push(201, "{}");
    CHECK(w.deliver().detail == "commented on SEC-42");
    CHECK(w.http.sent[1].url == "https://exemple.atlassian.net/rest/api/3/issue/SEC-42/comment");
    w.http.sent.clear();
    w.http.push(200, "{}");
    w.http.push(400,
                R"json({"errorMessages":[],"errors":{"priority":"Field 'priority' cannot be set"}})json");
    w.http.push(201, R"json({"key":"SEC-43"})json");
    CHECK(w.deliver().outcome == Delivery::Outcome::sent);
    CHECK_FALSE(w.sent(2)["fields"].contains("priority"));
    w.http.push(200, R"json({"issues":[{"key":"../x"}]})json");
    w.http.push(401, "");
    CHECK(w.deliver().outcome == Delivery::Outcome::refused);
}

TEST_CASE("Data Center takes wiki text, in which nothing is a mention") {
    World w;
    w.config.user.clear();
    w.http.push(200, R"json({"issues":[]})json");
    w.http.push(201, "{}");
    auto n = notice();
    n.body = "[~admin] {code} !x!";
    CHECK(w.channel()->deliver(n, incident()).outcome == Delivery::Outcome::sent);
    CHECK(header(w.http.sent[0], "authorization") == "Bearer very-secret");
    CHECK(w.http.sent[1].url == "https://exemple.atlassian.net/rest/api/2/issue");
    CHECK(w.sent(1)["fields"]["description"].get<std::string>().starts_with(R"(\[~admin\] \{code\} \!x\!)"));
}

}  // namespace
}  // namespace vigie::plugins
