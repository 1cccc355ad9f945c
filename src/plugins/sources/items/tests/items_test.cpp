#include <vigie/model/json.hpp>
#include <vigie/plugins/items.hpp>
#include <vigie/ports/clock.hpp>

#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace vigie::plugins {
namespace {

std::string path_for(const char* name) {
    return (std::filesystem::temp_directory_path() / (std::string("vigie-items-") + name)).string();
}

struct Run {
    std::vector<model::Item> items;
    std::string cursor;
    std::int64_t bad = 0;
};

Run run(const std::string& path, const std::string& cursor = {}, std::size_t stop_after = 1'000'000) {
    ports::ManualClock clock(from_us(1'700'000'000'000'000));
    Run out{.cursor = cursor};
    auto source = make_items_source({.path = path, .follow = false, .defaults = {}});
    watch::SourceContext context{.name = "t", .cursor = cursor, .clock = &clock};
    context.sink = [&](watch::Batch batch) {
        for (auto& item : batch.items) out.items.push_back(std::move(item));
        if (!batch.cursor.empty()) out.cursor = batch.cursor;
        return out.items.size() < stop_after;
    };
    context.report = [&](const watch::SourceHealth& h) { out.bad = h.bad; };
    REQUIRE(source->run(context, {}));
    return out;
}

}  // namespace

TEST_CASE("an item with every member is read whole") {
    ItemDecoder decoder;
    const auto item = decoder.item(R"({"id":"1","network":"bluesky","kind":"quote","url":"https://a.test/1",
        "created_at":"2025-10-09T08:53:20Z","lang":"fr","text":"é","author":{"id":"d","handle":"@h","name":"N","bio":"b",
        "avatar":"a","links":["https://l.test"],"followers":1,"following":2,"posts":3,"created_at":"2024-01-01","verified":true},
        "links":["https://x.test"],"hashtags":["#t"],"mentions":["@m"],"media":[{"type":"image","ref":"r","alt":"t"}],
        "reply_to":"p","repost_of":"q","quote_of":"r","metrics":{"likes":1,"reposts":2,"replies":3,"views":4},
        "rating":4.5,"place":"Lyon","country":"fr","coordinates":{"latitude":45.76,"longitude":4},"unknown":{"deep":[1,2]}})");
    REQUIRE(item.has_value());
    CHECK(item->kind == model::ItemKind::quote);
    CHECK(item->author.handle == "h");
    CHECK(item->author.network == "bluesky");
    CHECK(item->author.posts == 3);
    CHECK(item->author.verified == true);
    CHECK(item->hashtags == std::vector<std::string>{"t"});
    CHECK(item->mentions == std::vector<std::string>{"m"});
    CHECK(item->media.front().alt == "t");
    CHECK(item->metrics.views == 4);
    CHECK(item->rating == 4.5);
    CHECK(item->country == "FR");
    CHECK(item->coordinates == model::Coordinates{45.76, 4});
    CHECK(item->warnings.empty());
}

TEST_CASE("a member of the wrong type costs that member, not the item") {
    ItemDecoder decoder;
    const auto item =
        decoder.item(R"({"id":7,"text":["no"],"created_at":"soon","author":"me","links":"https://one.test",
        "metrics":{"likes":-1},"kind":"banana","hashtags":[1,"ok"]})");
    REQUIRE(item.has_value());
    CHECK(item->id == "7");
    CHECK(item->text.empty());
    CHECK(item->links == std::vector<std::string>{"https://one.test"});
    CHECK(item->hashtags == std::vector<std::string>{"ok"});
    CHECK(item->warnings == std::vector<std::string>{"kind.unknown", "created_at.time", "text.type",
                                                     "author.type", "hashtags.type", "metrics.likes.range"});
}

TEST_CASE("a place that is none costs the place, not the item") {
    ItemDecoder decoder;
    const auto warnings = [&](const std::string& members) {
        const auto item = decoder.item(R"({"id":"1",)" + members + "}");
        REQUIRE(item.has_value());
        CHECK(item->country.empty());
        CHECK_FALSE(item->coordinates.has_value());
        return item->warnings;
    };
    using Codes = std::vector<std::string>;
    CHECK(warnings(R"("country":"France")") == Codes{"country.code"});
    CHECK(warnings(R"("country":33)") == Codes{"country.type"});
    CHECK(warnings(R"("country":"","coordinates":null)") == Codes{});
    CHECK(warnings(R"("coordinates":{"latitude":95,"longitude":2})") == Codes{"coordinates.range"});
    CHECK(warnings(R"("coordinates":{"latitude":48.8})") == Codes{"coordinates.type"});
    CHECK(warnings(R"("coordinates":[48.8,2.3])") == Codes{"coordinates.type"});
    CHECK(warnings(R"("coordinates":{"latitude":"48","longitude":2})") == Codes{"coordinates.type"});
}

