#include "report.hpp"

#include <vigie/kit/hash.hpp>
#include <vigie/respond/testing/service.hpp>

#include <doctest/doctest.h>

#include <regex>
#include <set>

namespace vigie::plugins {
namespace {

using respond::Answer;
using respond::Sighting;
using namespace respond::testing;

constexpr const char* bootstrap =
    R"json({"services":[[["test"],["https://rdap.registre.test/"]],[["fr"],["https://rdap.nic.test/"]]]})json";
constexpr const char* domain =
    R"json({"objectClassName":"domain","ldhName":"exemple-promo.test","status":["active"],"events":[{"eventAction":"registration","eventDate":"2025-10-08T22:11:00Z"}],"nameservers":[{"ldhName":"ns1.hebergeur.test"}],"entities":[{"roles":["registrar"],"publicIds":[{"type":"IANA Registrar ID","identifier":"1000"}],"vcardArray":["vcard",[["fn",{},"text","Bureau Test"]]],"entities":[{"roles":["abuse"],"vcardArray":["vcard",[["email",{},"text","abuse@bureau.test"]]]}]}]})json";

class RecordingMailer final : public ports::Mailer {
public:
    Result<> send(const ports::SmtpServer&, const ports::Mail& mail) override {
        sent.push_back(mail);
        return answer;
    }
    std::vector<ports::Mail> sent;
    Result<> answer;
};

struct World {
    ports::ManualClock clock{*parse_time("2025-10-09T09:12:00Z")};
    ScriptedHttp http;
    RecordingMailer mailer;
    AbuseMailConfig config;
    World() {
        config.from = "Exemple abuse desk <signalement@exemple.test>";
        config.organisation = "Exemple SA";
        config.signatory = "A. Martin";
    }
    std::unique_ptr<respond::Desk> desk() { return *make_abuse_mail_desk(config, http, mailer, clock); }
    void knows() {
        http.push(200, bootstrap);
        http.push(200, domain);
    }
    static model::Takedown takedown() {
        model::Takedown t;
        t.id = model::TakedownId("T-VG-2025-0042-1");
        t.incident = model::IncidentId("VG-2025-0042");
        t.subject = {"url", "web", "", "https://exemple-promo.test/login", ""};
        t.reason = "phishing";
        t.text =
            "Copy of the login of Exemple.\n- It asks for a password on https://exemple-promo.test/login";
        return t;
    }
};

// The rules of XARF 4.2.0 as far as they bind us.
void check_xarf(const model::Json& x) {
    for (const auto* key : {"xarf_version", "report_id", "timestamp", "reporter", "sender",
                            "source_identifier", "category", "type", "url"})
        REQUIRE(x.contains(key));
    CHECK(x["xarf_version"] == "4.2.0");
    static const std::regex uuid("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    CHECK(std::regex_match(x["report_id"].get<std::string>(), uuid));
    static const std::regex time("[0-9-]{10}T[0-9:]{8}Z");
    CHECK(std::regex_match(x["timestamp"].get<std::string>(), time));
    for (const auto* who : {"reporter", "sender"}) {
        CHECK(x[who].size() == 3);
        for (const auto* key : {"org", "contact", "domain"})
            CHECK_FALSE(x[who].at(key).get<std::string>().empty());
    }
    CHECK(x["category"] == "content");
    const std::set<std::string> types{"phishing", "fraud", "exposed_data"};
    CHECK(types.contains(x["type"].get<std::string>()));
    CHECK((x["type"] == "fraud") == x.contains("fraud_type"));
    CHECK_FALSE(x.contains("_internal"));
    CHECK(x["tags"].size() <= 20);
    static const std::regex tag("[a-z0-9_+-]+:[a-z0-9_+-]+");
    for (const auto& t : x["tags"]) CHECK(std::regex_match(t.get<std::string>(), tag));
}

model::Json attached(const ports::Mail& mail) {
    const auto from = mail.message.find("base64\r\n\r\n") + 10;
    auto text = mail.message.substr(from, mail.message.find("\r\n--", from) - from);
    std::erase_if(text, [](char c) { return c == '\r' || c == '\n'; });
    return model::Json::parse(*kit::base64_decode(text));
}

TEST_CASE("the registrar's abuse address gets a mail for people and a report for programs") {
    World w;
    w.knows();
    const auto answer = w.desk()->request(World::takedown());
    CHECK(answer.outcome == Answer::Outcome::sent);
    CHECK(answer.detail == "mail to abuse@bureau.test");
    CHECK_FALSE(answer.acknowledged);
    REQUIRE(w.mailer.sent.size() == 1);
    const auto& mail = w.mailer.sent[0];
    CHECK(mail.to == std::vector<std::string>{"abuse@bureau.test"});
    CHECK(mail.message.find(
              "Subject: [VG-2025-0042] Phishing against Exemple SA on exemple-promo[.]test\r\n") !=
          std::string::npos);
    const auto human = mail.message.substr(0, mail.message.find("application/json"));
    CHECK(human.find("hxxps://exemple-promo[.]test/login") != std::string::npos);
    CHECK(human.find("https://exemple-promo.test") == std::string::npos);
    CHECK(human.find("Registrar    Bureau Test (IANA 1000)") != std::string::npos);
    CHECK(human.find("registered 2025-10-08") != std::string::npos);
    const auto x = attached(mail);
    check_xarf(x);
    CHECK(x["url"] == "https://exemple-promo.test/login");
    CHECK(x["type"] == "phishing");
    CHECK(x["registrar"] == "Bureau Test");
    CHECK(x["tags"][0] == "vigie:vg-2025-0042");
    CHECK(x["reporter"]["domain"] == "exemple.test");
    for (std::size_t at = 0, end = 0; at < mail.message.size(); at = end + 2) {
        end = mail.message.find("\r\n", at);
        REQUIRE(end != std::string::npos);
        CHECK(end - at <= 998);
    }
}

TEST_CASE("every reason makes a valid report, the same number on every try") {
    World w;
    const respond::RdapDomain rdap;
    std::set<std::string> ids;
    for (const auto* reason : {"phishing", "scam", "impersonation", "leak", "other"}) {
        auto t = World::takedown();
        t.reason = reason;
        t.text = std::string(20'000, 'x') + "\x01\xe2\x80\xae";
        const auto x = abuse::xarf(w.config, t, {"https://a.test/", "a.test", "a.test"}, rdap, w.clock.now());
        check_xarf(x);
        ids.insert(x["report_id"].get<std::string>());
    }
    CHECK(ids.size() == 1);
}

TEST_CASE("a French domain gets French below the English") {
    World w;
    w.http.push(200, bootstrap);
    w.http.push(200, domain);
    auto t = World::takedown();
    t.subject = {"domain", "web", "exemple-promo.fr", "exemple-promo.fr", ""};
    REQUIRE(w.desk()->request(t).outcome == Answer::Outcome::sent);
    CHECK(w.mailer.sent[0].message.find("Nous agissons pour Exemple SA") != std::string::npos);
    CHECK(attached(w.mailer.sent[0])["url"] == "https://exemple-promo.fr/");
}

TEST_CASE("nobody to write to, no registry, a server that is down") {
    World w;
    w.http.push(200, bootstrap);
    w.http.push(200, R"({"objectClassName":"domain"})");
    CHECK(w.desk()->request(World::takedown()).outcome == Answer::Outcome::refused);
    auto t = World::takedown();
    t.subject = {"url", "web", "", "https://203.0.113.9/login", ""};
    CHECK(w.desk()->request(t).outcome == Answer::Outcome::refused);
    t.subject = {"account", "x", "1", "someone", ""};
    CHECK_FALSE(w.desk()->serves(t.subject));
    w.http.push(503, "");
    CHECK(w.desk()->request(World::takedown()).outcome == Answer::Outcome::retry);
    w.knows();
    w.mailer.answer = fail(Errc::unavailable, "421 later");
    CHECK(w.desk()->request(World::takedown()).outcome == Answer::Outcome::retry);
    w.knows();
    w.mailer.answer = fail(Errc::invalid_argument, "550 no such user");
    CHECK(w.desk()->request(World::takedown()).outcome == Answer::Outcome::refused);
}

TEST_CASE("gone is what the registry says") {
    World w;
    w.knows();
    CHECK(w.desk()->look(World::takedown()).state == Sighting::State::still_up);
    w.http.push(200, bootstrap);
    w.http.push(404, "");
    CHECK(w.desk()->look(World::takedown()).state == Sighting::State::gone);
    w.http.push(200, bootstrap);
    w.http.push(200, R"({"objectClassName":"domain","status":["client hold"]})");
    CHECK(w.desk()->look(World::takedown()).state == Sighting::State::gone);
    w.http.push(200, bootstrap);
    w.http.push(500, "");
    CHECK(w.desk()->look(World::takedown()).state == Sighting::State::unknown);
}

TEST_CASE("what the configuration must say") {
    World w;
    w.config.from = "nobody";
    CHECK_FALSE(make_abuse_mail_desk(w.config, w.http, w.mailer, w.clock));
    w.config.from = "a@b.test";
    w.config.organisation = "Exemple\r\nBcc: x@y.test";
    CHECK_FALSE(make_abuse_mail_desk(w.config, w.http, w.mailer, w.clock));
}

}  // namespace
}  // namespace vigie::plugins
