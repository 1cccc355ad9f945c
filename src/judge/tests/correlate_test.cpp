#include <vigie/judge/assess.hpp>
#include <vigie/judge/correlate.hpp>
#include <vigie/judge/hosts.hpp>

#include <doctest/doctest.h>

using namespace vigie;
using judge::IncidentChange;
using model::Finding;
using model::Incident;
using model::Indicator;
using model::Severity;

namespace {

Finding on_account(const std::string& account, const std::string& item, std::vector<Indicator> more = {}) {
    Finding f;
    f.detector = "impersonation";
    f.item = {"bluesky", item};
    f.asset = model::AssetId("claire");
    f.culprit = {"account", "bluesky", account, account + ".test", account};
    f.id = model::finding_id(f.detector, f.item, f.asset, account);
    f.score = 0.7;
    f.severity = Severity::medium;
    f.at = from_us(1'000'000);
    f.title = {"Faux compte", "Fake account"};
    f.indicators = std::move(more);
    f.indicators.push_back({"account", "bluesky:" + account});
    return f;
}

Finding on_domain(const std::string& domain, const std::string& item) {
    Finding f = on_account("x", item);
    f.detector = "phishing_link";
    f.culprit = {"domain", "", domain, domain, domain};
    f.id = model::finding_id(f.detector, f.item, f.asset, domain);
    f.severity = Severity::high;
    f.indicators = {{"domain", domain}};
    return f;
}

std::vector<IncidentChange> run(ports::Store& store, std::vector<Finding> findings,
                                Time now = from_us(5'000'000)) {
    std::vector<IncidentChange> changes;
    const auto done = store.write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(changes, judge::correlate(s, std::move(findings), now));
        return {};
    });
    REQUIRE(done.has_value());
    return changes;
}

void close(ports::Store& store, Incident incident, const std::string& cause, model::Verdict verdict,
           Time at) {
    incident.status = model::IncidentStatus::closed;
    incident.close_cause = cause;
    incident.verdict = verdict;
    incident.closed_at = at;
    REQUIRE(store.write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY(s.update_incident(incident));
        return {};
    }));
}

}  // namespace

TEST_CASE("A first finding opens an incident that carries its title, culprit and first sight") {
    const auto store = ports::make_memory_store();
    const auto changes = run(*store, {on_account("a", "1")});
    REQUIRE(changes.size() == 1);
    CHECK(changes[0].opened);
    CHECK_FALSE(changes[0].raised);
    CHECK(changes[0].incident.first_seen == from_us(1'000'000));
    CHECK(changes[0].incident.opened_at == from_us(5'000'000));
    CHECK(changes[0].incident.kind == "impersonation");
    CHECK(changes[0].incident.findings == 1);
    CHECK(changes[0].findings.at(0).incident == changes[0].incident.id);
}

TEST_CASE("A replay of the same findings changes nothing") {
    const auto store = ports::make_memory_store();
    run(*store, {on_account("a", "1"), on_domain("evil.test", "2")});
    CHECK(run(*store, {on_account("a", "1"), on_domain("evil.test", "2")}).empty());
}

TEST_CASE("More posts of one culprit join its incident") {
    const auto store = ports::make_memory_store();
    const auto first = run(*store, {on_account("a", "1")});
    const auto second = run(*store, {on_account("a", "2"), on_account("a", "3")});
    REQUIRE(second.size() == 1);
    CHECK(second[0].incident.id == first[0].incident.id);
    CHECK_FALSE(second[0].opened);
    CHECK(second[0].incident.findings == 3);
    CHECK(second[0].findings.size() == 2);
}

TEST_CASE("Two impostors who send to one phishing domain are one incident, and the domain itself joins it") {
    const auto store = ports::make_memory_store();
    const auto a = run(*store, {on_account("a", "1", {{"domain", "evil.test"}})});
    const auto b = run(*store, {on_account("b", "2", {{"domain", "evil.test"}})});
    const auto d = run(*store, {on_domain("evil.test", "3")});
    REQUIRE(b.size() == 1);
    REQUIRE(d.size() == 1);
    CHECK(a[0].incident.id == b[0].incident.id);
    CHECK(a[0].incident.id == d[0].incident.id);
    CHECK(d[0].raised);
    CHECK(d[0].incident.severity == Severity::high);
}

