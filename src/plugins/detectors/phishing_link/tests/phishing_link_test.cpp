#include <vigie/judge/testing/cases.hpp>
#include <vigie/plugins/phishing_link.hpp>

#include <doctest/doctest.h>

#include <filesystem>
#include <set>

using namespace vigie;

namespace {

const std::string folder = std::string(VIGIE_SOURCE_DIR) + "/src/plugins/detectors/phishing_link/cases";

std::unique_ptr<judge::Detector> detector() {
    model::Asset domain;
    domain.id = model::AssetId("d");
    domain.kind = model::AssetKind::domain;
    domain.value = "meridien.example";
    return plugins::make_phishing_link(std::make_shared<model::AssetRegister>(std::vector{domain})).value();
}

}  // namespace

TEST_CASE("Every data case of phishing_link gives what it promises") {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        for (const auto& c : judge::testing::run_cases(entry.path().string(), plugins::make_phishing_link)) {
            ++count;
            std::string all;
            for (const auto& line : c.complaints) all += line + "\n";
            CHECK_MESSAGE(c.complaints.empty(), c.name << ": " << all);
        }
    }
    CHECK(count >= 40);
}

TEST_CASE("Spans of phishing_link quote the exact words of their field") {
    model::Item item;
    item.network = "x";
    item.id = "1";
    item.text = "Bonjour, confirmez votre compte ici : meridien-connexion.test/login merci";
    const auto opinion = detector()->examine(item);
    REQUIRE(opinion.findings.size() == 1);
    std::size_t spans = 0;
    for (const auto& e : opinion.findings[0].evidence) {
        for (const auto& s : e.spans) {
            ++spans;
            CHECK(s.field == "text");
            CHECK(item.text.substr(s.start, s.end - s.start) == s.text);
        }
    }
    CHECK(spans >= 3);
}

TEST_CASE("phishing_link declares all evidence that it gives and needs a register") {
    const auto& info = plugins::phishing_link_info();
    const std::set<std::string> declared(info.evidence.begin(), info.evidence.end());
    CHECK(declared.size() == info.evidence.size());
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        for (const auto& c : judge::testing::run_cases(entry.path().string(), plugins::make_phishing_link))
            for (const auto& f : c.opinion.findings)
                for (const auto& e : f.evidence) CHECK_MESSAGE(declared.contains(e.code), e.code);
    }
    CHECK_FALSE(plugins::make_phishing_link(judge::Shared()).has_value());
}

TEST_CASE("phishing_link survives hostile links") {
    const auto d = detector();
    model::Item item;
    item.links = {"",
                  "http://",
                  "http://@/",
                  "https://" + std::string(5000, 'a') + ".test/",
                  "//////",
                  "http://[::1]/meridien",
                  "https://xn--/",
                  "https://xn--999999999/",
                  "\xff\xfe",
                  "https://" + std::string(2000, '.') + "/",
                  "a@b@c.test",
                  "https://meridien" + std::string(60, '-') + "login.test"};
    CHECK(d->examine(item).score <= 1);
    item.deleted = true;
    CHECK(d->examine(item).score == 0);
}
