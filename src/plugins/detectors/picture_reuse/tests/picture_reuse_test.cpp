#include <vigie/judge/pictures.hpp>
#include <vigie/judge/testing/cases.hpp>
#include <vigie/plugins/picture_reuse.hpp>

#include <doctest/doctest.h>

#include <filesystem>

using namespace vigie;

namespace {

const std::string folder = std::string(VIGIE_SOURCE_DIR) + "/src/plugins/detectors/picture_reuse/cases";
const std::string photo = "d8f8f0cee0f4a84f0637022a078f67f0b36e2ed596621e1d33e6339c4e9c9b22";
const std::string again = "d8f8f0cee0f4a84f0637022a078f67f0b36e2ed596621e1d33e6339c4e9c9b23";  // one bit

model::Item account(const std::string& id, const std::string& pdq) {
    model::Item item;
    item.kind = model::ItemKind::account;
    item.network = item.author.network = "bluesky";
    item.id = item.author.id = id;
    item.author.handle = id + ".example";
    item.author.picture = model::PictureFacts{pdq, 100, 400, 400, {}};
    item.observed_at = parse_time("2026-03-01T00:00:00Z").value();
    return item;
}

std::unique_ptr<judge::Detector> detector() {
    model::Asset asset;
    asset.id = model::AssetId("ours");
    asset.kind = model::AssetKind::account;
    asset.network = "bluesky";
    asset.account_id = "did:ours";
    asset.name = "Claire Martin";
    asset.role = "ambassador";
    return plugins::make_picture_reuse(std::make_shared<model::AssetRegister>(std::vector{asset})).value();
}

}  // namespace

TEST_CASE("Every data case of picture_reuse gives what it promises") {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        for (const auto& c : judge::testing::run_cases(entry.path().string(), plugins::make_picture_reuse)) {
            std::string all;
            for (const auto& line : c.complaints) all += line + "\n";
            CHECK_MESSAGE(c.complaints.empty(), c.name << ": " << all);
        }
    }
}

TEST_CASE("the picture that an official account shows is ours without being registered") {
    const auto d = detector();
    const auto memory = judge::make_memory();
    CHECK(d->examine_with(*memory, account("did:clone", again)).value().findings.empty());
    CHECK(d->examine_with(*memory, account("did:ours", photo)).value().findings.empty());
    const auto opinion = d->examine_with(*memory, account("did:clone", again)).value();
    REQUIRE(opinion.findings.size() == 1);
    CHECK(opinion.findings[0].evidence.at(0).code == "picture.official");
    CHECK(opinion.findings[0].asset.value == "ours");
}

TEST_CASE("one picture on several accounts speaks against each, and joins them by one indicator") {
    const auto d = detector();
    const auto memory = judge::make_memory();
    (void)d->examine_with(*memory, account("did:ours", photo)).value();
    const auto first = d->examine_with(*memory, account("did:a", photo)).value();
    const auto second = d->examine_with(*memory, account("did:b", again)).value();
    REQUIRE(first.findings.size() == 1);
    REQUIRE(second.findings.size() == 1);
    CHECK(second.score > first.score);
    CHECK(second.findings[0].evidence.back().code == "picture.reused");
    CHECK(second.findings[0].indicators.back() == model::Indicator{"picture", photo});
    CHECK(first.findings[0].indicators.back() == model::Indicator{"picture", photo});
    // The same item again gives the same answer.
    CHECK(d->examine_with(*memory, account("did:b", again)).value().findings == second.findings);
}

TEST_CASE("sightings remember the first accounts of a picture and forget none of ours") {
    const auto memory = judge::make_memory();
    const model::AssetRegister none;
    for (int i = 0; i < 20; ++i) {
        const auto item = account("did:" + std::to_string(i), photo);
        const auto seen = judge::sight_picture(*memory, none, item.author, item.observed_at).value();
        CHECK(seen.others.size() == static_cast<std::size_t>(std::min(i, 8)));
        CHECK(seen.group == photo);
    }
    auto poor = account("did:poor", photo);
    poor.author.picture->quality = 10;
    CHECK(judge::sight_picture(*memory, none, poor.author, poor.observed_at).value().others.empty());
}
