#include <vigie/plugins/mattermost.hpp>
#include <vigie/respond/testing/service.hpp>

#include <doctest/doctest.h>

namespace vigie::plugins {
namespace {

using respond::Delivery;
using namespace respond::testing;

struct World {
    ports::ManualClock clock{*parse_time("2025-10-09T09:00:00Z")};
    ScriptedHttp http;
    MattermostConfig config{{.name = "soc", .console_url = "https://vigie.exemple.test/"},
                            "https://chat.exemple.test/hooks/abc",
                            "securite",
                            "vigie"};
    std::unique_ptr<respond::Channel> channel() { return *make_mattermost_channel(config, http, clock); }
    Delivery deliver() { return channel()->deliver(notice(), incident()); }
    model::Json sent(std::size_t n = 0) const { return model::Json::parse(http.sent.at(n).body); }
};

TEST_CASE("an attachment with facts, urgent when it is") {
    World w;
    REQUIRE(w.deliver().outcome == Delivery::Outcome::sent);
    CHECK(
        w.http.sent[0].body ==
        R"json({"text":"**\\[High\\] Phishing imitating Exemple \\(VG-2025-0042\\)**","username":"vigie","channel":"securite","attachments":[{"fallback":"[High] Phishing imitating Exemple (VG-2025-0042)","color":"#D24B4E","title":"VG-2025-0042","title_link":"https://vigie.exemple.test/incidents/VG-2025-0042","text":"Why:\n- The link leads to a copy.\n\nWhat to do now:\n- Read.","fields":[{"short":true,"title":"Severity","value":"High"},{"short":true,"title":"Concerns","value":"page hxxps://login-exemple\\[.\\]test/a"},{"short":true,"title":"Incident","value":"VG-2025-0042"}]}],"priority":{"priority":"urgent"}})json");
}

TEST_CASE("no handle of a culprit pings anybody") {
    World w;
    auto i = incident();
    i.severity = model::Severity::low;
    i.culprit = {"account", "bluesky", "did:plc:a", "all", "@all [x](https://evil.test)"};
    REQUIRE(w.channel()->deliver(notice(), i).outcome == Delivery::Outcome::sent);
    CHECK(w.http.sent[0].body.find("@all") == std::string::npos);
    CHECK(w.http.sent[0].body.find("](") == std::string::npos);
    CHECK_FALSE(w.sent().contains("priority"));
}

}  // namespace
}  // namespace vigie::plugins
