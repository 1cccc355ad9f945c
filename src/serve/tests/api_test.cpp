// What people do to cases, and what the server says besides the contract.
#include "montclar.hpp"

#include <vigie/respond/acts.hpp>

#include <thread>

using namespace vigie;
using namespace vigie::serve::testing;
using namespace std::chrono_literals;

namespace {

const OpenApi& api() {
    static const OpenApi loaded;
    return loaded;
}

const std::string the_case = "/api/v1/incidents/VG-2026-0042";

// All of a case that acting on it and undoing that must bring back.
Json kept(Browser& browser) {
    auto detail = browser.get(the_case).json();
    for (const auto* changes : {"version", "updated_at", "reopened"}) detail["incident"].erase(changes);
    detail.erase("timeline");
    return detail;
}

// What `undo` of a bulk answer says to post.
void undo(Browser& browser, const Json& answer) {
    for (const auto& group : answer["undo"]) {
        const auto undone = browser.post("/api/v1/incidents/bulk", group);
        REQUIRE(undone.status == 200);
        CHECK(undone.json()["failed"] == 0);
    }
}

}  // namespace

TEST_CASE("closing many and undoing it brings everything back: steps, takedowns, verdict, status") {
    Montclar house(api());
    auto browser = house.as("analyst");
    const auto before = kept(browser);
    for (const auto* cause : {"false_alarm", "harmless", "resolved", "duplicate"}) {
        const auto closed =
            browser.post("/api/v1/incidents/bulk", {{"ids", {"VG-2026-0042", "VG-2026-9999", "VG-2026-0001"}},
                                                    {"act", "close"},
                                                    {"args", {{"cause", cause}, {"why", "A fan page."}}}});
        REQUIRE(closed.status == 200);
        const auto j = closed.json();
        CHECK(j["done"] == 1);
        CHECK(j["failed"] == 2);  // unknown; closed already
        CHECK(j["results"][1]["error"]["code"] == "not_found");
        CHECK(j["results"][2]["error"]["code"] == "conflict");
        auto detail = browser.get(the_case).json();
        CHECK(detail["incident"]["status"] == "closed");
        CHECK(detail["steps"][1]["state"] == "cancelled");
        CHECK(detail["takedowns"][0]["state"] == "cancelled");
        undo(browser, j);
        CHECK(kept(browser) == before);
    }
}

TEST_CASE("severity, verdict, owner and taking are undone to what each case had before") {
    Montclar house(api());
    house.write([](ports::Session& s) -> Result<> {
        const respond::By by{.actor = "admin", .why = "", .at = start};
        VIGIE_TRY(respond::reopen(s, model::IncidentId("VG-2026-0001"), by));
        VIGIE_TRY(respond::assign(s, model::IncidentId("VG-2026-0001"), "reader", by));
        VIGIE_TRY(respond::reopen(s, model::IncidentId("VG-2026-0002"), by));
        VIGIE_TRY(respond::assign(s, model::IncidentId("VG-2026-0002"), "reader", by));
        VIGIE_TRY(respond::assign(s, model::IncidentId("VG-2026-0002"), "", by));
        VIGIE_TRY(respond::assign(s, model::IncidentId("VG-2026-0042"), "", by));
        VIGIE_TRY(respond::assign(s, model::IncidentId("VG-2026-0042"), "analyst", by));
        return {};
    });
    auto browser = house.as("analyst");
    const auto cases = [&] {
        auto rows = browser.get("/api/v1/incidents?status=open,in_progress&sort=oldest").json()["rows"];
        for (auto& row : rows) {
            for (const auto* changes : {"version", "updated_at"}) row["incident"].erase(changes);
        }
        return rows;
    };
    const auto before = cases();
    REQUIRE(before.size() == 3);
    for (const auto& [act, args] :
         std::vector<std::pair<std::string, Json>>{{"severity", {{"severity", "medium"}}},
                                                   {"verdict", {{"verdict", "confirmed"}}},
                                                   {"assign", {{"owner", "admin"}}},
                                                   {"take", Json::object()}}) {
        CAPTURE(act);
        const auto done = browser.post(
            "/api/v1/incidents/bulk",
            {{"ids", {"VG-2026-0001", "VG-2026-0002", "VG-2026-0042"}}, {"act", act}, {"args", args}});
        REQUIRE(done.status == 200);
        CHECK(cases() != before);
        undo(browser, done.json());
        CHECK(cases() == before);
    }
}

TEST_CASE("an act is in the timeline with who and why, and the audit chain holds") {
    Montclar house(api());
    auto browser = house.as("analyst");
    REQUIRE(browser.post(the_case + "/severity", {{"severity", "low"}, {"why", "Nobody « fell » for it."}})
                .status == 200);
    const auto last = browser.get("/api/v1/audit?limit=1&incident=VG-2026-0042").json()["rows"][0];
    CHECK(last["actor"] == "analyst");
    CHECK(last["act"] == "incident.severity");
    CHECK(last["why"] == "Nobody « fell » for it.");
    const auto chain = browser.get("/api/v1/audit/verify").json();
    CHECK(chain["ok"] == true);
    CHECK(chain["head"] == last["hash"]);
    CHECK(browser.post(the_case + "/severity", {{"severity", "high"}, {"why", std::string(2001, 'x')}})
              .status == 422);
    CHECK(browser.post(the_case + "/note", {{"text", std::string(4001, 'x')}}).status == 422);
    std::string accents;
    for (int i = 0; i < 2000; ++i) accents += "é";
    CHECK(browser.post(the_case + "/severity", {{"severity", "high"}, {"why", accents}}).status == 200);
}