TEST_CASE("broken bytes are mended, what cannot be read is refused with a reason") {
    ItemDecoder decoder;
    CHECK(decoder.item(R"({"id":"1","text":"\ud83d ok"})")->text == "\xef\xbf\xbd ok");
    CHECK(decoder.item("{\"id\":\"1\",\"text\":\"\xff ok\"}")->warnings ==
          std::vector<std::string>{"bytes.replaced"});
    for (const auto* bad : {"", "{", "[]", "3", R"({"text":"x"})", R"({"id":null})", "\xff\xfe"}) {
        CHECK_FALSE(decoder.item(bad).has_value());
    }
    CHECK_FALSE(decoder.item(std::string(100'000, '[')).has_value());
}

TEST_CASE("inspect's other inputs become items") {
    ItemDecoder decoder;
    CHECK(decoder.account(R"({"network":"bluesky","id":"d","handle":"h","name":"n"})")->kind ==
          model::ItemKind::account);
    CHECK(decoder.account(R"({"network":"bluesky","handle":"h"})")->id == "h");
    CHECK(decoder.domain(R"({"id":"1","domain":"a.test"})")->links == std::vector<std::string>{"a.test"});
    CHECK(decoder.url(R"({"id":"1","url":"https://a.test"})")->kind == model::ItemKind::page);
    CHECK_FALSE(decoder.url(R"({"id":"1"})").has_value());
}

TEST_CASE("foreign JSON lines become items through a column map") {
    const auto map = watch::read_column_map("m.yaml",
                                            "network: x\nmap: {id: id_str, text: full_text, author.handle: "
                                            "user.screen_name, links: urls, metrics.likes: fav}");
    REQUIRE(map.map.has_value());
    ItemDecoder decoder;
    const auto item = decoder.mapped(
        R"({"id_str":"9","full_text":"a","user":{"screen_name":"@u"},"urls":["https://a.test","https://b.test"],"fav":3})",
        *map.map, 1);
    REQUIRE(item.has_value());
    CHECK(item->author.handle == "u");
    CHECK(item->links.size() == 2);
    CHECK(item->metrics.likes == 3);
}

TEST_CASE("a place in a table is read from three columns, both degrees or none") {
    const auto map = watch::read_column_map(
        "m.yaml", "network: x\nmap: {id: id, country: pays, latitude: lat, longitude: lon}");
    REQUIRE(map.map.has_value());
    ItemDecoder decoder;
    const auto read = [&](const char* json) { return decoder.mapped(json, *map.map, 1).value(); };
    const auto whole = read(R"({"id":1,"pays":"be","lat":"50.85","lon":4.35})");
    CHECK(whole.country == "BE");
    CHECK(whole.coordinates == model::Coordinates{50.85, 4.35});
    CHECK(whole.warnings.empty());
    for (const auto* json : {R"({"id":1,"lat":50.85})", R"({"id":1,"lat":95,"lon":4})"}) {
        CHECK_FALSE(read(json).coordinates.has_value());
        CHECK(read(json).warnings == std::vector<std::string>{"coordinates.range"});
    }
    CHECK(read(R"({"id":1,"pays":"Belgique","lat":"nord"})").warnings ==
          std::vector<std::string>{"country.type", "latitude.type"});
}

TEST_CASE("a file with bad lines gives its good items, and resumes where it stopped") {
    const auto path = path_for("resume.jsonl");
    {
        std::ofstream file(path, std::ios::binary);
        file << "\xef\xbb\xbf{\"id\":\"0\",\"text\":\"a\"}\r\nnot json\n\n{\"id\":\"1\",\"text\":\"b\"}\n"
             << std::string(2'000'000, 'x') << "\n";
        for (int i = 2; i < 3000; ++i)
            file << R"({"id":")" << i << R"(","text":"c"})"
                 << "\n";
        file << R"({"id":"last","text":"no newline"})";
    }
    const auto all = run(path);
    CHECK(all.items.size() == 3001);
    CHECK(all.bad == 2);
    const auto first = run(path, {}, 600);
    const auto rest = run(path, first.cursor);
    CHECK(first.items.size() + rest.items.size() == 3001);
    CHECK(rest.items.back().id == "last");
    CHECK(run(path, all.cursor).items.empty());
    std::ofstream(path, std::ios::binary) << R"({"id":"new"})"
                                          << "\n";
    CHECK(run(path, all.cursor).items.size() == 1);
    std::filesystem::remove(path);
}

}  // namespace vigie::plugins

TEST_CASE("items: what Vigie found out before is read again, and nothing that is malformed") {
    vigie::plugins::ItemDecoder decoder;
    const std::string hash(64, 'a');
    const auto item = decoder.item(
        R"({"id":"p","kind":"page","url":"https://t.example/x","author":{"handle":"a","picture":{"pdq":")" +
        hash +
        R"(","quality":100}},"media":[{"type":"image","picture":{"pdq":"zz"}}],"visits":[{"visitor":"mobile","url":"https://t.example/x",)"
        R"("hops":[{"url":"https://t.example/x","how":"asked","status":302},7],"final_url":"https://evil.example/","status":200,)"
        R"("forms":[{"action":"https://evil.example/p","method":"post","fields":["password:pw"]}],"asks_password":true,"bytes":12}]})");
    REQUIRE(item);
    REQUIRE(item->author.picture);
    CHECK(item->author.picture->pdq == hash);
    CHECK_FALSE(item->media.at(0).picture);
    REQUIRE(item->visits.size() == 1);
    CHECK(item->visits[0].hops.size() == 1);
    CHECK(item->visits[0].forms.at(0).fields.at(0) == "password:pw");
    CHECK(item->visits[0].asks_password);
    CHECK(item->warnings.size() == 2);
    vigie::model::Json j = *item;
    CHECK(j.get<vigie::model::Item>() == *item);
}
