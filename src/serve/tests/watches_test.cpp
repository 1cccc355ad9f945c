// Watches through the API, as the console uses them.
#include "montclar.hpp"

using namespace vigie;
using namespace vigie::serve::testing;

namespace {

const OpenApi& api() {
    static const OpenApi loaded;
    return loaded;
}

Json draft(const std::string& name, const std::string& query) {
    return {{"name", name}, {"query", query}};
}

std::string acts(Browser& browser) {
    std::string out;
    const auto all = browser.get("/api/v1/audit?newest_first=true&limit=50").json();
    for (const auto& row : all["rows"]) {
        if (row["act"].get<std::string>().starts_with("watch."))
            out += row["act"].get<std::string>() + ": " + row["says"]["en"].get<std::string>() + "\n";
    }
    return out;
}

}  // namespace

TEST_CASE("a watch is written, changed, deleted and brought back, each in the audit chain") {
    const Montclar house(api());
    auto anna = house.as("analyst");
    const auto made = anna.post("/api/v1/watches", draft("offres", "montclar bonus"));
    REQUIRE(made.status == 200);
    CHECK(made.json()["version"] == 1);
    CHECK(made.json()["created_by"] == "analyst");
    const auto put = [&](const Json& body) {
        return anna.send("PUT", "/api/v1/watches/offres", {}, body.dump());
    };
    CHECK(put({{"version", 1}, {"query", "montclar cadeau"}, {"why", "plus large"}}).json()["version"] == 2);
    const auto stale = put({{"version", 1}, {"enabled", false}});
    CHECK(stale.status == 409);
    CHECK(stale.code() == "conflict");
    CHECK(put({{"enabled", false}}).status == 422);
    const auto gone = anna.send("DELETE", "/api/v1/watches/offres", {}, "");
    CHECK(gone.status == 200);
    CHECK(gone.json()["deleted"] == true);
    const auto listed = [&](const std::string& filter) {
        return anna.get("/api/v1/watches?kind=console" + filter).json()["total"].get<int>();
    };
    CHECK(listed("") == 1);
    CHECK(listed("&deleted=true") == 2);
    CHECK(anna.post("/api/v1/watches", draft("offres", "x")).status == 409);
    const auto back = put({{"version", 3}});
    CHECK(back.json()["deleted"] == false);
    CHECK(back.json()["query"] == "montclar cadeau");
    CHECK(acts(anna) ==
          "watch.changed: Watch “offres” changed: brought back\n"
          "watch.deleted: Watch “offres” deleted\n"
          "watch.changed: Watch “offres” changed: query “montclar bonus” → “montclar cadeau”\n"
          "watch.created: Watch “offres” created: montclar bonus\n");
}

TEST_CASE("what cannot be a watch is refused, with the places of a query's errors") {
    const Montclar house(api());
    auto anna = house.as("analyst");
    const auto bad = anna.post("/api/v1/watches", draft("x", "a OR \"b"));
    CHECK(bad.status == 422);
    CHECK(bad.code() == "invalid_query");
    REQUIRE_FALSE(bad.json()["problems"].empty());
    CHECK(bad.json()["problems"][0]["place"]["begin"] == 5);
    CHECK(anna.post("/api/v1/watches", draft("x", "watch:x y")).code() == "invalid_query");
    CHECK(anna.post("/api/v1/watches", draft("pas bon", "a")).code() == "invalid_argument");
    CHECK(anna.post("/api/v1/watches", draft("asset:x", "a")).code() == "invalid_argument");
    for (const auto& more : {Json{{"asset", "brand:nobody"}}, Json{{"tags", "x"}}, Json{{"tags", {""}}},
                             Json{{"enabled", "yes"}}, Json{{"note", std::string(2001, 'x')}},
                             Json{{"query", 7}}, Json{{"why", std::string(2001, 'x')}}}) {
        auto body = draft("x", "a");
        body.update(more);
        CAPTURE(more.dump());
        CHECK(anna.post("/api/v1/watches", body).code() == "invalid_argument");
    }
    CHECK(anna.get("/api/v1/watches?kind=console").json()["total"] == 1);
    CHECK(anna.get("/api/v1/watches?kind=nonsense").status == 422);
    CHECK(anna.get("/api/v1/watches?sort=nonsense").status == 422);
    CHECK(anna.get("/api/v1/watches/nobody").status == 404);
    CHECK(anna.get("/api/v1/watches/nobody/volume").status == 404);
    CHECK(anna.get("/api/v1/watches/nobody/items").status == 404);
}

TEST_CASE("watches of files and assets are read here and changed elsewhere; what is used stays") {
    Montclar house(api());
    model::Watch of_file;
    of_file.name = "of-file";
    of_file.kind = model::WatchKind::file;
    of_file.query = "watch:faux-conseillers telegram";
    of_file.place = "watches.yaml:3";
    house.files.watches = {of_file};
    house.refresh();
    auto anna = house.as("analyst");
    const auto file = anna.get("/api/v1/watches/of-file").json();
    CHECK(file["kind"] == "file");
    CHECK(file["place"] == "watches.yaml:3");
    const auto refused = anna.send("PUT", "/api/v1/watches/of-file", {}, R"({"version":0})");
    CHECK(refused.status == 403);
    CHECK(refused.json()["error"]["help"] == "Change it in watches.yaml:3.");
    CHECK(anna.post("/api/v1/watches", draft("of-file", "x")).status == 409);
    CHECK(anna.send("DELETE", "/api/v1/watches/faux-conseillers", {}, "").status == 409);
    const auto asset = anna.get("/api/v1/watches/asset:domain-montclar").json();
    CHECK(asset["kind"] == "asset");
    CHECK(asset["asset"] == "domain-montclar");
    CHECK(anna.send("DELETE", "/api/v1/watches/asset:domain-montclar", {}, "").status == 403);
    CHECK(anna.get("/api/v1/watches?kind=file,asset").json()["by_kind"]["file"] == 1);
}