TEST_CASE("an act on a case that changed meanwhile is a conflict, said in the language of the browser") {
    Montclar house(api());
    auto browser = house.as("analyst");
    const auto version = browser.get(the_case).json()["incident"]["version"].get<std::int64_t>();
    CHECK(browser.post(the_case + "/severity", {{"severity", "low"}, {"version", version}}).status == 200);
    const auto stale = browser.post(the_case + "/severity", {{"severity", "high"}, {"version", version}},
                                    {{"Accept-Language", "fr-CH, fr;q=0.9, en;q=0.8"}});
    CHECK(stale.status == 409);
    CHECK(stale.json()["error"]["help"].get<std::string>().find("Rechargez la page") != std::string::npos);
    CHECK(browser.post(the_case + "/nonsense").status == 404);
    CHECK(browser.post(the_case + "/steps/takedown/nonsense").status == 404);
    CHECK(browser.post(the_case + "/steps/nonsense/approve").status == 404);
    CHECK(browser.send("PUT", the_case).status == 405);
    CHECK(browser.get("/api/v1/nonsense").status == 404);
}

TEST_CASE("approving a step tells every open console within a second") {
    Montclar house(api());
    auto browser = house.as("analyst");
    Wire wire(house.port());
    wire.send(request("GET", "/api/v1/events", {{"Cookie", "vigie_session=" + browser.cookie}}));
    REQUIRE(wire.wait_for("retry: 2000"));
    REQUIRE(browser.post(the_case + "/steps/takedown/approve").status == 200);
    CHECK(wire.wait_for("event: step.updated\ndata: {\"id\":\"VG-2026-0042/takedown\"", 1000ms));
    CHECK(wire.wait_for("event: incident.updated\n", 1000ms));
    REQUIRE(browser.post(the_case + "/close", {{"cause", "resolved"}}).status == 200);
    CHECK(wire.wait_for("event: incident.closed\n", 1000ms));
    wire.forget();
    REQUIRE(browser.post(the_case + "/note", {{"text", "Afterwards."}}).status == 200);
    CHECK(wire.wait_for("event: incident.updated\n", 1000ms));
}

TEST_CASE("logging out ends the event streams of that session") {
    House house;
    house.options.heartbeat = 50ms;
    house.open();
    auto leaves = house.as("reader");
    auto stays = house.as("reader");
    Wire gone(house.port());
    Wire here(house.port());
    gone.send(request("GET", "/api/v1/events", {{"Cookie", "vigie_session=" + leaves.cookie}}));
    here.send(request("GET", "/api/v1/events", {{"Cookie", "vigie_session=" + stays.cookie}}));
    REQUIRE(gone.wait_for(": still here"));
    CHECK(leaves.send("DELETE", "/api/v1/session").status == 204);
    CHECK(gone.closes(2000ms));
    here.forget();
    CHECK(here.wait_for(": still here"));
    Wire nobody(house.port());
    nobody.send(request("GET", "/api/v1/events"));
    CHECK(nobody.answer().status == 401);
}

TEST_CASE("the queue is filtered, sorted and paged; an unknown name is an error, never ignored") {
    Montclar house(api());
    auto browser = house.as("reader");
    const auto total = [&](const std::string& query) {
        const auto answer = browser.get("/api/v1/incidents?" + query);
        return answer.status == 200 ? answer.json()["total"].get<int>() : -answer.status;
    };
    CHECK(total("") == 42);
    CHECK(total("status=open") == 1);
    CHECK(total("status=open,closed") == 42);
    CHECK(total("status=open&status=closed") == 42);
    CHECK(total("severity=critical&kind=impersonation&owner=analyst&asset=domain-montclar") == 1);
    CHECK(total("owner=-") == 41);
    CHECK(total("text=C1AIRE") == 1);
    CHECK(total("text=%C3%89%ff") == 0);
    CHECK(total("late=true") == 1);
    CHECK(total("late=false&limit=1&offset=41") == 42);
    for (const auto* bad : {"status=urgent", "severity=urgent", "kind=nonsense", "late=maybe", "sort=best",
                            "limit=0", "limit=501", "limit=x", "offset=-1", "offset=99999999999999999999"}) {
        CAPTURE(bad);
        CHECK(total(bad) == -422);
    }
    CHECK(browser.get("/api/v1/incidents?sort=oldest&limit=1").json()["rows"][0]["incident"]["id"] ==
          "VG-2026-0001");
    CHECK(browser.get("/api/v1/search?q=montclar").json()["items"].size() > 0);
    CHECK(browser.get("/api/v1/search?q=delmas").json()["incidents"].size() == 1);
    CHECK(browser.get("/api/v1/search?q=claire").json()["assets"].size() == 1);
    CHECK(browser.get("/api/v1/search").status == 422);
    CHECK(browser.get("/api/v1/assets?kind=domain&text=mont").json()["by_kind"]["domain"] == 1);
    CHECK(browser.get("/api/v1/assets?kind=nonsense").status == 422);
    CHECK(browser.get("/api/v1/takedowns?state=nonsense").status == 422);
}

