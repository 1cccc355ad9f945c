#include <vigie/drill/exercise.hpp>
#include <vigie/respond/policy.hpp>
#include <vigie/watch/register.hpp>

#include <doctest/doctest.h>

using namespace vigie;

namespace {

struct Played {
    std::unique_ptr<ports::Store> store = ports::make_memory_store();
    drill::Scenario scenario;
    drill::Score score;
};

// The day through the real pipeline; nobody answers, nothing is removed. With `restart_at` the pipeline is
// made anew there, on the same store.
Played play(std::uint64_t seed, Duration restart_at = {}) {
    Played out;
    auto made = drill::find_scenario("rumour")->make(seed);
    REQUIRE(made);
    out.scenario = *std::move(made);
    const auto& day = out.scenario;
    const auto assets = watch::read_register({{"assets.yaml", day.assets_yaml}});
    REQUIRE(assets.assets);
    auto judgement = engine::Judgement::make(assets.assets);
    REQUIRE(judgement);
    auto facts = stories::read_facts("facts.yaml", day.facts_yaml);
    REQUIRE(facts.facts);
    ports::ManualClock clock(day.start);
    const auto bus = ports::make_local_bus();
    const auto metrics = ports::make_null_metrics();
    engine::Pipeline::Ports around{out.store.get(), &clock, bus.get(), metrics.get()};
    around.stories.crisis_posts = day.rumour->crisis_posts;
    around.stories.facts = std::make_shared<const std::vector<stories::Fact>>(*std::move(facts.facts));
    const auto current = std::make_shared<engine::Current<engine::Judgement>>(*judgement);
    const auto policies =
        std::make_shared<engine::Current<model::PolicySet>>(std::make_shared<model::PolicySet>());
    auto pipeline = std::make_unique<engine::Pipeline>(around, current, policies);
    REQUIRE(pipeline->start());
    bool restarted = restart_at == Duration{};
    std::size_t next = 0;
    for (auto now = day.start; now <= day.end; now += drill::step) {
        clock.set(now);
        if (!restarted && now - day.start >= restart_at) {
            pipeline = std::make_unique<engine::Pipeline>(around, current, policies);
            REQUIRE(pipeline->start());
            restarted = true;
        }
        engine::SourceBatch batch{.source = "drill", .batch = {}};
        for (; next < day.events.size() && day.events[next].observed_at <= now; ++next)
            if (pipeline->concerns(day.events[next])) batch.batch.items.push_back(day.events[next]);
        if (!batch.batch.items.empty()) REQUIRE(pipeline->process({std::move(batch)}));
    }
    auto score = drill::score(day, *out.store);
    REQUIRE(score);
    out.score = *std::move(score);
    return out;
}

}  // namespace

TEST_CASE("the rumour is one case with a whole card, who pushes it is found, nobody else is accused") {
    for (const std::uint64_t seed : {1U, 5U}) {
        CAPTURE(seed);
        const auto played = play(seed);
        REQUIRE(played.score.rumour);
        const auto& r = *played.score.rumour;
        CHECK(r.cases.size() == 1);
        CHECK(r.complete());
        CHECK(r.minutes_to_case.value_or(1e9) <= 150);
        CHECK(r.minutes_to_burst.value_or(1e9) <= 160);
        CHECK(static_cast<double>(r.in_case) >= 0.93 * static_cast<double>(r.posts));
        CHECK(r.forecast_error.value_or(1) <= 0.35);
        CHECK(r.together_found >= 30);
        CHECK(r.innocents_accused == 0);
        // Praise and complaints of the day, waves of them, too.
        CHECK(played.score.false_alarms == 0);
    }
}

TEST_CASE("a restart in the middle of the rumour opens no second case") {
    const auto whole = play(3);
    const auto halves = play(3, std::chrono::hours(14));
    CHECK(halves.score.rumour->cases == whole.score.rumour->cases);
    CHECK(halves.score.rumour->complete());
    CHECK(halves.score.rumour->innocents_accused == 0);
}
