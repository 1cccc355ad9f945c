#include <vigie/model/json.hpp>
#include <vigie/watch/preview.hpp>
#include <vigie/watch/recent.hpp>
#include <vigie/watch/watches.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

namespace vigie::watch {
namespace {

const Time noon = parse_time("2026-03-09T12:00:00Z").value();

model::Item post(int n, const std::string& text = "bonjour") {
    model::Item item;
    item.network = "bluesky";
    item.id = "at://" + std::to_string(n);
    item.text = text;
    item.author.network = "bluesky";
    item.author.handle = "anna.example";
    return item;
}

void offer(Recent& recent, const model::Item& item, Time at) {
    model::ItemViewer viewer;
    recent.offer(viewer.of(item), at);
}

std::vector<model::Item> all(const Recent& recent, Time now) {
    std::vector<model::Item> out;
    recent.visit(now, [&](const model::ItemView& v) {
        out.push_back(item_of(v));
        return true;
    });
    return out;
}

}  // namespace

TEST_CASE("a post comes back from the window as it went in") {
    auto item = post(1, "l’été 🙂");
    item.kind = model::ItemKind::reply;
    item.url = "https://a.example/1";
    item.created_at = noon - std::chrono::hours(3);
    item.observed_at = noon;
    item.lang = "fr";
    item.author.id = "did:plc:x";
    item.author.name = "Anna";
    item.author.bio = "bio";
    item.author.links = {"https://b.example"};
    item.author.followers = 12'345;
    item.author.following = 0;
    item.author.posts = -1;
    item.author.created_at = from_us(-5);
    item.author.verified = false;
    item.links = {"https://c.example", "https://d.example"};
    item.hashtags = {"un", ""};
    item.mentions = {"bob.example"};
    item.media = {{"image", "", "une photo"}};
    item.reply_to = "at://0";
    item.metrics = {1, 2, 3, 4};
    item.rating = 4.5;
    item.place = "Lyon";
    item.country = "FR";
    item.coordinates = model::Coordinates{45.764, 4.8357};
    Recent recent({});
    offer(recent, item, noon);
    const auto back = all(recent, noon);
    REQUIRE(back.size() == 1);
    CHECK(model::dump(model::Json(back[0])) == model::dump(model::Json(item)));
    CHECK(back[0] == item);
}

TEST_CASE("the window forgets what is too old or too much, and holds nothing when it is off") {
    Recent recent({.age = std::chrono::minutes(10), .bytes = std::size_t{1} << 20U});
    for (int i = 0; i < 100; ++i) offer(recent, post(i), noon + std::chrono::minutes(i));
    CHECK(all(recent, noon + std::chrono::minutes(99)).size() == 11);
    CHECK(all(recent, noon + std::chrono::hours(9)).empty());
    const std::string long_text(2000, 'x');
    for (int i = 0; i < 5000; ++i) offer(recent, post(i, long_text), noon + std::chrono::minutes(100));
    const auto held = all(recent, noon + std::chrono::minutes(100)).size();
    CHECK(held > 350);
    CHECK(held < 525);
    offer(recent, post(1, std::string(300'000, 'x')), noon);  // no post that people write
    Recent off({.age = std::chrono::minutes(0)});
    offer(off, post(1), noon);
    CHECK_FALSE(off.on());
    CHECK(all(off, noon).empty());
}

TEST_CASE("readers and writers of the window do not disturb each other") {
    Recent recent({.age = std::chrono::minutes(60), .bytes = std::size_t{1} << 20U});
    std::atomic<bool> stop{false};
    std::vector<std::jthread> writers;
    for (int t = 0; t < 2; ++t) {
        writers.emplace_back([&] {
            for (int i = 0; !stop; ++i) offer(recent, post(i, std::string(100, 'y')), noon);
        });
    }
    for (int i = 0; i < 50; ++i) {
        bool whole = true;
        recent.visit(noon, [&](const model::ItemView& v) {
            whole = whole && v.text.size() == 100 && v.author_handle == "anna.example";
            return true;
        });
        CHECK(whole);
    }
    stop = true;
}

TEST_CASE("a preview counts what is stored, shows the stream and estimates honestly") {
    const auto store = ports::make_memory_store();
    REQUIRE(store->write([](ports::Session& s) -> Result<> {
        for (int i = 0; i < 10; ++i) {
            auto item = post(i, i % 2 == 0 ? "un bonus" : "autre");
            item.observed_at = noon - std::chrono::minutes(30 * i);
            VIGIE_TRY(s.put_item(item));
        }
        return {};
    }));
    Recent recent({});
    for (int i = 0; i < 100; ++i)
        offer(recent, post(1000 + i, i % 10 == 0 ? "BONUS" : "rien"), noon - std::chrono::minutes(20));
    offer(recent, post(0, "un bonus"), noon);
    const model::AssetRegister nothing;
    const auto matcher = make_matcher(std::make_shared<model::AssetRegister>());
    const auto set = query::compile(std::vector<query::Source>{{"q", "bonus"}}).set;
    REQUIRE(set);
    Beyond beyond(*matcher, nothing);
    const auto ask = [&](const Recent* window, int limit) {
        Result<Preview> out = fail(Errc::io, "");
        (void)store->read([&](ports::Session& s) -> Result<> {
            out = preview(set, s, window, beyond, {.now = noon, .hours = 3, .limit = limit});
            return {};
        });
        REQUIRE(out);
        return *out;
    };
    const auto p = ask(&recent, 13);
    CHECK(p.looked_at == 5);  // 12:00 back to 10:00
    CHECK(p.matched == 3);
    CHECK(p.per_hour == std::vector<std::int64_t>{1, 1, 1});
    REQUIRE(p.stream);
    CHECK(p.stream->looked_at == 101);
    CHECK(p.stream->matched == 11);
    CHECK(p.stream->minutes == doctest::Approx(20));
    CHECK(p.estimate.from_stream);
    CHECK(p.estimate.per_day == doctest::Approx(11 * 72));
    CHECK(p.estimate.low == doctest::Approx(5.49 * 72).epsilon(0.03));
    CHECK(p.estimate.high == doctest::Approx(19.68 * 72).epsilon(0.03));
    REQUIRE(p.rows.size() == 13);
    CHECK(p.rows[0].item.id == "at://0");
    CHECK(p.rows[0].stored);
    CHECK_FALSE(p.rows[1].stored);
    CHECK(p.rows[11].stored);
    REQUIRE(p.rows[1].highlights.size() == 1);
    CHECK(p.rows[1].highlights[0].field == "text");
    const auto alone = ask(nullptr, 2);
    CHECK_FALSE(alone.stream);
    CHECK_FALSE(alone.estimate.from_stream);
    CHECK(alone.estimate.per_day == doctest::Approx(24));
    CHECK(alone.rows.size() == 2);
}

}  // namespace vigie::watch
