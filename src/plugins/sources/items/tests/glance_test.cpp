#include <vigie/model/describe.hpp>
#include <vigie/plugins/items_glance.hpp>

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>

namespace vigie::plugins {
namespace {

class Both {
public:
    bool check(std::string_view json) {
        CAPTURE(json);
        const std::string exact(json);
        model::ItemView view;
        const bool seen = glance_.of(exact, view);
        const auto item = decoder_.item(exact);
        REQUIRE(seen == item.has_value());
        if (!item) {
            CHECK(glance_.error().message == item.error().message);
            return false;
        }
        model::ItemViewer viewer;
        REQUIRE(model::describe(view) == model::describe(viewer.of(*item)));
        return true;
    }

private:
    ItemGlance glance_{{.network = "forum", .kind = model::ItemKind::comment}};
    ItemDecoder decoder_{{.network = "forum", .kind = model::ItemKind::comment}};
};

const std::string whole = R"({"id":"1","network":"bluesky","kind":"quote","url":"https://a.test/1",
    "created_at":"2025-10-09T08:53:20Z","observed_at":"2025-10-09T08:53:21.5+02:00","lang":"fr","text":"\u00e9t\u00e9 \"à\"",
    "author":{"id":7,"handle":"@h","name":"N","bio":"b\n","avatar":"a","links":["https://l.test"],"followers":1,
    "following":2,"posts":3,"created_at":"2024-01-01","verified":true,"extra":{}},"links":["https://x.test"],
    "hashtags":["#t","u"],"mentions":["@m"],"media":[{"type":"image","ref":"r","alt":"t"},{"type":"video"},{}],
    "reply_to":"p","repost_of":"q","quote_of":"r","metrics":{"likes":1,"reposts":2,"replies":3,"views":4},
    "rating":4.5,"place":"Lyon","country":"fr","coordinates":{"latitude":45.76,"longitude":4},"cid":"c","deleted":true,
    "account_status":"suspended","unknown":{"deep":[1,2.5,null,true,"x"]}})";

}  // namespace

TEST_CASE("a glance at an item sees what the decoder reads") {
    Both both;
    CHECK(both.check(whole));
    CHECK(both.check(R"({"id":12})"));
    CHECK(both.check(
        R"({"id":"a","author":null,"links":null,"metrics":null,"text":null,"rating":null,"deleted":null})"));
    CHECK(both.check(
        R"({"id":"a","links":"https://one.test","hashtags":[1,"x"],"rating":"5","metrics":{"likes":-1}})"));
    CHECK(
        both.check(R"({"id":"a","metrics":{"likes":1.9},"text":5,"kind":"nonsense","author":{"handle":5}})"));
    CHECK(both.check(R"({"id":"a","id":"b","te\u0078t":"hidden","text":"twice","text":"three"})"));
    CHECK(both.check(R"({"id":"a","coordinates":{"latitude":1},"country":"zz","created_at":"yesterday"})"));
    CHECK(both.check("{\"id\":\"a\",\"text\":\"caf\xe9\"}"));
    CHECK(both.check(R"({"id":"a","text":"\ud800"})"));
    CHECK_FALSE(both.check(R"({"id":"a","x":[}})"));
    CHECK_FALSE(both.check(R"({"id":"a","x":01})"));
    CHECK_FALSE(both.check(R"({"id":"a"} {})"));
    CHECK_FALSE(both.check(R"({"id":""})"));
    CHECK_FALSE(both.check(R"([])"));
    CHECK_FALSE(both.check(""));
}

TEST_CASE("a glance at an item cut or changed anywhere sees what the decoder reads") {
    static constexpr std::string_view bytes("\"\\{}[],: \n0-9.eutfn@#\x01\xC3\xA9\xFF", 25);
    static constexpr std::array pieces{"null",
                                       "true",
                                       "1",
                                       "-2",
                                       "1e3",
                                       "\"\"",
                                       "[]",
                                       "{}",
                                       "[\"a\",null]",
                                       "nul",
                                       "99999999999999999999",
                                       "\"a\\u0000b\""};
    Both both;
    for (std::size_t i = 0; i < whole.size(); ++i) both.check(whole.substr(0, i));
    std::mt19937_64 random(7);
    int read = 0;
    for (int round = 0; round < 12'000; ++round) {
        auto json = whole;
        for (auto n = 1 + random() % 3; n > 0; --n) {
            const auto at = random() % json.size();
            switch (random() % 5) {
                case 0: json.erase(at, 1 + random() % 5); break;
                case 1: json.insert(at, 1, bytes[random() % bytes.size()]); break;
                case 2: json[at] = bytes[random() % bytes.size()]; break;
                default: {  // another value for a member
                    const auto colon = json.find(':', at);
                    if (colon == std::string::npos) break;
                    const auto end = json.find_first_of(",}]", colon);
                    json.replace(colon + 1, end - colon - 1, pieces[random() % pieces.size()]);
                }
            }
        }
        read += both.check(json) ? 1 : 0;
    }
    CHECK(read > 2000);
}

TEST_CASE("lists and texts over their limits are cut alike") {
    Both both;
    std::string list = "[";
    for (int i = 0; i < 300; ++i) list += "\"x\",";
    list.back() = ']';
    CHECK(
        both.check(R"({"id":"a","links":)" + list + R"(,"media":[)" + std::string(R"({"alt":"x"})") + "]}"));
    CHECK(both.check(R"({"id":"a","text":")" + std::string(70'000, 'e') + "\"}"));
    std::string accents;
    while (accents.size() < 70'001) accents += "é";
    CHECK(both.check(R"({"id":"a","text":")" + accents + "\"}"));
    CHECK(both.check(R"({"id":"a","text":")" + std::string(3 << 20, 'e') + "\"}"));
    CHECK(both.check(R"({"id":"a","text":"small again"})"));
}

}  // namespace vigie::plugins
