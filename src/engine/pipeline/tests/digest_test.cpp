// The daily letter, with a clock moved by hand.
#include <vigie/engine/digest.hpp>
#include <vigie/respond/channel.hpp>

#include <doctest/doctest.h>

namespace vigie::engine {
namespace {

using namespace std::chrono_literals;
using respond::Delivery;

const Time midnight = parse_time("2026-03-09T00:00:00Z").value();

struct Desk {
    std::unique_ptr<ports::Store> store = ports::make_memory_store();
    DigestConfig config{{"security"}, 6h + 30min};
    std::vector<std::pair<std::string, respond::Digest>> letters;
    Delivery answer;

    int at(Time now) {
        return mail_digest(
                   *store, config,
                   [&](const std::string& department, const respond::Digest& digest) {
                       letters.emplace_back(department, digest);
                       return answer;
                   },
                   now)
            .value();
    }
    void hold(const std::string& id, double score, Time at) {
        REQUIRE(store->write([&](ports::Session& s) -> Result<> {
            model::Finding f;
            f.id = model::FindingId("f" + std::string(24 - id.size(), '0') + id);
            f.detector = "impersonation";
            f.item = {"bluesky", id};
            f.culprit = {"account", "bluesky", id, id + ".test", id};
            f.title = {"Faux compte " + id, "Fake account " + id};
            f.score = score;
            f.at = at;
            VIGIE_TRY(s.put_finding(f));
            return {};
        }));
    }
    std::int64_t acts(const char* act) {
        std::int64_t out = 0;
        REQUIRE(store->read([&](ports::Session& s) -> Result<> {
            out = s.count_acts(act, "vigie", {}).value();
            return {};
        }));
        return out;
    }
};

}  // namespace

TEST_CASE("the digest goes out once a day, at its hour, the likeliest first") {
    Desk desk;
    desk.hold("1", 0.6, midnight - 3h);
    desk.hold("2", 0.9, midnight - 2h);
    desk.hold("3", 0.7, midnight - 50h);  // before the first letter's day
    CHECK(desk.at(midnight + 6h + 29min) == 0);
    CHECK(desk.at(midnight + 6h + 30min) == 1);
    CHECK(desk.at(midnight + 6h + 31min) == 0);
    CHECK(desk.at(midnight + 23h) == 0);
    REQUIRE(desk.letters.size() == 1);
    const auto& [department, digest] = desk.letters[0];
    CHECK(department == "security");
    CHECK(digest.day == "2026-03-09");
    REQUIRE(digest.lines.size() == 2);
    CHECK(digest.lines[0].title.en == "Fake account 2");
    CHECK(desk.acts("digest.sent") == 1);

    // The day after: only what is new since.
    desk.hold("4", 0.5, midnight + 10h);
    CHECK(desk.at(midnight + 31h) == 1);
    REQUIRE(desk.letters.size() == 2);
    CHECK(desk.letters[1].second.lines.size() == 1);
}

TEST_CASE("a day without anything held back has no letter") {
    Desk desk;
    CHECK(desk.at(midnight + 7h) == 0);
    desk.hold("1", 0.6, midnight + 8h);
    CHECK(desk.at(midnight + 9h) == 0);  // tomorrow's
    CHECK(desk.letters.empty());
    CHECK(desk.acts("digest.sent") == 0);
    CHECK(desk.at(midnight + 31h) == 1);
    CHECK(desk.letters[0].second.lines.size() == 1);
}

TEST_CASE("nobody named, no letter") {
    Desk desk;
    desk.config.tell.clear();
    desk.hold("1", 0.6, midnight);
    CHECK(desk.at(midnight + 7h) == 0);
    CHECK(desk.letters.empty());
}

TEST_CASE("a mail server that does not answer is tried again, a refusal is not, and both leave a trace") {
    Desk desk;
    desk.config.tell = {"security", "communication"};
    desk.hold("1", 0.6, midnight - 1h);
    desk.answer = {Delivery::Outcome::retry, "421 busy", 0s};
    CHECK(desk.at(midnight + 7h) == 0);
    CHECK(desk.letters.size() == 2);
    CHECK(desk.at(midnight + 7h + 30s) == 0);  // not before a minute
    CHECK(desk.letters.size() == 2);
    desk.answer = {};
    CHECK(desk.at(midnight + 7h + 1min) == 2);
    CHECK(desk.at(midnight + 8h) == 0);
    CHECK(desk.acts("digest.sent") == 2);

    desk.hold("2", 0.6, midnight + 20h);
    desk.answer = {Delivery::Outcome::refused, "550 no such user", 0s};
    CHECK(desk.at(midnight + 31h) == 0);
    CHECK(desk.at(midnight + 32h) == 0);
    CHECK(desk.acts("digest.failed") == 2);
}

TEST_CASE("the letter says it in both languages and opens no foreign page") {
    respond::Digest digest{"2026-03-09", midnight, midnight + 6h, {}};
    for (int i = 0; i < 25; ++i)
        digest.lines.push_back(
            {{"Faux site https://evil.test/x", "Fake site https://evil.test/x"}, "scam", 0.64, 3});
    const auto body = respond::digest_body(digest, "https://vigie.example/");
    CHECK(body.find("hxxps://evil[.]test") != std::string::npos);
    CHECK(body.find("https://evil.test") == std::string::npos);
    CHECK(body.find("https://vigie.example/detectors") != std::string::npos);
    CHECK(body.find("et 5 autre(s)") != std::string::npos);
    CHECK(body.find("and 5 more") != std::string::npos);
    CHECK(respond::digest_subject(digest).find("25") != std::string::npos);
}

}  // namespace vigie::engine
