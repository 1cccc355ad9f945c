#include <vigie/base/limits.hpp>
#include <vigie/model/json.hpp>
#include <vigie/plugins/jetstream.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

namespace vigie::plugins {
namespace {

using nlohmann::json;

const std::string folder = std::string(VIGIE_SOURCE_DIR) + "/src/plugins/sources/jetstream/";

std::string post_of(const std::string& text, const std::string& more = "") {
    return R"({"did":"did:plc:a","time_us":1760000000123456,"kind":"commit","commit":{"rev":"r","operation":"create",)"
           R"("collection":"app.bsky.feed.post","rkey":"k","record":{"text":")" +
           text + "\"" + more + "}}}";
}

void check_item(const json& expected, const model::Item& item) {
    model::Json written;
    model::to_json(written, item);
    const auto actual = json::parse(written.dump());
    for (const auto& entry : expected.items()) {
        const auto& key = entry.key();
        const auto& value = entry.value();
        CAPTURE(key);
        if (value.is_null()) {
            CHECK_FALSE(actual.contains(key));
        } else if (value == "") {
            CHECK(actual.value(key, "") == "");
        } else {
            CHECK(actual.value(key, json()).dump() == value.dump());
        }
    }
}

}  // namespace

TEST_CASE("every recorded oddity decodes as its case says") {
    std::ifstream file(folder + "cases/decode.jsonl");
    REQUIRE(file.is_open());
    JetstreamDecoder decoder;  // one for all: a bad event must leave no trace
    std::string line;
    int count = 0;
    while (std::getline(file, line)) {
        const auto c = json::parse(line);
        ++count;
        CAPTURE(c["name"]);
        const auto event =
            decoder.decode(c.contains("raw") ? c["raw"].get<std::string>() : c["event"].dump());
        if (c.contains("error")) {
            REQUIRE_FALSE(event.has_value());
            CHECK(event.error().code == Errc::parse);
            continue;
        }
        REQUIRE(event.has_value());
        CHECK(name(event->kind) == c["kind"]);
        CHECK(event->item.has_value() == !c["item"].is_null());
        CHECK(event->key.empty() == c["item"].is_null());
        if (!event->item) continue;
        check_item(c["item"], *event->item);
        CHECK(json(event->item->warnings) == c["warnings"]);
    }
    CHECK(count > 60);
}

TEST_CASE("two sendings of one event have one key, two events have two") {
    const auto a = decode_jetstream(post_of("x"));
    auto changed = post_of("x");
    changed.replace(changed.find("create"), 6, "update");
    CHECK(a->key == decode_jetstream(post_of("x"))->key);
    CHECK(a->key != decode_jetstream(changed)->key);
}

TEST_CASE("a record of two megabytes is kept up to the limit, one beyond the frame limit is refused") {
    JetstreamDecoder decoder;
    std::string text;
    for (int i = 0; text.size() < (std::size_t{2} << 20); ++i)
        text += fmt::format("é mot{} exemple{}.fr #tag{} ", i, i, i);
    const auto event = decoder.decode(post_of(text));
    REQUIRE(event.has_value());
    const auto& item = *event->item;
    CHECK(item.text.size() <= limits::text_bytes);
    CHECK(item.text.size() > limits::text_bytes - 4);
    CHECK(item.links.size() == limits::list_items);
    CHECK(item.hashtags.size() == limits::list_items);
    CHECK(item.warnings == std::vector<std::string>{"text.truncated"});
    CHECK_FALSE(decoder.decode(post_of(std::string(limits::frame_bytes, 'x'))).has_value());
    CHECK(decoder.decode(post_of("still works")).has_value());
}

TEST_CASE("bytes that are no UTF-8 are replaced") {
    const auto event = decode_jetstream(post_of("caf\xe9 \xf0\x9f"));
    REQUIRE(event.has_value());
    CHECK(event->item->text.starts_with("caf\xef\xbf\xbd"));
    CHECK(event->item->warnings == std::vector<std::string>{"text.mended"});
}

TEST_CASE("deep nesting and long lists cost no more than their bytes") {
    JetstreamDecoder decoder;
    const std::string deep(100'000, '[');
    CHECK_FALSE(decoder.decode(deep).has_value());
    const auto nested =
        decoder.decode(post_of("x", ",\"embed\":" + std::string(5000, '[') + std::string(5000, ']')));
    REQUIRE(nested.has_value());
    CHECK(nested->item->text == "x");
    std::string embed;
    for (int i = 0; i < 2000; ++i) embed += R"({"media":)";
    embed += "1" + std::string(2000, '}');
    CHECK(decoder.decode(post_of("x", ",\"embed\":" + embed)).has_value());
    std::string facets;
    for (int i = 0; i < 5000; ++i)
        facets += R"({"index":{"byteStart":0,"byteEnd":1},"features":[{"tag":"t"}]},)";
    facets.back() = ']';
    const auto many = decoder.decode(post_of("x", ",\"facets\":[" + facets));
    REQUIRE(many.has_value());
    CHECK(many->item->hashtags == std::vector<std::string>{"t"});
}

}  // namespace vigie::plugins
