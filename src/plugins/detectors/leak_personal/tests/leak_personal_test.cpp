#include <vigie/judge/leaks.hpp>
#include <vigie/judge/testing/cases.hpp>
#include <vigie/plugins/leak_personal.hpp>

#include <doctest/doctest.h>

#include <filesystem>

using namespace vigie;

TEST_CASE("Every data case of leak_personal gives what it promises") {
    std::size_t count = 0;
    const auto folder = std::string(VIGIE_SOURCE_DIR) + "/src/plugins/detectors/leak_personal/cases";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        for (const auto& c : judge::testing::run_cases(entry.path().string(), plugins::make_leak_personal)) {
            ++count;
            std::string all;
            for (const auto& line : c.complaints) all += line + "\n";
            CHECK_MESSAGE(c.complaints.empty(), c.name << ": " << all);
        }
    }
    CHECK(count >= 20);
}

TEST_CASE("What is stored of a number is masked, what is answered to its owner is not") {
    const auto detector = plugins::make_leak_personal(std::make_shared<model::AssetRegister>()).value();
    model::Item item;
    item.id = "1";
    item.text = "carte 4556 7375 8689 9855";
    auto opinion = detector->examine(item);
    REQUIRE(opinion.findings.size() == 1);
    auto finding = opinion.findings.front();
    const auto digits_shown = [](const model::Finding& f) {
        for (const auto& e : f.evidence) {
            if (e.says.fr.find("7375") != std::string::npos || e.says.en.find("7375") != std::string::npos)
                return true;
            for (const auto& s : e.spans)
                if (s.text.find("7375") != std::string::npos) return true;
        }
        return false;
    };
    CHECK_FALSE(digits_shown(finding));
    judge::unmask(finding, item);
    CHECK(digits_shown(finding));
    const auto& span = finding.evidence.front().spans.front();
    CHECK(span.kind == "card");
    CHECK(item.text.substr(span.start, span.end - span.start) == span.text);
}
