#include <vigie/respond/rdap.hpp>
#include <vigie/respond/testing/service.hpp>

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace vigie::respond {
namespace {

std::string seed(const std::string& name) {
    std::ifstream in(std::filesystem::path(VIGIE_SOURCE_DIR) / "src/respond/fuzz/seeds/rdap" / name);
    std::stringstream out;
    out << in.rdbuf();
    return out.str();
}

TEST_CASE("a domain: registrar, abuse contact nested in it, age, name servers") {
    const auto d = read_rdap_domain(seed("domain.json"));
    REQUIRE(d);
    CHECK(d->name == "exemple-promo.test");
    CHECK(d->registrar == "Bureau Test");
    CHECK(d->registrar_id == "1000");
    CHECK(d->abuse == std::vector<std::string>{"abuse@bureau.test"});
    CHECK(format_time(*d->registered_at) == "2025-10-08T22:11:00.000Z");
    CHECK(d->nameservers == std::vector<std::string>{"ns1.hebergeur.test"});
    CHECK(d->related == "https://rdap.bureau.test/domain/exemple-promo.test");
    CHECK_FALSE(d->on_hold());
}

TEST_CASE("cards of every form, and no address with a line break or two signs") {
    const auto d = read_rdap_domain(seed("cards.json"));
    REQUIRE(d);
    CHECK(d->abuse == std::vector<std::string>{"Abuse@Host.test"});
    CHECK(d->abuse_form == "https://abuse.test/form");
    const auto hostile = read_rdap_domain(seed("hostile.json"));
    REQUIRE(hostile);
    CHECK(hostile->abuse.empty());
    CHECK(hostile->related.empty());
    CHECK_FALSE(hostile->registered_at);
    CHECK_FALSE(read_rdap_domain("[]"));
    CHECK_FALSE(read_rdap_domain(std::string(500'000, '[')));
    CHECK_FALSE(read_rdap_domain(R"({"errorCode":404,"title":"x"})"));
    CHECK(read_rdap_domain(R"({"objectClassName":"domain","status":["clientHold"]})")->on_hold());
}

TEST_CASE("the bootstrap file: the longest suffix, https first") {
    const auto file = seed("bootstrap.json");
    CHECK(*rdap_base(file, "exemple-promo.test") == "https://rdap.registre.test/test/");
    CHECK(*rdap_base(file, "x.co.test") == "https://rdap.registre.test/co/");
    CHECK(rdap_base(file, "x.example")->empty());
    CHECK_FALSE(rdap_base("nonsense", "x.test"));
}

TEST_CASE("asked once, kept for a day, never through a private address, at most once a second") {
    ports::ManualClock clock{*parse_time("2025-10-09T09:00:00Z")};
    testing::ScriptedHttp http;
    RdapClient client(http, clock, "https://data.iana.org/rdap/", false);
    http.push(200, seed("bootstrap.json"));
    http.push(200, seed("domain.json"));
    REQUIRE(client.domain("exemple-promo.test"));
    REQUIRE(http.sent.size() == 2);
    CHECK(http.sent[0].url == "https://data.iana.org/rdap/dns.json");
    CHECK(http.sent[1].url == "https://rdap.registre.test/test/domain/exemple-promo.test");
    CHECK(testing::header(http.sent[1], "accept") == "application/rdap+json");
    CHECK(http.sent[1].public_only);
    CHECK(client.domain("exemple-promo.test")->abuse.size() == 1);
    CHECK(http.sent.size() == 2);
    CHECK(client.domain("other.test").error().code == Errc::unavailable);
    clock.advance(std::chrono::seconds(2));
    http.push(404, "");
    CHECK_FALSE(client.domain("exemple-promo.test", true)->registered);
    clock.advance(std::chrono::seconds(2));
    http.push(503, "");
    CHECK(client.domain("third.test").error().code == Errc::unavailable);
    CHECK(client.domain("x.example").error().code == Errc::not_found);
}

TEST_CASE("a thin registry is completed by its registrar") {
    ports::ManualClock clock{*parse_time("2025-10-09T09:00:00Z")};
    testing::ScriptedHttp http;
    RdapClient client(http, clock, "https://data.iana.org/rdap", false);
    http.push(200, seed("bootstrap.json"));
    http.push(
        200,
        R"({"objectClassName":"domain","links":[{"rel":"related","href":"https://rdap.bureau.test/d","type":"application/rdap+json"}]})");
    http.push(200, seed("domain.json"));
    const auto d = client.domain("exemple-promo.test");
    REQUIRE(d);
    CHECK(d->abuse == std::vector<std::string>{"abuse@bureau.test"});
    CHECK(d->registrar == "Bureau Test");
}

}  // namespace
}  // namespace vigie::respond
