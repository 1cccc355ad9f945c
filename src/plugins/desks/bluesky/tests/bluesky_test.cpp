#include "look.hpp"
#include "tests/network.hpp"

#include <doctest/doctest.h>

namespace vigie::plugins {
namespace {

using fake::Network;
using model::Json;
using respond::Answer;
using respond::Sighting;

struct World {
    ports::ManualClock clock{*parse_time("2026-03-09T08:31:14Z")};
    Network network;
    std::string kept;
    int saves = 0;
    BlueskyDeskConfig config;
    std::unique_ptr<respond::Desk> desk;

    World() {
        config.identifier = "vigie.exemple.test";
        config.password = "abcd-efgh-ijkl-mnop";
        config.labeler = "did:plc:labeler";
        restart();
    }
    void restart() {
        SessionVault vault;
        vault.load = [this]() -> Result<std::optional<std::string>> {
            return kept.empty() ? std::nullopt : std::optional(kept);
        };
        vault.save = [this](const std::string& value) -> Result<> {
            kept = value;
            ++saves;
            return {};
        };
        desk = *make_bluesky_desk(config, vault, network, clock);
    }
    void answer_with(const std::string& method, Result<ports::HttpResponse> answer) {
        network.fault = [=](const std::string& m) {
            return m == method ? std::optional(answer) : std::nullopt;
        };
    }
};

model::Takedown account() {
    model::Takedown t;
    t.id = model::TakedownId("T-VG-2026-0042-1");
    t.incident = model::IncidentId("VG-2026-0042");
    t.subject = {"account", "bluesky", "did:plc:fake", "fake.test", ""};
    t.reason = "impersonation";
    t.text = "Impersonates Exemple SA. Our reference: VG-2026-0042.";
    return t;
}

model::Takedown post() {
    auto t = account();
    t.subject = {"post", "bluesky", "at://did:plc:fake/app.bsky.feed.post/3abc", "fake.test", ""};
    t.subject_uri = t.subject.id;
    t.reason = "phishing";
    return t;
}

model::Takedown sent(model::Takedown t) {
    t.sent_at = *parse_time("2026-03-09T08:00:00Z");
    t.state = model::TakedownState::sent;
    return t;
}

const std::string create_report = "com.atproto.moderation.createReport";

TEST_CASE("an account is reported as the lexicon says, through our own server to the labeler") {
    World w;
    const auto answer = w.desk->request(account());
    CHECK(answer.outcome == Answer::Outcome::sent);
    CHECK(answer.acknowledged);
    CHECK(answer.reference == "1234567");
    REQUIRE(w.network.reports.size() == 1);
    CHECK(w.network.reports[0] ==
          Json::parse(R"({"reasonType":"tools.ozone.report.defs#reasonMisleadingImpersonation",
        "reason":"Impersonates Exemple SA. Our reference: VG-2026-0042.",
        "subject":{"$type":"com.atproto.admin.defs#repoRef","did":"did:plc:fake"},
        "modTool":{"name":"vigie/0.1","meta":{"ref":"VG-2026-0042"}}})"));
}

TEST_CASE("a post is reported with its cid, read when it is not known") {
    World w;
    CHECK(w.desk->request(post()).outcome == Answer::Outcome::sent);
    const auto subject = Json::parse(
        R"({"$type":"com.atproto.repo.strongRef","uri":"at://did:plc:fake/app.bsky.feed.post/3abc","cid":"bafyone"})");
    CHECK(w.network.reports[0]["subject"] == subject);
    CHECK(w.network.reports[0]["reasonType"] == "tools.ozone.report.defs#reasonMisleadingScam");
    auto known = post();
    known.subject_cid = "bafyone";
    known.subject_uri = "https://bsky.app/profile/fake.test/post/3abc";  // a handle is resolved
    const int reads = w.network.count("app.bsky.feed.getPosts");
    CHECK(w.desk->request(known).outcome == Answer::Outcome::sent);
    CHECK(w.network.reports[1]["subject"] == subject);
    CHECK(w.network.count("app.bsky.feed.getPosts") == reads);
}

TEST_CASE("every reason has its token, and an older labeler gets the older one") {
    World w;
    for (const auto& [reason, token] : std::vector<std::pair<std::string, std::string>>{
             {"scam", "tools.ozone.report.defs#reasonMisleadingScam"},
             {"leak", "tools.ozone.report.defs#reasonHarassmentDoxxing"},
             {"other", "tools.ozone.report.defs#reasonOther"},
             {"", "tools.ozone.report.defs#reasonOther"}}) {
        auto t = account();
        t.reason = reason;
        CHECK(w.desk->request(t).outcome == Answer::Outcome::sent);
        CHECK(w.network.reports.back()["reasonType"] == token);
    }
    w.network.new_tokens = false;
    CHECK(w.desk->request(account()).outcome == Answer::Outcome::sent);
    CHECK(w.network.reports.back()["reasonType"] == "com.atproto.moderation.defs#reasonMisleading");
}

TEST_CASE(
    "the session is kept between reports and starts, refreshed when it ran out, never a login too many") {
    World w;
    for (int i = 0; i < 3; ++i) CHECK(w.desk->request(account()).outcome == Answer::Outcome::sent);
    w.restart();
    CHECK(w.desk->request(account()).outcome == Answer::Outcome::sent);
    CHECK(w.network.count("com.atproto.server.createSession") == 1);
    w.network.token = 2;  // the old one expired
    CHECK(w.desk->request(account()).outcome == Answer::Outcome::sent);
    CHECK(w.network.count("com.atproto.server.refreshSession") == 1);
    CHECK(w.network.count("com.atproto.server.createSession") == 1);
    CHECK(w.kept.find("access2") != std::string::npos);
    w.network.token = 3;
    w.network.refresh_works = false;  // the refresh token too
    CHECK(w.desk->request(account()).outcome == Answer::Outcome::sent);
    CHECK(w.network.count("com.atproto.server.createSession") == 2);
    CHECK(w.network.reports.size() == 6);
    CHECK(w.saves == 3);
}

TEST_CASE("a token that is refused even when fresh is not tried for ever") {
    World w;
    w.answer_with(create_report,
                  ports::HttpResponse{400, {}, R"({"error":"ExpiredToken","message":"Token has expired"})"});
    CHECK(w.desk->request(account()).outcome == Answer::Outcome::refused);
    CHECK(w.network.count(create_report) == 2);
}

TEST_CASE("a wrong password needs a person, and is not tried again at once") {
    World w;
    w.network.password_right = false;
    const auto answer = w.desk->request(account());
    CHECK(answer.outcome == Answer::Outcome::refused);
    CHECK(answer.detail.find("a person must look") != std::string::npos);
    CHECK(w.desk->request(account()).outcome == Answer::Outcome::refused);
    CHECK(w.network.count("com.atproto.server.createSession") == 1);
    w.clock.advance(std::chrono::minutes(16));
    w.network.password_right = true;
    CHECK(w.desk->request(account()).outcome == Answer::Outcome::sent);
}

TEST_CASE("without an account nothing is reported, and it is said what to write") {
    World w;
    w.config.password.clear();
    w.restart();
    const auto answer = w.desk->request(account());
    CHECK(answer.outcome == Answer::Outcome::refused);
    CHECK(answer.detail.find("app password") != std::string::npos);
    CHECK(w.desk->look(account()).state == Sighting::State::still_up);
}

TEST_CASE("what the platform answers decides between again, never and unsure") {
    struct Case {
        int status;
        std::string body;
        Answer::Outcome outcome;
        bool unsure;
    };
    const std::string html = "<!DOCTYPE html><html><body>Forbidden</body></html>";
    for (const auto& c : std::vector<Case>{
             {429, R"({"error":"RateLimitExceeded","message":"Rate Limit Exceeded"})", Answer::Outcome::retry,
              false},
             {500, R"({"error":"InternalServerError"})", Answer::Outcome::retry, false},
             {502, html, Answer::Outcome::retry, false},
             {503, "", Answer::Outcome::retry, false},
             {504, html, Answer::Outcome::retry, true},
             {200, html, Answer::Outcome::retry, true},
             {200, R"({"ok":true})", Answer::Outcome::retry, true},
             {200, "[1]", Answer::Outcome::retry, true},
             {401, R"({"error":"AccountTakedown"})", Answer::Outcome::refused, false},
             {401, R"({"error":"AuthMissing"})", Answer::Outcome::refused, false},
             {403, html, Answer::Outcome::refused, false},
             {400, R"({"error":"InvalidRequest","message":"unsupported subject"})", Answer::Outcome::refused,
              false},
             {302, "", Answer::Outcome::refused, false},
             {404, html, Answer::Outcome::refused, false},
             {418, R"({"error":7,"message":["x"]})", Answer::Outcome::refused, false},
         }) {
        INFO(c.status, " ", c.body);
        World w;
        w.answer_with(create_report, ports::HttpResponse{c.status, {}, c.body});
        const auto answer = w.desk->request(account());
        CHECK(answer.outcome == c.outcome);
        CHECK(answer.unsure == c.unsure);
        CHECK_FALSE(answer.detail.empty());
    }
}

TEST_CASE("a request that timed out after the server stored it is reported as unsure") {
    World w;
    w.answer_with(create_report, fail(Errc::timeout, "no answer within 20 s"));
    const auto answer = w.desk->request(account());
    CHECK(answer.outcome == Answer::Outcome::retry);
    CHECK(answer.unsure);
    CHECK(w.network.reports.size() == 1);
    // No connection at all: certainly not received.
    w.answer_with(create_report, fail(Errc::unavailable, "connection refused"));
    CHECK_FALSE(w.desk->request(account()).unsure);
    // The login timed out: the report never left.
    World other;
    other.answer_with("com.atproto.server.createSession", fail(Errc::timeout, "no answer within 20 s"));
    CHECK(other.desk->request(account()).outcome == Answer::Outcome::retry);
    CHECK_FALSE(other.desk->request(account()).unsure);
}

TEST_CASE("the platform's own waiting time is honoured") {
    World w;
    const std::string body = R"({"error":"RateLimitExceeded"})";
    w.answer_with(create_report, ports::HttpResponse{429, {{"Retry-After", "90"}}, body});
    CHECK(w.desk->request(account()).retry_after == std::chrono::seconds(90));
    w.answer_with(create_report, ports::HttpResponse{429, {{"RateLimit-Reset", "1773045374"}}, body});
    CHECK(w.desk->request(account()).retry_after == std::chrono::seconds(300));
    w.answer_with(create_report, ports::HttpResponse{429, {{"Retry-After", "0"}}, body});
    CHECK(w.desk->request(account()).retry_after == std::chrono::seconds(1));
    w.answer_with(create_report, ports::HttpResponse{429, {{"RateLimit-Reset", "soon"}}, body});
    CHECK(w.desk->request(account()).retry_after == std::chrono::seconds(0));
}

TEST_CASE("an account is gone only on proof") {
    World w;
    const auto look = [&] { return w.desk->look(sent(account())); };
    CHECK(look().state == Sighting::State::still_up);
    w.network.accounts["did:plc:fake"] = "takendown";
    CHECK(look().state == Sighting::State::gone);
    CHECK(look().detail == "AccountTakedown");
    w.network.accounts["did:plc:fake"] = "deactivated";
    CHECK(look().state == Sighting::State::gone);
    w.network.accounts["did:plc:fake"] = "missing";
    w.network.repo_active = false;
    CHECK(look().detail == "account takendown");
    w.network.repo_active = true;
    CHECK(look().state == Sighting::State::gone);                       // reported, and no longer shown
    CHECK(w.desk->look(account()).state == Sighting::State::still_up);  // not reported: perhaps not read yet
    w.network.plc_knows = false;
    CHECK(w.desk->look(account()).detail == "the identity was deleted");
}

TEST_CASE("a post is gone only on proof") {
    World w;
    CHECK(w.desk->look(post()).state == Sighting::State::still_up);
    w.network.posts.clear();
    CHECK(w.desk->look(post()).state ==
          Sighting::State::still_up);  // the app view may lag; its server has it
    CHECK(w.desk->look(sent(post())).state == Sighting::State::gone);
    w.network.record_on_server = false;
    CHECK(w.desk->look(post()).state == Sighting::State::gone);
    CHECK(w.desk->look(post()).detail == "RecordNotFound");
}

TEST_CASE("what could not be seen says nothing") {
    for (const auto& answer : std::vector<Result<ports::HttpResponse>>{
             fail(Errc::timeout, "no answer within 20 s"), fail(Errc::unavailable, "no route"),
             ports::HttpResponse{502, {}, "<html>"}, ports::HttpResponse{403, {}, "<html>"},
             ports::HttpResponse{200, {}, "<html>"}, ports::HttpResponse{200, {}, "{}"},
             ports::HttpResponse{429, {}, R"({"error":"RateLimitExceeded"})"},
             ports::HttpResponse{
                 400,
                 {},
                 R"({"error":"InvalidRequest","message":"Error: actor must be a valid did or a handle"})"},
             ports::HttpResponse{200, {}, std::string(100'000, '[')},
             ports::HttpResponse{500, {}, R"({"error":"AccountTakedown"})"}}) {
        World w;
        w.network.fault = [&](const std::string&) { return std::optional(answer); };
        CHECK(w.desk->look(sent(account())).state == Sighting::State::unknown);
        CHECK(w.desk->look(sent(post())).state == Sighting::State::unknown);
    }
}

TEST_CASE("servers named by culprits are asked with care, ours are not") {
    World w;
    w.network.accounts["did:plc:fake"] = "missing";
    CHECK(w.desk->look(account()).state == Sighting::State::still_up);
    REQUIRE(w.network.seen.size() == 3);
    CHECK_FALSE(w.network.seen[0].public_only);
    CHECK_FALSE(w.network.seen[1].public_only);
    CHECK(w.network.seen[2].public_only);  // evil-pds.test
}

TEST_CASE("it serves accounts and posts of Bluesky only") {
    World w;
    CHECK(w.desk->serves({"account", "bluesky", "did:plc:x", "", ""}));
    CHECK(w.desk->serves({"post", "bluesky", "at://x/y/z", "", ""}));
    CHECK_FALSE(w.desk->serves({"account", "mastodon", "1", "", ""}));
    CHECK_FALSE(w.desk->serves({"domain", "bluesky", "x.example", "", ""}));
}

TEST_CASE("a text too long is cut to what the platform accepts, between characters") {
    World w;
    auto t = account();
    t.text.clear();
    for (int i = 0; i < 5000; ++i) t.text += "é";
    CHECK(w.desk->request(t).outcome == Answer::Outcome::sent);
    CHECK(w.network.reports[0]["reason"].get<std::string>().size() == 4000);
}

TEST_CASE("addresses of posts in both forms") {
    CHECK(at_uri_of("https://bsky.app/profile/did:plc:x/post/3k?ref=1") ==
          "at://did:plc:x/app.bsky.feed.post/3k");
    CHECK(at_uri_of("at://did:plc:x/app.bsky.feed.post/3k") == "at://did:plc:x/app.bsky.feed.post/3k");
    for (const auto* bad : {"", "at://", "at://x", "https://bsky.app/profile/", "https://bsky.app/profile/x",
                            "https://bsky.app/profile/x/post/", "https://evil.test/post/3"}) {
        INFO(std::string(bad));
        CHECK(at_uri_of(bad).empty());
    }
}

TEST_CASE("a configuration that cannot work is refused") {
    World w;
    w.config.labeler = "moderation.bsky.app";
    CHECK_FALSE(make_bluesky_desk(w.config, {}, w.network, w.clock));
    w.config.labeler = "did:plc:labeler";
    w.config.appview = "public.api.bsky.app";
    CHECK_FALSE(make_bluesky_desk(w.config, {}, w.network, w.clock));
}

}  // namespace
}  // namespace vigie::plugins
