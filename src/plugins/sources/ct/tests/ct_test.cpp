#include "log_maker.hpp"

#include <vigie/plugins/ct.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <map>

namespace vigie::plugins {

using namespace ct::testing;

namespace {

// A log on a shelf: answers by path, after the troubles that wait for it.
struct Shelf final : ports::Http {
    std::map<std::string, std::string> pages;
    std::deque<ports::HttpResponse> troubles;
    std::vector<std::string> asked;
    std::function<void()> after;  // each answer

    Result<ports::HttpResponse> send(const ports::HttpRequest& request) override {
        const auto path = request.url.substr(std::string("https://log.example/").size());
        asked.push_back(path);
        ports::HttpResponse out;
        if (!troubles.empty()) {
            out = troubles.front();
            troubles.pop_front();
        } else if (const auto it = pages.find(path); it != pages.end()) {
            out.status = 200;
            out.body = it->second;
        } else {
            out.status = 404;
        }
        if (after) after();
        return out;
    }
};

// A clock that moves half a minute whenever somebody looks: nobody waits for long.
struct Hasty final : ports::Clock {
    mutable Time at = parse_time("2026-03-01").value();
    Time now() const override { return at; }
    Duration steady() const override {
        at += std::chrono::seconds(30);
        return at.time_since_epoch();
    }
};

struct Run {
    std::vector<model::Item> items;
    std::string cursor;
    std::vector<watch::Gap> gaps;
    watch::SourceHealth health;
};

// Runs until the log's end was reached `times` times (a poll of one second), or 200 answers were given.
Run follow(Shelf& shelf, CtConfig config, const std::string& cursor = {}, std::size_t until = 1) {
    Run run;
    std::stop_source stop;
    Hasty clock;
    std::size_t answers = 0;
    config.log = "https://log.example";
    config.poll = std::chrono::milliseconds(1);
    shelf.after = [&] {
        const auto ends = std::count_if(shelf.asked.begin(), shelf.asked.end(), [](const std::string& p) {
            return p == "checkpoint" || p == "ct/v1/get-sth";
        });
        if (++answers > 200 || static_cast<std::size_t>(ends) > until + 10) stop.request_stop();
    };
    watch::SourceContext context;
    context.name = "ct";
    context.cursor = cursor;
    context.clock = &clock;
    context.http = &shelf;
    context.sink = [&](watch::Batch batch) {
        for (auto& item : batch.items) run.items.push_back(std::move(item));
        if (batch.gap) run.gaps.push_back(*batch.gap);
        run.cursor = batch.cursor;
        return true;
    };
    context.report = [&](const watch::SourceHealth& h) { run.health = h; };
    context.concerns = [](const model::ItemView& v) {
        return v.id.find("meridien") != std::string_view::npos;
    };
    CHECK(make_ct_source(config).value()->run(context, stop.get_token()).has_value());
    return run;
}

std::string checkpoint(std::size_t size) {
    return fmt::format("log.example\n{}\nhash=\n\n— log.example sig\n", size);
}

// Entries 0…n-1; every hundredth is a look-alike.
std::string name_of(std::size_t i) {
    return i % 100 == 7 ? fmt::format("meridien-login{}.top", i) : fmt::format("site{}.example", i);
}
std::string tile_of(std::size_t first, std::size_t end) {
    std::string tile;
    for (auto i = first; i < end; ++i) tile += tile_leaf(certificate({name_of(i)}), i % 2 == 1);
    return tile;
}
Shelf tiles(std::size_t size) {
    Shelf shelf;
    shelf.pages["checkpoint"] = checkpoint(size);
    for (std::size_t t = 0; t * 256 < size; ++t) {
        const auto end = std::min(size, (t + 1) * 256);
        const auto part = end - t * 256;
        shelf.pages[fmt::format("tile/data/{:03}{}", t, part == 256 ? "" : fmt::format(".p/{}", part))] =
            tile_of(t * 256, end);
    }
    return shelf;
}

}  // namespace

TEST_CASE("A log of tiles gives the names that concern us, once, and the position after them") {
    auto shelf = tiles(300);
    const auto run = follow(shelf, {.look_back = 1000});
    REQUIRE(run.items.size() == 3);
    CHECK(run.items[0].id == "meridien-login7.top");
    CHECK(run.items[0].kind == model::ItemKind::domain);
    CHECK(run.items[0].network == "ct");
    CHECK(run.items[0].links == std::vector<std::string>{"meridien-login7.top"});
    CHECK(run.items[0].author.name == "Test CA R1");
    CHECK(run.cursor == "https://log.example/|300");
    CHECK(run.health.events == 300);
    CHECK(run.gaps.empty());
    CHECK(shelf.asked[1] == "tile/data/000");
    CHECK(shelf.asked[2] == "tile/data/001.p/44");
}

TEST_CASE(
    "It resumes at its position, begins at the end when new, and does not trust another log's position") {
    auto shelf = tiles(300);
    auto run = follow(shelf, {.look_back = 1000}, "https://log.example/|200");
    CHECK(run.health.events == 100);
    CHECK(run.items.size() == 1);
    shelf.asked.clear();
    run = follow(shelf, {});
    CHECK(run.health.events == 0);
    shelf.asked.clear();
    run = follow(shelf, {.look_back = 10}, "https://other.example/|3");
    CHECK(run.health.events == 10);
}

TEST_CASE("A partial tile that is gone is read whole") {
    auto shelf = tiles(512);
    shelf.pages["checkpoint"] = checkpoint(300);
    const auto run = follow(shelf, {.look_back = 1000});
    CHECK(run.health.events == 512);
    CHECK(run.cursor == "https://log.example/|512");
}

TEST_CASE("It waits when told to, and goes on") {
    auto shelf = tiles(256);
    shelf.troubles.push_back({.status = 429, .headers = {{"Retry-After", "120"}}, .body = "slow down"});
    shelf.troubles.push_back({.status = 503, .headers = {}, .body = {}});
    Hasty before;
    const auto run = follow(shelf, {.look_back = 1000});
    CHECK(run.items.size() == 3);
    CHECK(run.items[0].observed_at - before.at >= std::chrono::seconds(120));
}

TEST_CASE("A page that stays broken is a gap; a bad certificate is counted; neither stops the log") {
    auto shelf = tiles(512);
    shelf.pages["tile/data/000"] = shelf.pages["tile/data/000"].substr(0, 5000);
    shelf.pages["tile/data/001"] += "garbage";
    auto run = follow(shelf, {.look_back = 1000});
    CHECK(run.cursor == "https://log.example/|512");
    REQUIRE(run.gaps.size() >= 1);
    CHECK(run.gaps[0].reason.find("could not be read") != std::string::npos);
    CHECK(run.items.size() >= 2);

    Shelf bad;
    bad.pages["checkpoint"] = checkpoint(2);
    bad.pages["tile/data/000.p/2"] =
        tile_leaf("nonsense", false) + tile_leaf(certificate({"meridien.top"}), true);
    run = follow(bad, {.look_back = 2});
    CHECK(run.health.bad == 1);
    CHECK(run.items.size() == 1);
}

TEST_CASE("A log of RFC 6962 is read in pages of whatever size it gives") {
    Shelf shelf;
    shelf.pages["ct/v1/get-sth"] =
        R"({"tree_size":300,"timestamp":1,"sha256_root_hash":"","tree_head_signature":""})";
    const auto page = [](std::size_t first, std::size_t end) {
        std::string out = R"({"entries":[)";
        for (auto i = first; i < end; ++i) {
            const auto der = certificate({name_of(i)});
            out += fmt::format(R"({}{{"leaf_input":"{}","extra_data":"{}"}})", i == first ? "" : ",",
                               base64(leaf_input(der, i % 2 == 1)), base64(extra_data(der, i % 2 == 1)));
        }
        return out + "]}";
    };
    shelf.pages["ct/v1/get-entries?start=0&end=255"] = page(0, 100);
    shelf.pages["ct/v1/get-entries?start=100&end=255"] = page(100, 256);
    shelf.pages["ct/v1/get-entries?start=256&end=299"] = page(256, 300);
    const auto run = follow(shelf, {.api = CtConfig::Api::rfc6962, .look_back = 1000});
    CHECK(run.items.size() == 3);
    CHECK(run.cursor == "https://log.example/|300");
    CHECK(run.health.bad == 0);
}

TEST_CASE("What is no log is refused at once") {
    for (const auto* none : {"", "log.example", "ftp://log.example/", "https:///"})
        CHECK_FALSE(make_ct_source({.log = none}).has_value());
}

}  // namespace vigie::plugins
