#include <vigie/judge/rules.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <set>
#include <sstream>

namespace vigie::judge {
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
    for (const auto& d : read_rules({{"r.yaml", content}}).diagnostics) {
        if (!d.code.ends_with(".unknown-field") || !d.help.starts_with(before)) continue;
        std::istringstream words(d.help.substr(before.size()));
        for (std::string word; words >> word;)
            out.insert(word.ends_with(',') ? word.substr(0, word.size() - 1) : word);
    }
    return out;
}

Json schema() {
    std::ifstream in(VIGIE_SOURCE_DIR "/schemas/rules.schema.json");
    return Json::parse(in);
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