TEST_CASE("an asset's id with slashes in it is still one part of a path") {
    Montclar house(api());
    model::Asset link;
    link.id = model::AssetId("link:https://partenaire.example/page/");
    link.kind = model::AssetKind::link;
    link.value = "https://partenaire.example/page/";
    house.assets = std::make_shared<model::AssetRegister>(std::vector{link}, "v");
    house.refresh();
    auto anna = house.as("reader");
    const std::string name = "asset:link:https:%2F%2Fpartenaire.example%2Fpage%2F";
    CHECK(anna.get("/api/v1/watches/" + name).json()["query"] == "url:partenaire.example/page/");
    CHECK(anna.get("/api/v1/watches/" + name + "/volume?hours=3").json()["per_hour"].size() == 3);
}

TEST_CASE("volumes are counted by the hour and sorted by; the latest items come with their highlights") {
    Montclar house(api());
    house.write([&](ports::Session& s) -> Result<> {
        for (int i = 0; i < 30; ++i) {
            model::Item item;
            item.network = "bluesky";
            item.id = std::to_string(i);
            item.text = "Montclar offre un BONUS";
            item.media = {{"image", "x", ""}, {"image", "y", "un bonus en photo"}};
            item.observed_at = start - std::chrono::hours(i);
            VIGIE_TRY(s.put_item(item));
            VIGIE_TRY(s.add_hits(item.key(), item.observed_at, {"offres"}));
        }
        return {};
    });
    auto anna = house.as("analyst");
    REQUIRE(anna.post("/api/v1/watches", draft("offres", "bonus OR alt:bonus")).status == 200);
    const auto rows = anna.get("/api/v1/watches?sort=volume&limit=1").json();
    CHECK(rows["rows"][0]["name"] == "offres");
    CHECK(rows["rows"][0]["hits"] == Json{{"hour", 1},
                                          {"hour_before", 1},
                                          {"day", 24},
                                          {"day_before", 6},
                                          {"week", 30},
                                          {"week_before", 0}});
    const auto volume = anna.get("/api/v1/watches/offres/volume?hours=20").json();
    CHECK(volume["total"] == 20);
    CHECK(volume["total_before"] == 10);
    CHECK(volume["from"] == "2026-03-08T13:00:00.000Z");
    CHECK(anna.get("/api/v1/watches/offres/volume?hours=0").status == 422);
    const auto items = anna.get("/api/v1/watches/offres/items?limit=2").json()["rows"];
    REQUIRE(items.size() == 2);
    CHECK(items[0]["item"]["id"] == "29");
    const auto& highlights = items[0]["highlights"];
    REQUIRE(highlights.size() == 2);
    CHECK(highlights[1]["field"] == "media.1.alt");
    CHECK(highlights[0]["field"] == "text");
    CHECK(highlights[0]["start"] == 18);
    CHECK(highlights[0]["end"] == 23);
}

TEST_CASE("a query is read and explained while it is written") {
    const Montclar house(api());
    auto anna = house.as("analyst");
    const auto check = [&](const std::string& query) {
        return anna.post("/api/v1/queries/check", {{"query", query}}).json();
    };
    const auto good =
        check("#Montclar \"sans risque\" lang:fr has:link watch:faux-conseillers /ab+/ @a.example x*");
    for (const auto& p : good["problems"]) CHECK_MESSAGE(p["level"] == "warning", p.dump());
    CHECK_FALSE(good["says"]["fr"].get<std::string>().empty());
    CHECK_FALSE(good["plan"]["anchors"].empty());
    std::string kinds;
    for (const auto& mark : good["marks"]) kinds += mark["kind"].get<std::string>() + " ";
    CHECK(kinds == "tag phrase field flag reference regex handle pattern ");
    const auto wrong = check("\"Montclar");
    CHECK(wrong["problems"][0]["level"] == "error");
    CHECK_FALSE(wrong.contains("plan"));
    CHECK(anna.post("/api/v1/queries/check", {{"query", std::string(100'000, '(')}}).status == 200);
    CHECK(anna.post("/api/v1/queries/preview", {{"query", "a b"}, {"hours", 0}}).status == 422);
    CHECK(anna.post("/api/v1/queries/preview", {{"query", "a ("}}).code() == "invalid_query");
}

TEST_CASE("a preview shows what the stream brought that nobody keeps, and says that it is not stored") {
    Montclar house(api());
    model::Item item;
    item.network = "bluesky";
    item.id = "stream-1";
    item.text = "placement sans risque";
    model::ItemViewer viewer;
    house.recent.offer(viewer.of(item), start - std::chrono::minutes(30));
    auto anna = house.as("analyst");
    const auto shown = anna.post("/api/v1/queries/preview", {{"query", "placement"}}).json();
    CHECK(shown["from_stream"]["matched"] == 1);
    CHECK(shown["estimate"]["basis"] == "stream");
    CHECK(shown["estimate"]["per_day"] == 48);
    REQUIRE(shown["rows"].size() == 1);
    CHECK(shown["rows"][0]["stored"] == false);
    CHECK(shown["rows"][0]["highlights"][0]["end"] == 9);
    CHECK(shown["per_hour"].size() == 24);
}
