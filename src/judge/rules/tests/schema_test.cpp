#include <vigie/judge/rules.hpp>
#include <vigie/kit/testing/schema.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <set>

namespace vigie::judge {
namespace {

using kit::testing::keys;
using Json = nlohmann::json;

std::set<std::string> known_fields(const std::string& content) {
    return kit::testing::known_fields(read_rules({{"r.yaml", content}}).diagnostics);
}

Json schema() {
    return kit::testing::schema(VIGIE_SOURCE_DIR "/schemas/rules.schema.json");
}

}  // namespace

TEST_CASE("the schema of rules names the fields that the reader knows, no more and no less") {
    const auto s = schema();
    const auto& defs = s["$defs"];
    for (const auto* entry : {"rule", "override", "list", "macro"}) {
        CAPTURE(entry);
        CHECK(known_fields(std::string("- {") + entry + ": a, zzzzzzzzzzzzzzzz: 1}") ==
              keys(defs[entry]["properties"]));
    }
    CHECK(known_fields("- {rule: a, condition: x, output: x, exceptions: [{zzzzzzzzzzzzzzzz: 1}]}") ==
          keys(defs["exception"]["properties"]));
}

TEST_CASE("the example in the schema of rules reads") {
    RuleSurroundings around;
    around.names.lists["assets.names"] = {"Acme"};
    std::string said;
    const auto content = schema()["examples"].at(0).dump(1);  // JSON is YAML
    const auto read = read_rules({{"r.yaml", content}}, around);
    for (const auto& d : read.diagnostics) said += render(d, content);
    CHECK(said == "");
    REQUIRE(read.rules);
    CHECK(read.rules->rules().size() == 1);
    CHECK(read.rules->rules()[0].changes.size() >= 5);
}

}  // namespace vigie::judge
