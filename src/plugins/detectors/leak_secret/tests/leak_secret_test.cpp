#include <vigie/judge/testing/cases.hpp>
#include <vigie/plugins/leak_secret.hpp>

#include <doctest/doctest.h>

#include <filesystem>

using namespace vigie;

TEST_CASE("Every data case of leak_secret gives what it promises") {
    std::size_t count = 0;
    const auto folder = std::string(VIGIE_SOURCE_DIR) + "/src/plugins/detectors/leak_secret/cases";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        for (const auto& c : judge::testing::run_cases(entry.path().string(), plugins::make_leak_secret)) {
            ++count;
            std::string all;
            for (const auto& line : c.complaints) all += line + "\n";
            CHECK_MESSAGE(c.complaints.empty(), c.name << ": " << all);
        }
    }
    CHECK(count >= 15);
}

TEST_CASE("A secret is never stored in clear, and hostile texts end soon") {
    const auto detector = plugins::make_leak_secret(std::make_shared<model::AssetRegister>()).value();
    model::Item item;
    item.text = "AKIAQ3ZT7WMN5XKVP2LB";
    const auto opinion = detector->examine(item);
    REQUIRE(opinion.findings.size() == 1);
    for (const auto& e : opinion.findings[0].evidence) {
        CHECK(e.says.fr.find("WMN5") == std::string::npos);
        for (const auto& s : e.spans) CHECK(s.text.find("WMN5") == std::string::npos);
    }
    for (const auto& piece : {std::string("a://"), std::string("token="), std::string("eyJ."),
                              std::string("-----BEGIN "), std::string("ghp_"), std::string("\xC3:")}) {
        item.text.clear();
        while (item.text.size() < 200'000) item.text += piece;
        CHECK(detector->examine(item).score < 1);
    }
}
