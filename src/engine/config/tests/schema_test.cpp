#include <vigie/engine/config.hpp>
#include <vigie/kit/testing/schema.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <set>

namespace vigie::engine {
namespace {

using kit::testing::keys;
using Json = nlohmann::json;

Json schema() {
    return kit::testing::schema(VIGIE_SOURCE_DIR "/schemas/config.schema.json");
}

Result<std::string> any_secret(const SecretPlace& place) {
    return place.kind == SecretPlace::Kind::env ? "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
                                                : "hunter2";
}

std::set<std::string> known_fields(const std::string& content) {
    return kit::testing::known_fields(read_config("vigie.yaml", content, any_secret).diagnostics);
}

}  // namespace

TEST_CASE("the schema of the configuration names the fields that the reader knows, no more and no less") {
    const auto s = schema();
    const auto& defs = s["$defs"];
    const std::string odd = "zzzzzzzzzzzzzzzz: 1}";
    CHECK(known_fields(odd.substr(0, odd.size() - 1)) == keys(s["properties"]));
    for (const auto* section : {"serve", "log", "preview", "stories"}) {
        CHECK(known_fields(section + (": {" + odd)) == keys(s["properties"][section]["properties"]));
    }
    for (const auto* type : {"jetstream", "jetstream_file", "items", "csv", "ct", "feed", "safe_browsing"}) {
        CHECK(known_fields(std::string("sources: {type: ") + type + ", " + odd) ==
              keys(defs[type]["properties"]));
    }
    for (const auto* type : {"email", "webhook", "slack", "teams", "mattermost", "discord", "pagerduty",
                             "jira", "syslog", "thehive", "misp", "taxii"}) {
        CHECK(known_fields(std::string("channels: {x: {type: ") + type + ", " + odd + "}") ==
              keys(defs[type]["properties"]));
    }
    for (const auto* type : {"mastodon", "abuse_mail", "netcraft", "assisted"}) {
        CHECK(known_fields(std::string("desks: {x: {type: ") + type + ", " + odd + "}") ==
              keys(defs[type]["properties"]));
    }
    CHECK(known_fields("desks: {bluesky: {" + odd + "}") == keys(defs["bluesky_desk"]["properties"]));
    std::set<std::string> fields;
    for (const auto& field : defs["csv"]["properties"]["map"]["oneOf"][1]["propertyNames"]["enum"])
        fields.insert(field);
    const auto& mappable = watch::mappable_fields();
    CHECK(fields == std::set<std::string>(mappable.begin(), mappable.end()));
}

TEST_CASE("the examples and usual values in the schema of the configuration are read") {
    const auto s = schema();
    Json all;
    for (const auto& [section, described] : s["properties"].items()) {
        REQUIRE_FALSE(described["description"].get<std::string>().empty());
        if (described.contains("examples")) all[section] = described["examples"].at(0);
    }
    std::string said;
    const auto content = all.dump();  // JSON is YAML
    for (const auto& d : read_config("vigie.yaml", content, any_secret).diagnostics)
        said += render(d, content);
    CHECK(said == "");
    const auto& usual = s["$defs"]["bluesky_desk"]["properties"];
    CHECK(usual["labeler"]["default"] == BlueskyDesk{}.labeler);
    CHECK(usual["service"]["default"] == BlueskyDesk{}.service);
    CHECK(usual["appview"]["default"] == BlueskyDesk{}.appview);
    CHECK(s["properties"]["retention_days"]["default"] == Config{}.retention_days);
    CHECK(s["properties"]["preview"]["properties"]["minutes"]["default"] == Config{}.preview_minutes);
}

}  // namespace vigie::engine
