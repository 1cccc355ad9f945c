#include <vigie/watch/watches.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <set>
#include <sstream>

namespace vigie::watch {
namespace {

using Json = nlohmann::json;

Json schema() {
    std::ifstream in(VIGIE_SOURCE_DIR "/schemas/watches.schema.json");
    return Json::parse(in);
}

std::set<std::string> keys(const Json& properties) {
    std::set<std::string> out;
    for (const auto& [key, value] : properties.items()) out.insert(key);
    return out;
}

// The fields that the reader knows, as it says itself when it meets another.
std::set<std::string> known_fields(const std::string& content) {
    const std::string_view before = "known here: ";
    std::set<std::string> out;
    for (const auto& d : read_watches({{"w.yaml", content}}, {}).diagnostics) {
        if (!d.code.ends_with(".unknown-field") || !d.help.starts_with(before)) continue;
        std::istringstream words(d.help.substr(before.size()));
        for (std::string word; words >> word;)
            out.insert(word.ends_with(',') ? word.substr(0, word.size() - 1) : word);
    }
    return out;
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
