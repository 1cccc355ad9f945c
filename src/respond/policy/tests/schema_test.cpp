#include <vigie/kit/testing/schema.hpp>
#include <vigie/respond/policy.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <set>

namespace vigie::respond {
namespace {

using kit::testing::keys;
using Json = nlohmann::json;

std::set<std::string> known_fields(const std::string& content) {
    return kit::testing::known_fields(read_policies({{"p.yaml", content}}, {}, {}).diagnostics);
}

}  // namespace

TEST_CASE("the schema of policies names the fields that the reader knows, no more and no less") {
    const auto s = kit::testing::schema(VIGIE_SOURCE_DIR "/schemas/policies.schema.json");
    const auto& defs = s["$defs"];
    const std::string odd = "{zzzzzzzzzzzzzzzz: 1}";
    CHECK(known_fields("zzzzzzzzzzzzzzzz: 1\n") == keys(s["properties"]));
    CHECK(known_fields("budget: " + odd) == keys(s["properties"]["budget"]["properties"]));
    CHECK(known_fields("departments: {it: " + odd + "}") == keys(defs["department"]["properties"]));
    CHECK(known_fields("policies: [" + odd + "]") == keys(defs["policy"]["properties"]));
    CHECK(known_fields("policies: [{id: p, when: " + odd + ", steps: []}]") ==
          keys(defs["policy"]["properties"]["when"]["properties"]));
    CHECK(known_fields("policies: [{id: p, steps: [" + odd + "]}]") == keys(defs["step"]["properties"]));
}

TEST_CASE("the examples in the schema of policies are read together") {
    const auto s = kit::testing::schema(VIGIE_SOURCE_DIR "/schemas/policies.schema.json");
    Json all;
    for (const auto& [section, described] : s["properties"].items()) {
        REQUIRE_FALSE(described["description"].get<std::string>().empty());
        all[section] = described["examples"].at(0);
    }
    std::string said;
    const auto content = all.dump();  // JSON is YAML
    for (const auto& d : read_policies({{"p.yaml", content}}, {"mail"}, {}).diagnostics)
        said += render(d, content);
    CHECK(said == "");
}

}  // namespace vigie::respond
