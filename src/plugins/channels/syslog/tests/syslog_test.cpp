#include "lines.hpp"

#include <vigie/respond/testing/service.hpp>

#include <doctest/doctest.h>

namespace vigie::plugins {
namespace {

using respond::Delivery;
using namespace respond::testing;

class RecordingWire final : public ports::Wire {
public:
    Result<> send(const ports::WireTarget& target, std::string_view bytes) override {
        targets.push_back(target);
        sent.emplace_back(bytes);
        return answer;
    }
    std::vector<ports::WireTarget> targets;
    std::vector<std::string> sent;
    Result<> answer;
};

struct World {
    ports::ManualClock clock{*parse_time("2025-10-09T09:00:00Z")};
    RecordingWire wire;
    SyslogConfig config{.name = "siem", .server = "udp://siem.exemple.test", .host = "vigie01"};
    Delivery deliver(const model::Incident& i = incident(), const model::Notice& n = notice()) {
        return (*make_syslog_channel(config, wire, clock))->deliver(n, i);
    }
};

TEST_CASE("RFC 5424 in one datagram") {
    World w;
    auto i = incident();
    i.severity = model::Severity::medium;
    i.kind = "phishing";
    REQUIRE(w.deliver(i).outcome == Delivery::Outcome::sent);
    CHECK(w.wire.targets[0].port == 514);
    CHECK(
        w.wire.sent[0] ==
        R"(<164>1 2025-10-09T09:00:00.000Z vigie01 vigie - incident.opened [vigie@32473 id="VG-2025-0042" kind="phishing" severity="medium" culprit="https://login-exemple.test/a"] Phishing imitating Exemple)");
}

TEST_CASE("octets are counted on TCP and TLS") {
    World w;
    for (const auto* server : {"tcp://siem.exemple.test:601", "tls://[2001:db8::1]"}) {
        w.config.server = server;
        REQUIRE(w.deliver().outcome == Delivery::Outcome::sent);
        const auto& line = w.wire.sent.back();
        const auto blank = line.find(' ');
        CHECK(std::stoul(line.substr(0, blank)) == line.size() - blank - 1);
    }
    CHECK(w.wire.targets[0].port == 601);
    CHECK(w.wire.targets[1].port == 6514);
    CHECK(w.wire.targets[1].host == "2001:db8::1");
}

TEST_CASE("CEF escapes what its header and its values must") {
    World w;
    w.config.cef = true;
    w.config.console_url = "https://vigie.exemple.test";
    auto i = incident();
    i.culprit = {"url", "web", "", "https://login-exemple.test/a?x=1", ""};
    i.title.en = "Pipe | and \\ here";
    i.assets = {model::AssetId("brand-exemple")};
    auto n = notice();
    n.body = "Line one\nLine = two";
    CHECK(
        syslog::cef(w.config, n, i, *parse_time("2025-10-09T08:53:20Z")) ==
        R"(CEF:0|Vigie|Vigie|1.0|phishing_link|Pipe \| and \\ here|8|rt=1760000000000 externalId=VG-2025-0042 cat=phishing_link request=https://login-exemple.test/a?x\=1 dhost=login-exemple.test cs1Label=asset cs1=brand-exemple cs2Label=incidentUrl cs2=https://vigie.exemple.test/incidents/VG-2025-0042 cfp1Label=confidence cfp1=0.97 act=incident.opened msg=Line one\nLine \= two)");
    REQUIRE(w.deliver(i, n).outcome == Delivery::Outcome::sent);
    CHECK(w.wire.sent[0].starts_with(
        "<163>1 2025-10-09T09:00:00.000Z vigie01 vigie - incident.opened - CEF:0|"));
}

TEST_CASE("foreign text injects no second line and no field, and a giant is cut to fit") {
    World w;
    auto i = incident();
    i.culprit = {"account", "bluesky", "did", "x\"] evil=\"1\n<0>1 forged", ""};
    i.title.en = std::string(5000, 'a') + "\n<165>1 forged";
    auto n = notice();
    n.body = std::string(50'000, '=');
    REQUIRE(w.deliver(i, n).outcome == Delivery::Outcome::sent);
    CHECK(w.wire.sent[0].size() <= 1024);
    CHECK(w.wire.sent[0].find('\n') == std::string::npos);
    CHECK(w.wire.sent[0].find(R"(x\"\] evil=\"1)") != std::string::npos);
    w.config.cef = true;
    w.config.server = "tcp://siem";
    REQUIRE(w.deliver(i, n).outcome == Delivery::Outcome::sent);
    CHECK(w.wire.sent[1].size() <= 8200);
    CHECK(w.wire.sent[1].find('\n') == std::string::npos);
}

TEST_CASE("no collector, no loss: it is tried again") {
    World w;
    w.wire.answer = fail(Errc::unavailable, "no route");
    CHECK(w.deliver().outcome == Delivery::Outcome::retry);
    w.config.server = "siem";
    CHECK_FALSE(make_syslog_channel(w.config, w.wire, w.clock));
    w.config.server = "tcp://siem:99999";
    CHECK_FALSE(make_syslog_channel(w.config, w.wire, w.clock));
}

}  // namespace
}  // namespace vigie::plugins
