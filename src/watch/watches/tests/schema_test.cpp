#include <vigie/kit/testing/schema.hpp>
#include <vigie/watch/watches.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <set>

namespace vigie::watch {
namespace {

using kit::testing::keys;
using Json = nlohmann::json;

Json schema() {
    return kit::testing::schema(VIGIE_SOURCE_DIR "/schemas/watches.schema.json");
}

std::set<std::string> known_fields(const std::string& content) {
    return kit::testing::known_fields(read_watches({{"w.yaml", content}}, {}).diagnostics);
}

}  // namespace

TEST_CASE("the schema of watches names the fields that the reader knows, no more and no less") {
    const auto s = schema();
    CHECK(known_fields("- {watch: a, zzzzzzzzzzzzzzzz: 1}\n") == keys(s["$defs"]["watch"]["properties"]));
    CHECK(known_fields("- {list: a, zzzzzzzzzzzzzzzz: 1}\n") == keys(s["$defs"]["list"]["properties"]));
}

TEST_CASE("the example in the schema of watches is read") {
    const auto s = schema();
    const auto content = s["examples"][0].dump();  // JSON is YAML
    const auto result = read_watches({{"w.yaml", content}}, {});
    std::string said;
    for (const auto& d : result.diagnostics) said += render(d, content);
    CHECK(said == "");
    CHECK(result.read->watches.size() == 2);
}

}  // namespace vigie::watch
