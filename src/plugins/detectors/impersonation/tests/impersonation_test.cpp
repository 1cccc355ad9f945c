#include <vigie/judge/testing/cases.hpp>
#include <vigie/plugins/impersonation.hpp>

#include <doctest/doctest.h>

#include <ctime>
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
    CHECK(count >= 80);
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
    CHECK_FALSE(plugins::make_impersonation(judge::Shared()).has_value());
}

TEST_CASE("The weights of a finding and what is absent sum to more than the least that finds") {
    const auto file = YAML::LoadFile(folder + "/french_advisers.yaml");
    const auto detector = plugins::make_impersonation(judge::testing::register_of(file["register"])).value();
    std::size_t seen = 0;
    for (const auto& n : file["cases"]) {
        for (const auto& f : detector->examine(judge::testing::item_of(n)).findings) {
            ++seen;
            double for_us = 0;
            for (const auto& e : f.evidence) {
                // A sign that speaks for imitation never counts against it.
                const bool against = e.code.starts_with("self.") || e.code.starts_with("account.") ||
                                     e.code.starts_with("bio.other") || e.code == "absent" ||
                                     e.code == "name.common-word" || e.code.ends_with("other-words") ||
                                     e.code.ends_with("other-letters");
                if (!against) CHECK_MESSAGE(e.weight >= -1e-6, e.code);
                for_us += e.weight;
            }
            CHECK_MESSAGE(for_us > 0, f.title.en);
        }
    }
    CHECK(seen >= 15);
}

TEST_CASE("Ten thousand combining marks cost no more than their number") {
    const auto file = YAML::LoadFile(folder + "/french_advisers.yaml");
    const auto detector = plugins::make_impersonation(judge::testing::register_of(file["register"])).value();
    const auto cost = [&](std::size_t marks) {
        std::string text = "Claire Martin Banque Méridien ";
        for (std::size_t i = 0; i < marks; ++i) text += "e\xcc\x81\xcc\xa7";
        model::Item item;
        item.kind = model::ItemKind::account;
        item.network = "bluesky";
        item.author.name = text;
        item.author.handle = text;
        item.author.bio = text;
        item.text = text;
        const auto start = std::clock();
        for (int i = 0; i < 3; ++i) (void)detector->examine(item);
        return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    };
    (void)cost(100);
    const double some = cost(1'000);
    const double many = cost(10'000);
    CHECK(many < 30 * some + 0.2);  // ten times the marks: far from a hundred times the work
    CHECK(many < 3);
}

TEST_CASE("Characters that rewrite a line do not reach our sentences") {
    const auto file = YAML::LoadFile(folder + "/french_advisers.yaml");
    const auto detector = plugins::make_impersonation(judge::testing::register_of(file["register"])).value();
    model::Item item;
    item.kind = model::ItemKind::account;
    item.network = "x";
    item.author.handle = "BanqueMeridien_officiel";
    item.author.name = "Banque Méridien \xe2\x80\xae officiel\x1b[31m";
    item.author.bio = "Compte officiel \xe2\x80\xae Banque Méridien. WhatsApp";
    const auto opinion = detector->examine(item);
    REQUIRE(opinion.findings.size() == 1);
    for (const auto& e : opinion.findings.front().evidence) {
        for (const auto& text : {e.says.fr, e.says.en}) {
            CHECK(text.find("\xe2\x80\xae") == std::string::npos);
            CHECK(text.find('\x1b') == std::string::npos);
        }
    }
}
