#include "signature.hpp"

#include <vigie/plugins/webhook.hpp>

#include <doctest/doctest.h>

namespace vigie::plugins {
namespace {

using respond::Delivery;

constexpr auto secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr auto second_secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

class ScriptedHttp final : public ports::Http {
public:
    Result<ports::HttpResponse> send(const ports::HttpRequest& request) override {
        sent.push_back(request);
        return answer;
    }
    std::vector<ports::HttpRequest> sent;
    Result<ports::HttpResponse> answer{ports::HttpResponse{204, {}, ""}};
};

std::string header(const ports::HttpRequest& request, std::string_view name) {
    for (const auto& [key, value] : request.headers) {
        if (key == name) return value;
    }
    return {};
}

struct World {
    ports::ManualClock clock{*parse_time("2026-03-09T08:31:14Z")};
    ScriptedHttp http;
    WebhookConfig config{"soar", "https://soar.example/hook", {secret}, "https://vigie.example/",
                         false,  std::chrono::seconds(20)};
    std::unique_ptr<respond::Channel> channel() { return *make_webhook_channel(config, http, clock); }
    Delivery answer(int status, ports::Headers headers = {}) {
        http.answer = ports::HttpResponse{status, std::move(headers), "<html>"};
        return channel()->deliver(notice(), incident());
    }
    static model::Incident incident() {
        model::Incident i;
        i.id = model::IncidentId("VG-2026-0042");
        i.kind = "phishing_link";
        i.severity = model::Severity::high;
        i.title = {"Hameçonnage imitant Exemple", "Phishing imitating Exemple"};
        return i;
    }
    static model::Notice notice() {
        model::Notice n;
        n.id = model::NoticeId("VG-2026-0042/tell/soar");
        n.event = "incident.opened";
        n.created_at = *parse_time("2026-03-09T08:30:00Z");
        return n;
    }
};

TEST_CASE("the signature is the one of the published vector") {
    const std::vector keys{*webhook_key(secret)};
    CHECK(webhook_signature(keys, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, R"({"test": 2432232314})") ==
          "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST_CASE("the payload is thin, signed, and the same on a retry") {
    World w;
    const auto channel = w.channel();
    REQUIRE(channel->deliver(World::notice(), World::incident()).outcome == Delivery::Outcome::sent);
    w.clock.advance(std::chrono::minutes(5));
    REQUIRE(channel->deliver(World::notice(), World::incident()).outcome == Delivery::Outcome::sent);
    const auto& r = w.http.sent[0];
    CHECK(r.method == "POST");
    CHECK(r.max_redirects == 0);
    CHECK(r.public_only);
    CHECK(header(r, "webhook-id") == "VG-2026-0042/tell/soar");
    CHECK(header(r, "webhook-timestamp") == "1773045074");
    CHECK(header(r, "webhook-signature") ==
          webhook_signature({*webhook_key(secret)}, "VG-2026-0042/tell/soar", 1773045074, r.body));
    CHECK(r.body.starts_with(
        R"({"type":"incident.opened","timestamp":"2026-03-09T08:30:00.000Z","data":{"id":"VG-2026-0042","kind":"phishing_link","severity":"high",)"));
    CHECK(r.body.find(R"("title":"Phishing imitating Exemple")") != std::string::npos);
    CHECK(r.body.find(R"("url":"https://vigie.example/incidents/VG-2026-0042")") != std::string::npos);
    CHECK(w.http.sent[1].body == r.body);
    CHECK(header(w.http.sent[1], "webhook-id") == header(r, "webhook-id"));
    CHECK(header(w.http.sent[1], "webhook-timestamp") != header(r, "webhook-timestamp"));
}

TEST_CASE("a giant title still fits under 20 kB") {
    World w;
    auto i = World::incident();
    i.title = {std::string(60'000, '\x01'), std::string(60'000, '"')};
    auto n = World::notice();
    n.subject = std::string(60'000, '\n');
    CHECK(w.channel()->deliver(n, i).outcome == Delivery::Outcome::sent);
    CHECK(w.http.sent[0].body.size() < 20'000);
}

TEST_CASE("two secrets make two signatures") {
    World w;
    w.config.secrets.emplace_back(second_secret);
    CHECK(w.channel()->deliver(World::notice(), World::incident()).outcome == Delivery::Outcome::sent);
    const auto signatures = header(w.http.sent[0], "webhook-signature");
    CHECK(signatures.find(" v1,") != std::string::npos);
    CHECK(signatures.starts_with(webhook_signature({*webhook_key(secret)}, "VG-2026-0042/tell/soar",
                                                   1773045074, w.http.sent[0].body)));
}

TEST_CASE("what the receiver answers decides") {
    World w;
    CHECK(w.answer(200).outcome == Delivery::Outcome::sent);
    CHECK(w.answer(302, {{"Location", "https://elsewhere.example"}}).outcome == Delivery::Outcome::retry);
    CHECK(w.answer(404).outcome == Delivery::Outcome::retry);
    CHECK(w.answer(500).outcome == Delivery::Outcome::retry);
    CHECK(w.answer(429, {{"Retry-After", "120"}}).retry_after == std::chrono::seconds(120));
    CHECK(w.answer(503, {{"retry-after", "Mon, 09 Mar 2026 08:33:14 GMT"}}).retry_after ==
          std::chrono::seconds(120));
    CHECK(w.answer(503, {{"retry-after", "0"}}).retry_after == std::chrono::seconds(1));
    CHECK(w.answer(503).retry_after == std::chrono::seconds(0));
    CHECK(w.http.sent.size() == 8);
}

TEST_CASE("410 switches the channel off and says how to switch it on") {
    World w;
    const auto channel = w.channel();
    w.http.answer = ports::HttpResponse{410, {}, ""};
    CHECK(channel->deliver(World::notice(), World::incident()).outcome == Delivery::Outcome::refused);
    w.http.answer = ports::HttpResponse{200, {}, ""};
    const auto after = channel->deliver(World::notice(), World::incident());
    CHECK(after.outcome == Delivery::Outcome::refused);
    CHECK(after.detail.find("410") != std::string::npos);
    CHECK(w.http.sent.size() == 1);
}

TEST_CASE("no answer is tried again, a forbidden address is not") {
    World w;
    w.http.answer = fail(Errc::timeout, "no answer within 20 s");
    CHECK(w.channel()->deliver(World::notice(), World::incident()).outcome == Delivery::Outcome::retry);
    w.http.answer = fail(Errc::unauthorised, "127.0.0.1 is not a public address");
    const auto refused = w.channel()->deliver(World::notice(), World::incident());
    CHECK(refused.outcome == Delivery::Outcome::refused);
    CHECK(refused.detail.find("allow_private") != std::string::npos);
    w.config.allow_private = true;
    CHECK(w.channel()->deliver(World::notice(), World::incident()).outcome == Delivery::Outcome::refused);
    CHECK_FALSE(w.http.sent.back().public_only);
}

TEST_CASE("the retry plan is the one of Standard Webhooks, then it is over") {
    World w;
    const auto channel = w.channel();
    using std::chrono::hours;
    using std::chrono::minutes;
    const std::vector<std::chrono::seconds> expected{std::chrono::seconds(5),
                                                     minutes(5),
                                                     minutes(30),
                                                     hours(2),
                                                     hours(5),
                                                     hours(10),
                                                     hours(14),
                                                     hours(20),
                                                     hours(24)};
    for (std::size_t i = 0; i < expected.size(); ++i)
        CHECK(channel->retry_plan(static_cast<int>(i) + 1) == expected[i]);
    CHECK_FALSE(channel->retry_plan(10));
}

TEST_CASE("secrets that cannot work are refused without being shown") {
    World w;
    for (const auto* bad : {"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_???", "whsec_c2hvcnQ="}) {
        w.config.secrets = {bad};
        const auto made = make_webhook_channel(w.config, w.http, w.clock);
        REQUIRE_FALSE(made);
        CHECK(made.error().message.find(std::string(bad).substr(6)) == std::string::npos);
    }
    w.config.secrets.clear();
    CHECK(make_webhook_channel(w.config, w.http, w.clock).error().message.find("openssl") !=
          std::string::npos);
    w.config.secrets = {secret};
    w.config.url = "ftp://x";
    CHECK_FALSE(make_webhook_channel(w.config, w.http, w.clock));
}

}  // namespace
}  // namespace vigie::plugins
