#include <vigie/judge/testing/cases.hpp>
#include <vigie/plugins/impersonation.hpp>

#include <doctest/doctest.h>

#include <filesystem>
#include <set>

using namespace vigie;

namespace {

const std::string folder = std::string(VIGIE_SOURCE_DIR) + "/src/plugins/detectors/impersonation/cases";

std::string field_of(const model::Item& item, const std::string& field) {
    if (field == "author.name") return item.author.name;
    if (field == "author.handle") return item.author.handle;
    if (field == "author.bio") return item.author.bio;
    if (field == "author.avatar") return item.author.avatar;
    if (field == "text") return item.text;
    if (field.starts_with("author.links.")) return item.author.links.at(std::stoul(field.substr(13)));
    if (field.starts_with("links.")) return item.links.at(std::stoul(field.substr(6)));
    return {};
}

}  // namespace

TEST_CASE("Every data case of impersonation gives what it promises") {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        for (const auto& c : judge::testing::run_cases(entry.path().string(), plugins::make_impersonation)) {
            ++count;
            std::string all;
            for (const auto& line : c.complaints) all += line + "\n";
            CHECK_MESSAGE(c.complaints.empty(), c.name << ": " << all);
        }
    }
    CHECK(count >= 40);
}

TEST_CASE("Evidence of impersonation is declared, and its spans quote the exact words") {
    const auto& info = plugins::impersonation_info();
    const std::set<std::string> declared(info.evidence.begin(), info.evidence.end());
    CHECK(declared.size() == info.evidence.size());
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto file = YAML::LoadFile(entry.path().string());
        const auto detector =
            plugins::make_impersonation(judge::testing::register_of(file["register"])).value();
        for (const auto& n : file["cases"]) {
            const auto item = judge::testing::item_of(n);
            for (const auto& f : detector->examine(item).findings) {
                for (const auto& e : f.evidence) {
                    CHECK_MESSAGE(declared.contains(e.code), e.code);
                    for (const auto& s : e.spans)
                        CHECK_MESSAGE(field_of(item, s.field).substr(s.start, s.end - s.start) == s.text,
                                      e.code << " " << s.field << " " << s.text);
                }
            }
        }
    }
}

TEST_CASE("impersonation survives hostile profiles") {
    const auto file = YAML::LoadFile(folder + "/french_advisers.yaml");
    const auto detector = plugins::make_impersonation(judge::testing::register_of(file["register"])).value();
    std::string marks = "Claire Martin";
    for (int i = 0; i < 10'000; ++i) marks += "\xcc\x81";
    for (const auto& name : {marks, std::string(100'000, 'a'), std::string("\xff\xfe"),
                             std::string("\xe2\x80\xae") + "nitraM erialC", std::string(1, '\0')}) {
        model::Item item;
        item.network = "bluesky";
        item.author.name = name;
        item.author.handle = name;
        item.author.bio = name + " Banque Méridien " + name;
        CHECK(detector->examine(item).score <= 1);
    }
    CHECK(detector->examine(model::Item{}).label == "unrelated");
    CHECK_FALSE(plugins::make_impersonation(nullptr).has_value());
}