TEST_CASE("Shorteners and platforms join nothing") {
    const auto store = ports::make_memory_store();
    const std::vector<Indicator> shared{
        {"domain", "bit.ly"}, {"domain", "facebook.com"}, {"asset", "claire"}};
    const auto a = run(*store, {on_account("a", "1", shared)});
    const auto b = run(*store, {on_account("b", "2", shared)});
    CHECK(a[0].incident.id != b[0].incident.id);
}

TEST_CASE("A culprit that was gone and comes back reopens its incident") {
    const auto store = ports::make_memory_store();
    const auto a = run(*store, {on_account("a", "1")});
    close(*store, a[0].incident, "content_gone", model::Verdict::confirmed, from_us(9'000'000));
    SUBCASE("a finding from after the closing") {
        auto late = on_account("a", "2");
        late.at = from_us(10'000'000);
        const auto again = run(*store, {late}, from_us(11'000'000));
        REQUIRE(again.size() == 1);
        CHECK(again[0].opened);
        CHECK(again[0].incident.id == a[0].incident.id);
        CHECK(again[0].incident.status == model::IncidentStatus::open);
        CHECK(again[0].incident.reopened == 1);
    }
    SUBCASE("a finding that is older than the closing belongs to the old story") {
        const auto again = run(*store, {on_account("a", "2")}, from_us(11'000'000));
        REQUIRE(again.size() == 1);
        CHECK_FALSE(again[0].opened);
        CHECK(again[0].incident.status == model::IncidentStatus::closed);
    }
}

TEST_CASE("A dismissed culprit stays silent, yet its domain does not shield others") {
    const auto store = ports::make_memory_store();
    const auto a = run(*store, {on_account("a", "1", {{"domain", "evil.test"}})});
    close(*store, a[0].incident, "false_alarm", model::Verdict::false_alarm, from_us(2'000'000));
    CHECK(run(*store, {on_account("a", "2")}).empty());
    const auto b = run(*store, {on_account("b", "3", {{"domain", "evil.test"}})});
    REQUIRE(b.size() == 1);
    CHECK(b[0].opened);
    CHECK(b[0].incident.id != a[0].incident.id);
}

TEST_CASE("Weights are log-odds, independent detectors combine by noisy-or") {
    CHECK(judge::probability(0) == doctest::Approx(0.5));
    CHECK(judge::log_odds(judge::probability(1.5)) == doctest::Approx(1.5));
    auto a = on_account("a", "1");
    auto b = on_domain("evil.test", "1");
    a.score = b.score = 0.5;
    CHECK(judge::combined_score({a, a, b}) == doctest::Approx(0.75));
    CHECK(judge::severity_of(0.9, judge::Harm::credential) == Severity::critical);
    CHECK(judge::severity_of(0.6, judge::Harm::credential) == Severity::high);
    CHECK(judge::severity_of(0.6, judge::Harm::none) == Severity::low);
    CHECK(judge::severity_of(0.4, judge::Harm::credential) == Severity::info);
}

TEST_CASE("Shared hosts are known with their sub-domains and with what their users chose") {
    CHECK(judge::is_platform("www.facebook.com"));
    CHECK_FALSE(judge::is_platform("notfacebook.com"));
    CHECK(judge::is_shortener("t.co"));
    CHECK(judge::free_hosting_label("bank-login.web.app") == "bank-login");
    CHECK(judge::free_hosting_label("a.bank-login.web.app") == "bank-login");
    CHECK(judge::free_hosting_label("web.app").empty());
    CHECK(judge::joins_cases({"url", "https://bit.ly/3abc"}));
    CHECK_FALSE(judge::joins_cases({"url", "https://bit.ly/"}));
    CHECK_FALSE(judge::joins_cases({"domain", "github.io"}));
    CHECK(judge::joins_cases({"domain", "evil.github.io"}));
}
