#include <vigie/judge/backtest.hpp>

#include <doctest/doctest.h>

namespace vigie::judge {
namespace {

using namespace std::chrono_literals;

const Time now = parse_time("2026-03-08T12:00:00Z").value();

struct Past {
    std::unique_ptr<ports::Store> store = ports::make_memory_store();
    model::ItemViewer viewer;

    void add(const std::string& id, const std::string& text, Duration ago, model::Verdict verdict,
             bool incident = true) {
        const auto done = store->write([&](ports::Session& s) -> Result<> {
            model::Item item;
            item.network = "bluesky";
            item.id = id;
            item.text = text;
            item.observed_at = now - ago;
            VIGIE_TRY(s.put_item(item));
            if (!incident) return {};
            model::Incident draft;
            draft.kind = "rule";
            draft.verdict = verdict;
            draft.opened_at = item.observed_at;
            VIGIE_TRY_ASSIGN(const auto opened, s.create_incident(draft));
            model::Finding f;
            f.id = model::FindingId("f" + id);
            f.item = item.key();
            f.at = item.observed_at;
            f.incident = opened.id;
            VIGIE_TRY(s.put_finding(f));
            return {};
        });
        REQUIRE(done);
    }

    std::vector<Backtest> run(const RuleSet& before, const RuleSet& after, BacktestOptions options) {
        std::vector<Backtest> out;
        options.now = now;
        const auto done = store->read([&](ports::Session& s) -> Result<> {
            VIGIE_TRY_ASSIGN(out, backtest(s, before, after, {}, options, [&](const model::Item& item) {
                                 RuleInput in;
                                 in.item = &item;
                                 in.view = &viewer.of(item);
                                 return in;
                             }));
            return {};
        });
        REQUIRE(done);
        return out;
    }
};

std::shared_ptr<const RuleSet> rules(const std::string& content) {
    const auto read = read_rules({{"r.yaml", content}});
    REQUIRE(read.rules);
    return read.rules;
}

}  // namespace

TEST_CASE("a backtest says what two versions raise, with what analysts said of it") {
    Past past;
    past.add("1", "coupon offert", 1h, model::Verdict::confirmed);
    past.add("2", "coupon périmé", 30h, model::Verdict::false_alarm);
    past.add("3", "bon d’achat offert", 50h, model::Verdict::confirmed);
    past.add("4", "coupon seul", 51h, model::Verdict::none, false);
    past.add("5", "coupon offert il y a longtemps", 500h, model::Verdict::confirmed);
    const auto before = rules("- {rule: c, desc: C, condition: coupon, output: c}");
    const auto after = rules(
        "- {rule: c, desc: C, condition: coupon OR \"bon d'achat\", output: c, "
        "exceptions: [{name: old, condition: périmé, why: old}]}");
    const auto all = past.run(*before, *after, {.hours = 72});
    REQUIRE(all.size() == 1);
    const auto& b = all[0];
    CHECK(b.looked_at == 4);
    CHECK_FALSE(b.truncated);
    CHECK(b.current.matched == 3);
    CHECK(b.current.per_day == std::vector<std::int64_t>{1, 1, 1});
    CHECK(b.current.verdicts == model::VerdictCounts{1, 1, 0, 1});
    CHECK(b.current.verdicts.precision().value() == doctest::Approx(0.5));
    CHECK(b.candidate.matched == 3);
    CHECK(b.candidate.verdicts == model::VerdictCounts{2, 0, 0, 1});
    CHECK(b.candidate.verdicts.precision().value() == doctest::Approx(1));
    CHECK(b.kept == 2);
    REQUIRE(b.gained.size() == 1);
    CHECK(b.gained[0].item.id == "3");
    CHECK(b.gained[0].verdict == model::Verdict::confirmed);
    CHECK_FALSE(b.gained[0].highlights.empty());
    REQUIRE(b.lost.size() == 1);
    CHECK(b.lost[0].item.id == "2");
    CHECK(b.lost[0].incident.value.starts_with("VG-2026-"));
}

TEST_CASE("a backtest stops at its limit and says so; a rule that one side lacks matches nothing there") {
    Past past;
    for (int i = 0; i < 9; ++i) past.add(std::to_string(i), "coupon", 1min * i, model::Verdict::none, false);
    const auto some = rules("- {rule: c, desc: C, condition: coupon, output: c}");
    const auto other = rules("- {rule: d, desc: D, condition: coupon, output: d}");
    const auto all = past.run(*some, *other, {.hours = 1, .most_items = 5, .rows = 2});
    REQUIRE(all.size() == 2);
    CHECK(all[0].rule == "d");
    CHECK(all[0].truncated);
    CHECK(all[0].looked_at == 5);
    CHECK(all[0].gained_count == 5);
    CHECK(all[0].gained.size() == 2);
    CHECK(all[1].lost_count == 5);
    CHECK_FALSE(past.run(*some, *some, {.hours = 1, .most_items = 9})[0].truncated);
    CHECK_FALSE(all[1].candidate.verdicts.precision().has_value());
}

}  // namespace vigie::judge
