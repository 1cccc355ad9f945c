#include <vigie/engage/measure.hpp>

#include <doctest/doctest.h>

#include <numeric>

using namespace vigie;
using namespace std::chrono_literals;

namespace {

const Time now = parse_time("2026-03-09T08:40:00Z").value();
constexpr auto month = 24h * 30;

struct Case {
    Duration opened_ago;
    Duration detect{};
    std::optional<Duration> action{};
    std::optional<Duration> gone{};
    model::IncidentStatus status = model::IncidentStatus::open;
    model::Severity severity = model::Severity::low;
};

std::unique_ptr<ports::Store> store_with(const std::vector<Case>& cases,
                                         const std::vector<Time>& findings = {}) {
    auto store = ports::make_memory_store();
    const auto done = store->write([&](ports::Session& s) -> Result<> {
        for (const auto& c : cases) {
            model::Incident i;
            i.kind = "impersonation";
            i.status = c.status;
            i.severity = c.severity;
            i.opened_at = now - c.opened_ago;
            i.first_seen = i.opened_at - c.detect;
            if (c.action) i.acted_at = i.opened_at + *c.action;
            if (c.gone) i.gone_at = i.opened_at + *c.gone;
            VIGIE_TRY(s.create_incident(i));
        }
        int n = 0;
        for (const auto at : findings) {
            model::Finding f;
            f.id = model::FindingId("f" + std::to_string(++n));
            f.at = at;
            VIGIE_TRY(s.put_finding(f));
        }
        return {};
    });
    REQUIRE(done);
    return store;
}

template <class T>
T ask(ports::Store& store, const std::function<Result<T>(ports::Session&)>& question) {
    std::optional<T> out;
    const auto done = store.read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(out, question(s));
        return {};
    });
    REQUIRE(done);
    return *out;
}

engage::Kpis kpis_of(ports::Store& store) {
    return ask<engage::Kpis>(store, [](auto& s) { return engage::kpis(s, now, month); });
}

engage::Arrivals arrivals_of(ports::Store& store) {
    return ask<engage::Arrivals>(store, [](auto& s) { return engage::findings_per_hour(s, now); });
}

}  // namespace

TEST_CASE("without cases there is no median, not zero") {
    const auto store = store_with({});
    const auto k = kpis_of(*store);
    CHECK_FALSE(k.detect_s_p50);
    CHECK_FALSE(k.action_s_p50);
    CHECK_FALSE(k.gone_s_p50);
}

TEST_CASE("medians are over the cases that got that far, closed or open") {
    const auto store = store_with(
        {{.opened_ago = 1h, .detect = 3s, .action = 10s, .gone = 1h, .status = model::IncidentStatus::closed},
         {.opened_ago = 2h, .detect = 1s, .action = 30s},
         {.opened_ago = 3h, .detect = 100s},
         {.opened_ago = 4h, .detect = 2500ms, .action = 20s}});
    const auto k = kpis_of(*store);
    CHECK(k.detect_s_p50 == doctest::Approx(2.5));  // of an even number the lower one
    CHECK(k.action_s_p50 == doctest::Approx(20));
    CHECK(k.gone_s_p50 == doctest::Approx(3600));
}

TEST_CASE("a case from before the window counts for nothing but being open") {
    const auto store =
        store_with({{.opened_ago = month - 1s, .detect = 5s},
                    {.opened_ago = month + 1s, .detect = 500s, .severity = model::Severity::critical}});
    CHECK(kpis_of(*store).detect_s_p50 == doctest::Approx(5));
    const auto open =
        ask<engage::SeverityCounts>(*store, [](auto& s) { return engage::open_by_severity(s); });
    CHECK(open == engage::SeverityCounts{0, 1, 0, 0, 1});
}

TEST_CASE("clocks that disagree make no negative times") {
    const auto store = store_with({{.opened_ago = 1h, .detect = -5s, .action = -1s}});
    CHECK(kpis_of(*store).detect_s_p50 == 0.0);
    CHECK(kpis_of(*store).action_s_p50 == 0.0);
}

TEST_CASE("medians look past the first page of cases") {
    std::vector<Case> cases;
    for (int i = 0; i < 1201; ++i)
        cases.push_back({.opened_ago = std::chrono::seconds(i), .detect = std::chrono::seconds(i)});
    const auto store = store_with(cases);
    CHECK(kpis_of(*store).detect_s_p50 == doctest::Approx(600));
}

TEST_CASE("findings fall into the hour they were observed in, the last hour ends now") {
    const auto store = store_with({}, {now, now - 1s, now - 1h + 1us, now - 1h, now - 24h + 1us, now - 24h,
                                       now - 48h + 1us, now - 48h, now + 1us, now + 5h});
    const auto a = arrivals_of(*store);
    CHECK(a.last[23] == 3);
    CHECK(a.last[22] == 1);
    CHECK(a.last[0] == 1);
    CHECK(a.before[23] == 1);
    CHECK(a.before[0] == 1);
    CHECK(std::accumulate(a.last.begin(), a.last.end(), 0) == 5);
    CHECK(std::accumulate(a.before.begin(), a.before.end(), 0) == 2);
}
