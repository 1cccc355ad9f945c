#include <vigie/judge/correlate.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace vigie;
using model::Finding;
using model::Severity;

namespace {

constexpr auto hour = std::chrono::hours(1);
const Time noon = *parse_time("2026-03-09T12:00:00Z");

Finding on(const std::string& account, Severity severity = Severity::medium) {
    Finding f;
    f.detector = "scam";
    f.item = {"bluesky", "post-of-" + account};
    f.culprit = {"account", "bluesky", account, account + ".test", account};
    f.id = model::finding_id(f.detector, f.item, f.asset, account);
    f.score = 0.6;
    f.severity = severity;
    f.at = noon;
    return f;
}

std::vector<judge::IncidentChange> run(ports::Store& store, std::vector<Finding> findings,
                                       judge::Budget budget = {}, Time now = noon) {
    std::vector<judge::IncidentChange> changes;
    REQUIRE(store.write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(changes, judge::correlate(s, std::move(findings), now, budget));
        return {};
    }));
    return changes;
}

}  // namespace

TEST_CASE("an allowed culprit opens no case until the allowance ends, and is counted") {
    const auto store = ports::make_memory_store();
    auto allowance = model::allowance_of(on("claire").culprit);
    allowance.until = noon + hour;
    REQUIRE(store->write([&](ports::Session& s) { return s.put_allowance(allowance); }));
    CHECK(run(*store, {on("claire"), on("other")}).size() == 1);
    REQUIRE(store->read([&](ports::Session& s) -> Result<> {
        const auto all = s.allowances();
        REQUIRE(all->size() == 1);
        CHECK(all->front().used == 1);
        CHECK_FALSE(s.finding(on("claire").id)->has_value());
        return {};
    }));
    CHECK(run(*store, {on("claire")}, {}, noon + hour).size() == 1);
}

TEST_CASE("an allowance for one detector or asset leaves the others alone; one of a domain holds below it") {
    auto finding = on("claire");
    auto allowance = model::allowance_of(finding.culprit);
    CHECK(model::allows(allowance, finding));
    allowance.detector = "impersonation";
    CHECK_FALSE(model::allows(allowance, finding));
    allowance.detector = "scam";
    allowance.asset = model::AssetId("brand");
    CHECK_FALSE(model::allows(allowance, finding));
    finding.culprit = {"domain", "", "shop.partner.example", "shop.partner.example", ""};
    auto domain = model::allowance_of({"domain", "", "partner.example", "partner.example", ""});
    CHECK(model::allows(domain, finding));
    finding.culprit.id = "notpartner.example";
    CHECK_FALSE(model::allows(domain, finding));
}

TEST_CASE(
    "beyond the budget a finding waits for the digest; the worst never does; the next day begins anew") {
    const auto store = ports::make_memory_store();
    const judge::Budget two{.per_day = 40, .of = {{"scam", 2}}};
    CHECK(run(*store, {on("a"), on("b"), on("c"), on("d", Severity::high)}, two).size() == 3);
    // A culprit with a case does not need a new one.
    auto again = on("a");
    again.item.id = "second";
    again.id = model::finding_id(again.detector, again.item, again.asset, "a");
    CHECK(run(*store, {again}, two).size() == 1);
    REQUIRE(store->read([&](ports::Session& s) -> Result<> {
        const auto held = judge::held_back(s, noon - hour);
        REQUIRE(held->size() == 1);
        CHECK(held->front().culprit.id == "c");
        const auto day = judge::spent(s, "scam", noon);
        CHECK(day->opened == 3);
        CHECK(day->held == 1);
        return {};
    }));
    CHECK(run(*store, {on("e")}, two, noon + 13 * hour).size() == 1);
    REQUIRE(store->write([&](ports::Session& s) -> Result<> {
        const auto opened = judge::open_held(s, on("c").id, noon);
        REQUIRE(opened);
        CHECK(opened->opened);
        CHECK(judge::held_back(s, noon - hour)->empty());
        CHECK_FALSE(judge::open_held(s, on("c").id, noon));
        CHECK_FALSE(judge::open_held(s, model::FindingId("f0"), noon));
        return {};
    }));
}
