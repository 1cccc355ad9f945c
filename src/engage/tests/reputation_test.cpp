#include <vigie/engage/reputation.hpp>

#include <doctest/doctest.h>

using namespace vigie;
using engage::Tone;

namespace {

Time at(std::string_view text) {
    return parse_time(text).value();
}

const Time from = at("2026-10-01T00:00:00Z");
const Time to = at("2026-10-11T00:00:00Z");

model::Item post(int n, std::string_view when, std::string text, std::string author) {
    model::Item item;
    item.network = "bluesky";
    item.id = std::to_string(n);
    item.observed_at = at(when);
    item.text = std::move(text);
    item.author.handle = std::move(author);
    item.author.followers = 10;
    return item;
}

engage::Mention mention(const model::Item& item, std::optional<Tone> tone = {}) {
    return {.item = item, .assets = {model::AssetId("brand")}, .ours = nullptr, .tone = tone};
}

}  // namespace

TEST_CASE("mentions are counted by day, against the period before, authors once") {
    engage::ReputationCount count(from, to);
    count.add(mention(post(1, "2026-10-01T08:00:00Z", "Bravo la boutique", "a"), Tone::positive));
    count.add(mention(post(2, "2026-10-10T23:59:00Z", "Colis perdu", "a"), Tone::negative));
    count.add(mention(post(3, "2026-10-10T12:00:00Z", "Colis perdu aussi", "b"), Tone::negative));
    count.add(mention(post(4, "2026-09-25T12:00:00Z", "Bonjour", "c")));
    count.add(mention(post(5, "2026-10-11T00:00:00Z", "trop tard", "d")));
    count.add(mention(post(6, "2026-09-20T00:00:00Z", "trop tôt", "d")));
    const auto r = count.result();
    CHECK(r.mentions.now == 3);
    CHECK(r.mentions.before == 1);
    CHECK(r.authors.now == 2);
    CHECK(r.reach.now == 20);
    REQUIRE(r.per_day.size() == 10);
    CHECK(r.per_day.front() == 1);
    CHECK(r.per_day.back() == 2);
    CHECK(r.negative_per_day.back() == 2);
    CHECK(r.tones.balance().value() == doctest::Approx(-1.0 / 3));
    CHECK_FALSE(r.tones_before.balance());
    REQUIRE(r.assets.size() == 1);
    CHECK(r.assets[0].mentions.now == 3);
}

TEST_CASE("what we say ourselves is a gain of ours, no mention") {
    model::Asset ours;
    ours.id = model::AssetId("account");
    engage::ReputationCount count(from, to);
    auto item = post(1, "2026-09-29T08:00:00Z", "Nos horaires", "maison");
    item.author.followers = 1000;
    const auto own = [&] {
        return engage::Mention{.item = item, .assets = {model::AssetId("brand")}, .ours = &ours, .tone = {}};
    };
    count.add(own());
    item.observed_at = at("2026-10-09T08:00:00Z");
    item.author.followers = 1120;
    item.metrics.likes = 7;
    item.metrics.reposts = 3;
    count.add(own());
    const auto r = count.result();
    CHECK(r.mentions.now == 0);
    REQUIRE(r.gains.size() == 1);
    CHECK(r.gains[0].followers == 1120);
    CHECK(r.gains[0].followers_before == 1000);
    CHECK(r.gains[0].posts == 1);
    CHECK(r.gains[0].interactions.now == 10);
}

TEST_CASE("a theme is what is said more than before; words that are always said are none") {
    engage::ReputationCount count(from, to);
    for (int i = 0; i < 40; ++i)
        count.add(mention(post(i, "2026-09-28T08:00:00Z", "bonjour la boutique", "a" + std::to_string(i))));
    for (int i = 0; i < 40; ++i)
        count.add(
            mention(post(100 + i, "2026-10-02T08:00:00Z",
                         i < 12 ? "bonjour la boutique, rappel du fromage" : "bonjour la boutique", "b")));
    const auto r = count.result();
    REQUIRE(r.themes.size() == 2);
    CHECK(r.themes[0].term == "fromage");
    CHECK(r.themes[1].term == "rappel");
    CHECK(r.themes[0].mentions.now == 12);
}

TEST_CASE("the report reads the store, counts whole months of customers, and writes hostile names safely") {
    const auto store = ports::make_memory_store();
    model::Asset brand;
    brand.id = model::AssetId("brand");
    brand.name = "<script>alert(1)</script>";
    const model::AssetRegister assets({brand});
    const auto done = store->write([&](ports::Session& session) -> Result<> {
        auto stored = post(1, "2026-10-01T08:00:00Z", "Bravo #rentrée", "a");
        stored.hashtags = {"<b>"};
        stored.rating = 4.0;
        VIGIE_TRY_ASSIGN(const auto put, session.put_item(stored));
        CHECK(put);
        VIGIE_TRY(engage::tell_customers(session, "2026-10", 120));
        CHECK_FALSE(engage::tell_customers(session, "10/2026", 120));
        CHECK_FALSE(engage::tell_customers(session, "2026-10", -1));
        const auto read = [](const model::Item& item) {
            return std::optional(mention(item, Tone::positive));
        };
        VIGIE_TRY_ASSIGN(const auto r, engage::reputation(session, at("2026-10-01T00:00:00Z"),
                                                          at("2026-11-01T00:00:00Z"), read, {}));
        CHECK(r.customers == 120);
        CHECK_FALSE(r.customers_before);
        CHECK(r.mentions.now == 1);
        CHECK(r.reviews.mean == 4.0);
        CHECK(r.voices.empty());
        for (const auto* lang : {"fr", "en"}) {
            const auto html = engage::report_html(r, assets, {"A & B", lang, at("2026-11-02T00:00:00Z")});
            CHECK(html.find("<script") == std::string::npos);
            CHECK(html.find("A &amp; B") != std::string::npos);
        }
        CHECK(engage::json_of(r, assets)["customers"] == 120);
        return {};
    });
    CHECK(done);
}
