#include <vigie/judge/testing/cases.hpp>
#include <vigie/plugins/suspicious_contact.hpp>

#include <doctest/doctest.h>

#include <filesystem>
#include <set>

using namespace vigie;

namespace {

const std::string folder = std::string(VIGIE_SOURCE_DIR) + "/src/plugins/detectors/suspicious_contact/cases";

std::unique_ptr<judge::Detector> detector() {
    const auto file = YAML::LoadFile(folder + "/contacts.yaml");
    return plugins::make_suspicious_contact(judge::testing::register_of(file["register"])).value();
}

}  // namespace

TEST_CASE("Every data case of suspicious_contact gives what it promises") {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        for (const auto& c :
             judge::testing::run_cases(entry.path().string(), plugins::make_suspicious_contact)) {
            ++count;
            std::string all;
            for (const auto& line : c.complaints) all += line + "\n";
            CHECK_MESSAGE(c.complaints.empty(), c.name << ": " << all);
        }
    }
    CHECK(count >= 20);
}

TEST_CASE("A contact whose picture another account shows is told so, and itself is not another") {
    const auto d = detector();
    const auto memory = judge::make_memory();
    model::Item item;
    item.kind = model::ItemKind::account;
    item.network = "linkedin";
    item.observed_at = parse_time("2026-03-01").value();
    item.author.name = "Anna Weiss";
    item.author.handle = "anna-weiss";
    item.author.avatar = "https://cdn.test/p/1.jpg";
    item.author.created_at = parse_time("2026-02-20").value();
    const double alone = d->examine_with(*memory, item).value().score;
    CHECK(d->examine_with(*memory, item).value().score == alone);
    item.author.name = "Laura Klein";
    item.author.handle = "laura-klein";
    const auto second = d->examine_with(*memory, item).value();
    CHECK(second.score > alone);
    REQUIRE(second.findings.size() == 1);
    const auto& evidence = second.findings.front().evidence;
    CHECK(std::ranges::find(evidence, "picture.reused", &model::Evidence::code) != evidence.end());
    CHECK(evidence.back().code == "advice");
}

TEST_CASE("A picture is known again by its hash, unless the hash says little") {
    const auto d = detector();
    for (const int quality : {90, 20}) {
        const auto memory = judge::make_memory();
        model::Item item;
        item.kind = model::ItemKind::account;
        item.network = "x";
        item.observed_at = parse_time("2026-03-01").value();
        item.author.handle = "one";
        item.author.picture = model::PictureFacts{std::string(64, 'a'), quality, 400, 400, {}};
        (void)d->examine_with(*memory, item);
        item.author.handle = "two";
        const double score = d->examine_with(*memory, item).value().score;
        CHECK((score > d->examine(item).score) == (quality > 50));
    }
}

TEST_CASE("suspicious_contact is only asked, declares its evidence and survives hostile profiles") {
    const auto d = detector();
    CHECK(d->info().on_demand);
    const std::set<std::string> declared(d->info().evidence.begin(), d->info().evidence.end());
    CHECK(declared.size() == d->info().evidence.size());
    std::string marks = "Claire Martin";
    for (int i = 0; i < 10'000; ++i) marks += "\xcc\x81";
    const auto memory = judge::make_memory();
    for (const auto& name :
         {marks, std::string(100'000, 'a'), std::string("\xff\xfe"), std::string(1, '\0')}) {
        model::Item item;
        item.kind = model::ItemKind::account;
        item.author.name = name;
        item.author.handle = name;
        item.author.avatar = name;
        item.author.bio = name + " Banque Méridien recruiter " + name;
        const auto opinion = d->examine_with(*memory, item);
        REQUIRE(opinion.has_value());
        CHECK(opinion->score <= 1);
        for (const auto& f : opinion->findings)
            for (const auto& e : f.evidence) CHECK_MESSAGE(declared.contains(e.code), e.code);
    }
    CHECK(d->examine(model::Item{}).score == 0);
    CHECK_FALSE(plugins::make_suspicious_contact(judge::Shared()).has_value());
}
