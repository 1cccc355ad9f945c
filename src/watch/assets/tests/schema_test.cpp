#include <vigie/kit/testing/schema.hpp>
#include <vigie/watch/register.hpp>

#include <doctest/doctest.h>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <set>

namespace vigie::watch {
namespace {

using kit::testing::keys;
using Json = nlohmann::json;

Json schema() {
    return kit::testing::schema(VIGIE_SOURCE_DIR "/schemas/assets.schema.json");
}

std::set<std::string> known_fields(const std::string& content) {
    return kit::testing::known_fields(read_register({{"a.yaml", content}}).diagnostics);
}

}  // namespace

TEST_CASE("the schema of the register names the fields that the reader knows, no more and no less") {
    const auto s = schema();
    CHECK(known_fields("zzzzzzzzzzzzzzzz: 1\n") == keys(s["properties"]));
    for (const auto& [section, described] : s["properties"].items()) {
        const auto target = described["oneOf"][0]["$ref"].get<std::string>();
        CAPTURE(section);
        CHECK(known_fields(fmt::format("{}: [{{zzzzzzzzzzzzzzzz: 1}}]\n", section)) ==
              keys(s.at(Json::json_pointer(target.substr(1)))["oneOf"][1]["properties"]));
    }
}

TEST_CASE("the examples in the schema of the register are read") {
    const auto s = schema();
    for (const auto& [section, described] : s["properties"].items()) {
        REQUIRE_FALSE(described["description"].get<std::string>().empty());
        REQUIRE_FALSE(described["examples"].empty());
        for (const auto& example : described["examples"]) {
            const auto content = Json{{section, example}}.dump();  // JSON is YAML
            std::string said;
            for (const auto& d : read_register({{"a.yaml", content}}).diagnostics) {
                if (d.code != "assets.no-accounts") said += render(d, content);
            }
            CHECK(said == "");
        }
    }
}

}  // namespace vigie::watch
