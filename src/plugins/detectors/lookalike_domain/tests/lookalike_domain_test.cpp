#include <vigie/judge/testing/cases.hpp>
#include <vigie/plugins/lookalike_domain.hpp>

#include <doctest/doctest.h>

#include <filesystem>
#include <set>

using namespace vigie;

namespace {

const std::string folder = std::string(VIGIE_SOURCE_DIR) + "/src/plugins/detectors/lookalike_domain/cases";

std::unique_ptr<judge::Detector> detector() {
    model::Asset domain;
    domain.id = model::AssetId("d");
    domain.kind = model::AssetKind::domain;
    domain.value = "meridien.example";
    return plugins::make_lookalike_domain(std::make_shared<model::AssetRegister>(std::vector{domain}))
        .value();
}

model::Item domain_item(const std::string& domain) {
    model::Item item;
    item.kind = model::ItemKind::domain;
    item.network = "ct";
    item.id = domain;
    item.links = {domain};
    return item;
}

}  // namespace

TEST_CASE("Every data case of lookalike_domain gives what it promises") {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        for (const auto& c :
             judge::testing::run_cases(entry.path().string(), plugins::make_lookalike_domain)) {
            ++count;
            std::string all;
            for (const auto& line : c.complaints) all += line + "\n";
            CHECK_MESSAGE(c.complaints.empty(), c.name << ": " << all);
        }
    }
    CHECK(count >= 40);
}

TEST_CASE("Spans of lookalike_domain quote the exact words of their field") {
    const auto opinion = detector()->examine(domain_item("secure-meridien-login.top"));
    REQUIRE(opinion.findings.size() == 1);
    std::size_t spans = 0;
    for (const auto& e : opinion.findings[0].evidence) {
        for (const auto& s : e.spans) {
            ++spans;
            CHECK(s.field == "links.0");
            CHECK(std::string("secure-meridien-login.top").substr(s.start, s.end - s.start) == s.text);
        }
    }
    CHECK(spans >= 2);
}

TEST_CASE("Sisters of one batch strengthen each other and share an indicator") {
    const auto d = detector();
    const auto memory = judge::make_memory();
    const auto see = [&](const std::string& domain, const std::string& at, const std::string& issuer) {
        auto item = domain_item(domain);
        item.observed_at = parse_time(at).value();
        item.author.name = issuer;
        return d->examine_with(*memory, item).value();
    };
    const auto first = see("meridien-login.test", "2026-03-01", "CA 1");
    const auto second = see("meridien-compte.test", "2026-03-02", "CA 1");
    const auto third = see("meridien-support.test", "2026-03-03", "CA 1");
    REQUIRE(first.findings.size() == 1);
    REQUIRE(third.findings.size() == 1);
    CHECK(second.score > first.score);
    CHECK(third.findings[0].evidence.back().code == "batch.sisters");
    CHECK(third.findings[0].indicators.back() == first.findings[0].indicators.back());
    CHECK(third.findings[0].indicators.back().kind == "text");

    // Seen again, it is no sister of itself.
    const auto again = see("meridien-login.test", "2026-03-03", "CA 1");
    CHECK(again.findings[0].evidence.back().code == "batch.sisters");
    CHECK(again.findings[0].evidence.back().says.en.find("meridien-login") == std::string::npos);
    // Another issuer, and another month, are other hands.
    CHECK(see("meridien-client.test", "2026-03-03", "CA 2").findings[0].evidence.back().code !=
          "batch.sisters");
    const auto later = see("meridien-paiement.test", "2026-04-03", "CA 1");
    CHECK(later.findings[0].indicators.back() != first.findings[0].indicators.back());
}

TEST_CASE("lookalike_domain declares all evidence that it gives and needs a register") {
    const auto& info = plugins::lookalike_domain_info();
    const std::set<std::string> declared(info.evidence.begin(), info.evidence.end());
    CHECK(declared.size() == info.evidence.size());
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        for (const auto& c : judge::testing::run_cases(entry.path().string(), plugins::make_lookalike_domain))
            for (const auto& f : c.opinion.findings)
                for (const auto& e : f.evidence) CHECK_MESSAGE(declared.contains(e.code), e.code);
    }
    CHECK_FALSE(plugins::make_lookalike_domain(judge::Shared()).has_value());
}

TEST_CASE("lookalike_domain survives hostile links") {
    const auto d = detector();
    auto item = domain_item("");
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
