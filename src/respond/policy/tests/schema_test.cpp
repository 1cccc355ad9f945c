#include <vigie/respond/policy.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <set>
#include <sstream>

namespace vigie::respond {
namespace {

using Json = nlohmann::json;

std::set<std::string> keys(const Json& properties) {
    std::set<std::string> out;
    for (const auto& [key, value] : properties.items()) out.insert(key);
    return out;
}

// The fields that the reader knows, as it says itself when it meets another.
std::set<std::string> known_fields(const std::string& content) {
    const std::string_view before = "known here: ";
    std::set<std::string> out;
    for (const auto& d : read_policies({{"p.yaml", content}}, {}, {}).diagnostics) {
        if (!d.code.ends_with(".unknown-field") || !d.help.starts_with(before)) continue;
        std::istringstream words(d.help.substr(before.size()));
        for (std::string word; words >> word;)
            out.insert(word.ends_with(',') ? word.substr(0, word.size() - 1) : word);
    }
    return out;
}

}  // namespace

TEST_CASE("the schema of policies names the fields that the reader knows, no more and no less") {
    std::ifstream in(VIGIE_SOURCE_DIR "/schemas/policies.schema.json");
    const auto s = Json::parse(in);
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
    std::ifstream in(VIGIE_SOURCE_DIR "/schemas/policies.schema.json");
    const auto s = Json::parse(in);
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