TEST_CASE("the overview counts what waits, what is late and what came") {
    Montclar house(api());
    auto browser = house.as("reader");
    const auto j = browser.get("/api/v1/overview").json();
    CHECK(j["counts"]["incidents_open"] == 1);
    CHECK(j["counts"]["incidents_closed"] == 41);
    CHECK(j["counts"]["approvals_waiting"] == 1);
    CHECK(j["open_by_severity"]["critical"] == 1);
    CHECK(j["open_by_severity"]["low"] == 0);
    CHECK(j["approvals"][0]["step"]["id"] == "VG-2026-0042/takedown");
    CHECK(j["late"][0]["step"]["id"] == "VG-2026-0042/call");
    CHECK(j["latest"].size() == 8);
    CHECK(j["latest"][0]["id"] == "VG-2026-0042");
    CHECK(j["findings_per_hour"][23] == 2);
    CHECK(j["kpis"]["detect_s_p50"].is_number());
}

TEST_CASE("a name that is not ours is not answered: DNS rebinding") {
    House house;
    house.options.public_url = "https://vigie.example.test:8443/";
    house.open();
    const auto status = [&](const std::string& host) {
        return Browser(house.port()).get("/api/v1/system", {{"Host", host}}).status;
    };
    for (const auto* ours : {"127.0.0.1", "127.0.0.1:8600", "localhost:8600", "LocalHost", "[::1]:8600",
                             "192.168.1.5", "vigie.example.test", "Vigie.Example.Test:8443"}) {
        CAPTURE(ours);
        CHECK(status(ours) == 200);
    }
    for (const auto* foreign : {"evil.example", "127.0.0.1.evil.example", "vigie.example.test.evil.example",
                                "localhost.evil.example", "1.2.3.4.nip.example"}) {
        CAPTURE(foreign);
        CHECK(status(foreign) == 421);
    }
}

TEST_CASE("health is for everybody, its details and the metrics for this machine only") {
    Montclar house(api());
    Browser browser(house.port());
    CHECK(browser.get("/healthz").body == "ok\n");
    const auto here = browser.get("/health");
    CHECK(here.status == 200);
    CHECK(here.json()["status"] == "ok");
    CHECK(here.json()["sources"][0]["name"] == "bluesky");
    const auto through_proxy = browser.get("/health", {{"X-Forwarded-For", "203.0.113.9"}});
    CHECK_FALSE(through_proxy.json().contains("sources"));
    CHECK(browser.get("/metrics").status == 200);
    CHECK(browser.get("/metrics", {{"X-Forwarded-For", "203.0.113.9"}}).status == 403);
}

TEST_CASE("hostile queries and paths are answered, not obeyed") {
    Montclar house(api());
    auto browser = house.as("reader");
    std::string many = "/api/v1/incidents?";
    for (int i = 0; i < 1500; ++i) many += "x" + std::to_string(i) + "=1&";
    CHECK(browser.get(many + "limit=1").status == 200);
    for (const auto* path : {"/api/v1/incidents/%2e%2e%2f%2e%2e%2fetc", "/api/v1/../../etc/passwd"})
        CHECK(browser.get(path).status == 400);
    for (const auto* path : {"/api/v1/incidents/%ff%fe", "/api/v1/incidents/'%20OR%201=1--",
                             "/api/v1/findings/x", "/api/v1/incidents/", "/api/v1//incidents"}) {
        CAPTURE(path);
        CHECK(browser.get(path).status == 404);
    }
    CHECK(browser.get("/api/v1/search?q=%22%20OR%20*%20NEAR(").status == 200);
    CHECK(browser.get("/api/v1/incidents/" + std::string(3000, 'A')).body.size() < 400);
}

TEST_CASE("a draft is checked for anybody who may read, within limits, and leaves no trace") {
    Montclar house(api());
    auto browser = house.as("reader");
    const auto answer = browser.post("/api/v1/screen", {{"text", "Mme Roux : 06 12 34 56 78"}});
    CHECK(answer.status == 200);
    CHECK(answer.json()["decision"] == "warn");
    CHECK(browser.post("/api/v1/screen", {{"text", "Bonjour"}}).json()["decision"] == "allow");
    CHECK(browser.post("/api/v1/screen", {{"text", ""}}).status == 422);
    CHECK(browser.post("/api/v1/screen", {{"text", std::string(20'001, 'a')}}).status >= 400);
    CHECK(browser.post("/api/v1/screen", {{"text", "a"}, {"images", "x"}}).status >= 400);
    CHECK(house.as("admin").get("/api/v1/audit?limit=500").body.find("Roux") == std::string::npos);
    CHECK(Browser(house.port()).post("/api/v1/screen", {{"text", "Bonjour"}}).status == 401);
}
