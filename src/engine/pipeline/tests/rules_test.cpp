// Rules at work: what they raise becomes cases like any other, what they hit is counted, and who switches one
// changes what is in force.
#include <vigie/engine/engine.hpp>
#include <vigie/engine/rule_view.hpp>
#include <vigie/judge/rule_stats.hpp>

#include <doctest/doctest.h>

namespace vigie::engine {
namespace {

using namespace std::chrono_literals;

const Time noon = parse_time("2026-03-09T12:00:00Z").value();

const std::string written = R"(
- rule: coupon
  desc: {fr: Faux bon, en: Fake coupon}
  condition: Montclar coupon
  output: '%{author} %{asset}'
  severity: high
  kind: promo
  playbook: second
  exceptions:
    - {name: press, condition: 'from:press.example', why: They may.}
- rule: quiet
  desc: Quiet
  condition: coupon
  output: x
  enabled: shadow
)";

std::shared_ptr<const Judgement> judgement() {
    model::Asset brand;
    brand.id = model::AssetId("brand:montclar");
    brand.name = "Montclar";
    auto made = Judgement::make(std::make_shared<model::AssetRegister>(std::vector{brand}, "v1")).value();
    auto read = judge::read_rules({{"rules.yaml", written}});
    REQUIRE(read.rules);
    return made->with(read.rules);
}

model::Item post(const std::string& id, const std::string& text, const std::string& handle) {
    model::Item item;
    item.network = "bluesky";
    item.id = id;
    item.text = text;
    item.observed_at = noon;
    item.author.network = "bluesky";
    item.author.id = "did:plc:" + handle;
    item.author.handle = handle;
    return item;
}

std::shared_ptr<const model::PolicySet> policies() {
    auto set = std::make_shared<model::PolicySet>();
    set->policies.push_back({.id = "first", .title = {"Première", "First"}});
    set->policies.push_back({.id = "second", .title = {"Seconde", "Second"}, .kinds = {"nothing"}});
    return set;
}

struct House {
    std::unique_ptr<ports::Store> store = ports::make_memory_store();
    std::unique_ptr<ports::Bus> bus = ports::make_local_bus();
    std::unique_ptr<ports::Metrics> metrics = ports::make_null_metrics();
    ports::ManualClock clock{noon};
    ports::SeededRng rng{1};

    Parts parts() {
        return {.store = store.get(),
                .clock = &clock,
                .rng = &rng,
                .bus = bus.get(),
                .metrics = metrics.get(),
                .judgement = judgement(),
                .policies = policies()};
    }
    template <class Work>
    void in(const Work& work) {
        REQUIRE(store->write([&](ports::Session& s) -> Result<> {
            work(s);
            return {};
        }));
    }
};

}  // namespace

TEST_CASE("what a rule raises is a case of its kind, under the policy it asks for; hits are counted") {
    House house;
    Pipeline pipeline({house.store.get(), &house.clock, house.bus.get(), house.metrics.get()},
                      std::make_shared<Current<Judgement>>(judgement()),
                      std::make_shared<Current<model::PolicySet>>(policies()));
    SourceBatch batch{.source = "test", .batch = {}};
    batch.batch.items = {post("1", "coupon Montclar", "a.example"),
                         post("2", "coupon Montclar", "press.example"), post("3", "coupon", "a.example"),
                         post("4", "Montclar", "b.example")};
    const auto done = pipeline.process({batch}).value();
    REQUIRE(done.findings.size() == 1);
    CHECK(done.findings[0].detector == "rule:coupon");
    CHECK(done.findings[0].asset.value == "brand:montclar");
    REQUIRE(done.changes.size() == 1);
    CHECK(done.changes[0].incident.kind == "promo");
    CHECK(done.changes[0].incident.policy == "second");
    CHECK(pipeline.process({batch}).value().findings.empty());  // the same again is nothing new
    house.in([&](ports::Session& s) {
        const auto hits = s.volumes(noon, noon + 1h).value();
        CHECK(hits.at("rule:coupon") == 1);
        CHECK(hits.at("rule:coupon/press") == 1);
        CHECK(hits.at("rule:quiet") == 2);  // the third item concerns nobody: no rule looks at it
        CHECK(s.rule_costs().value().size() == 2);
        const auto judged = judgement();
        const auto& rules = judged->rules().rules();
        const auto stats = judge::rule_stats(s, rules[0], noon + 10min).value();
        CHECK(stats.hits_day == 1);
        CHECK(stats.per_hour.back() == 1);
        CHECK(stats.last_hit == noon);
        CHECK(stats.verdicts == model::VerdictCounts{0, 0, 0, 1});
        CHECK(stats.suppressed_week == std::vector<std::int64_t>{1});
        REQUIRE(stats.overlap.size() == 1);
        CHECK(stats.overlap[0].rule == "quiet");
        CHECK(stats.overlap[0].share == doctest::Approx(1));
        CHECK(judge::rule_stats(s, rules[1], noon).value().overlap[0].share == doctest::Approx(0.5));
        CHECK(judge::rule_stats(s, rules[0], noon + 240h).value().hits_week_before == 1);
    });
}

TEST_CASE("a switch of the console is in force from the start, and at once when it changes") {
    House house;
    const auto digest = judgement()->rules().rules()[1].digest;
    const auto put = [&](model::RuleMode mode) {
        house.in([&](ports::Session& s) {
            CHECK(s.put_rule_switch({"quiet", mode, digest, "Sûr.", "marie", noon}));
        });
    };
    put(model::RuleMode::live);
    Engine engine(house.parts());
    REQUIRE(engine.start());
    CHECK(engine.judgement()->rules().rules()[1].mode == model::RuleMode::live);
    CHECK(engine.judgement()->rules().rules()[0].mode == model::RuleMode::live);
    put(model::RuleMode::off);
    REQUIRE(engine.refresh_rules());
    CHECK(engine.judgement()->rules().rules()[1].mode == model::RuleMode::off);
    engine.reload(judgement(), nullptr);
    CHECK(engine.judgement()->rules().rules()[1].mode == model::RuleMode::off);
    engine.stop();
}

TEST_CASE("beside the stream, rules see an item as they do in it") {
    const auto judged = judgement();
    RuleView view(judged);
    const auto item = post("1", "coupon Montclar", "a.example");
    const auto look = judged->rules().look(0, view.of(item), true);
    CHECK(look.matched);
    CHECK(look.finding == judged->examine(item).at(0));
    const auto other = post("2", "coupon", "b.example");
    CHECK_FALSE(judged->rules().look(0, view.of(other), false).matched);
    CHECK(judged->rules().look(1, view.of(other), false).matched);
}

}  // namespace vigie::engine
