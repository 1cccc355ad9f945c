// Rules through the API, as the console uses them.
#include "montclar.hpp"

using namespace vigie;
using namespace vigie::serve::testing;

namespace {

const OpenApi& api() {
    static const OpenApi loaded;
    return loaded;
}

const std::string path = "/api/v1/rules/adviser-asks-for-money";

// Items that the rule's condition hits, with or without a case and its verdict.
void add_item(Montclar& house, const std::string& id, const std::string& text, int hours_ago,
              model::Verdict verdict) {
    house.write([&](ports::Session& s) -> Result<> {
        model::Item item;
        item.network = "bluesky";
        item.id = id;
        item.text = text;
        item.observed_at = start - std::chrono::hours(hours_ago);
        VIGIE_TRY(s.put_item(item));
        VIGIE_TRY(s.add_hits(item.key(), item.observed_at, {"rule:adviser-asks-for-money", "rule:other"}));
        if (verdict == model::Verdict::none) return {};
        model::Incident draft;
        draft.kind = "rule";
        draft.verdict = verdict;
        draft.opened_at = item.observed_at;
        VIGIE_TRY_ASSIGN(const auto made, s.create_incident(draft));
        model::Finding f;
        f.id = model::FindingId("f" + id);
        f.item = item.key();
        f.at = item.observed_at;
        f.incident = made.id;
        VIGIE_TRY(s.put_finding(f));
        return {};
    });
}

Json set_mode(Browser& browser, const Json& body) {
    return browser.send("PUT", path + "/mode", {}, body.dump()).json();
}

}  // namespace

TEST_CASE("a rule shows what its files made of it, and how good it is") {
    Montclar house(api());
    add_item(house, "1", "Montclar virement", 1, model::Verdict::confirmed);
    add_item(house, "2", "Montclar virement", 2, model::Verdict::false_alarm);
    add_item(house, "3", "Montclar virement", 30, model::Verdict::none);
    house.write([&](ports::Session& s) { return s.add_rule_cost("adviser-asks-for-money", 400); });
    auto anna = house.as("reader");
    const auto rule = anna.get(path).json();
    CHECK(rule["severity"] == "high");
    CHECK(rule["place"] == "rules.yaml:1:2");
    CHECK(rule["effective"]["condition"].get<std::string>().ends_with("AND NOT (from:lesechos.example)"));
    CHECK(rule["effective"]["changes"].size() == 2);
    CHECK(rule["effective"]["set_by"]["severity"].get<std::string>().starts_with("rules.local.yaml:"));
    CHECK(rule["exceptions"][0]["values"][0][0] == "lesechos.example");
    const auto& stats = rule["stats"];
    CHECK(stats["hits_day"] == 2);
    CHECK(stats["hits_day_before"] == 1);
    CHECK(stats["hits_week"] == 3);
    CHECK(stats["never_fired"] == false);
    CHECK(stats["precision"] == 0.5);
    CHECK(stats["cost_us"] == 0.4);
    CHECK(stats["overlap"][0]["rule"] == "other");
    CHECK(stats["overlap"][0]["share"] == 1);
    CHECK(rule["per_hour"][22] == 1);
    CHECK(anna.get("/api/v1/rules/nobody").status == 404);
    CHECK(anna.get("/api/v1/rules").json()["rows"].size() == 1);
}

TEST_CASE("a rule that never fired says so") {
    const Montclar house(api());
    auto anna = house.as("reader");
    const auto stats = anna.get(path).json()["stats"];
    CHECK(stats["never_fired"] == true);
    CHECK(stats["precision"].is_null());
    CHECK_FALSE(stats.contains("last_hit_at"));
}

TEST_CASE("a shadow rule is promoted with a reason that stands in the audit chain") {
    const Montclar house(api());
    auto anna = house.as("analyst");
    CHECK(anna.get(path).json()["mode"] == "shadow");
    const auto promoted = set_mode(anna, {{"mode", "live"}, {"why", "Trois semaines sans fausse alerte."}});
    CHECK(promoted["mode"] == "live");
    CHECK(promoted["mode_by"] == "analyst");
    CHECK(promoted["mode_why"] == "Trois semaines sans fausse alerte.");
    CHECK(promoted["effective"]["changes"].size() == 3);
    const auto row = anna.get("/api/v1/audit?newest_first=true&limit=1").json()["rows"][0];
    CHECK(row["act"] == "rule.mode");
    CHECK(row["object"] == "adviser-asks-for-money");
    CHECK(row["says"]["fr"] == "Règle «\u00A0adviser-asks-for-money\u00A0»\u00A0: en observation → active");
    CHECK(row["why"] == "Trois semaines sans fausse alerte.");
    for (const auto& body : {Json{{"mode", "live"}}, Json{{"mode", "on"}, {"why", "x"}}, Json{{"why", "x"}},
                             Json{{"mode", "off"}, {"why", std::string(2001, 'x')}}}) {
        CAPTURE(body.dump().substr(0, 40));
        CHECK(set_mode(anna, body)["error"]["code"] == "invalid_argument");
    }
    CHECK(anna.send("PUT", "/api/v1/rules/nobody/mode", {}, R"({"mode":"off","why":"x"})").status == 404);
}

TEST_CASE("a backtest compares a rule with another wording of it, with labels") {
    Montclar house(api());
    add_item(house, "1", "Montclar virement", 1, model::Verdict::confirmed);
    add_item(house, "2", "Montclar virement urgent", 2, model::Verdict::false_alarm);
    add_item(house, "3", "Montclar bitcoin", 30, model::Verdict::none);
    auto anna = house.as("analyst");
    const auto same = anna.post(path + "/backtest", {{"hours", 72}}).json();
    CHECK(same["current"]["matched"] == 2);
    CHECK(same["candidate"] == same["current"]);
    CHECK(same["kept"] == 2);
    const auto other =
        anna.post(path + "/backtest", {{"hours", 72}, {"condition", "(virement -urgent) OR bitcoin"}}).json();
    CHECK(other["current"]["precision"] == 0.5);
    CHECK(other["candidate"]["precision"] == 1);
    REQUIRE(other["gained"].size() == 1);
    CHECK(other["gained"][0]["item"]["id"] == "3");
    CHECK(other["gained"][0]["highlights"][0]["field"] == "text");
    REQUIRE(other["lost"].size() == 1);
    CHECK(other["lost"][0]["verdict"] == "false_alarm");
    CHECK(other["lost"][0].contains("incident"));
    const auto wrong = anna.post(path + "/backtest", {{"hours", 72}, {"condition", "(virement"}});
    CHECK(wrong.status == 422);
    CHECK(wrong.code() == "invalid_query");
    CHECK(wrong.json()["problems"][0]["place"]["begin"] == 0);
    CHECK(anna.post(path + "/backtest", {{"hours", 0}}).code() == "invalid_argument");
    CHECK(anna.post(path + "/backtest", {{"hours", 5}, {"condition", 7}}).code() == "invalid_argument");
    CHECK(anna.post("/api/v1/rules/nobody/backtest", {{"hours", 5}}).status == 404);
}
