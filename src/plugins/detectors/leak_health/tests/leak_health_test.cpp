#include <vigie/judge/testing/cases.hpp>
#include <vigie/plugins/leak_health.hpp>

#include <doctest/doctest.h>

#include <filesystem>

using namespace vigie;

TEST_CASE("Every data case of leak_health gives what it promises") {
    std::size_t count = 0;
    const auto folder = std::string(VIGIE_SOURCE_DIR) + "/src/plugins/detectors/leak_health/cases";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        for (const auto& c : judge::testing::run_cases(entry.path().string(), plugins::make_leak_health)) {
            ++count;
            std::string all;
            for (const auto& line : c.complaints) all += line + "\n";
            CHECK_MESSAGE(c.complaints.empty(), c.name << ": " << all);
        }
    }
    CHECK(count >= 12);
}
