#include <vigie/judge/testing/cases.hpp>
#include <vigie/plugins/scam.hpp>

#include <doctest/doctest.h>

#include <filesystem>
#include <set>

using namespace vigie;

namespace {

const std::string folder = std::string(VIGIE_SOURCE_DIR) + "/src/plugins/detectors/scam/cases";

}  // namespace

TEST_CASE("Every data case of scam gives what it promises") {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        for (const auto& c : judge::testing::run_cases(entry.path().string(), plugins::make_scam)) {
            ++count;
            std::string all;
            for (const auto& line : c.complaints) all += line + "\n";
            CHECK_MESSAGE(c.complaints.empty(), c.name << ": " << all);
        }
    }
    CHECK(count >= 80);
}

TEST_CASE("scam declares all evidence that it gives, its spans quote the text, and it needs a register") {
    const auto& info = plugins::scam_info();
    const std::set<std::string> declared(info.evidence.begin(), info.evidence.end());
    CHECK(declared.size() == info.evidence.size());
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        for (const auto& c : judge::testing::run_cases(entry.path().string(), plugins::make_scam))
            for (const auto& f : c.opinion.findings)
                for (const auto& e : f.evidence) CHECK_MESSAGE(declared.contains(e.code), e.code);
    }
    CHECK_FALSE(plugins::make_scam(nullptr).has_value());
}
