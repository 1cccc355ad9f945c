#include <vigie/drill/exercise.hpp>
#include <vigie/respond/acts.hpp>

#include <algorithm>
#include <thread>

namespace vigie::drill {
namespace {

using namespace std::chrono_literals;

constexpr Duration longest_wait = 6h;

}  // namespace

Result<std::size_t> Team::act(Time now) {
    if (done_ >= limit_) return 0;
    std::vector<model::StepId> ripe;
    VIGIE_TRY(store_.read([&](ports::Session& session) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto waiting, session.steps_awaiting_approval(500));
        for (const auto& s : waiting) {
            const auto since = waiting_since_.emplace(s.id.value, now).first->second;
            if (now - since >= patience_) ripe.push_back(s.id);
        }
        return {};
    }));
    std::size_t acts = 0;
    for (const auto& id : ripe) {
        if (done_ >= limit_) break;
        VIGIE_TRY(store_.write([&](ports::Session& session) -> Result<> {
            const auto approved =
                respond::approve_step(session, id, {.actor = "exercise", .why = {}, .at = now});
            // Somebody else may have been quicker.
            if (!approved && approved.error().code != Errc::conflict) return tl::unexpected(approved.error());
            return {};
        }));
        waiting_since_.erase(id.value);
        ++done_;
        ++acts;
    }
    return acts;
}

Result<Score> play(const Exercise& x) {
    const auto& events = x.scenario->events;
    Team team(*x.store, 12min, events.size());
    const auto hasten = [&](const model::ItemKey& key) { (void)x.responder->hasten(key.network, key.id); };
    x.pipeline->on_gone = hasten;
    VIGIE_TRY(x.pipeline->start());
    std::size_t next = 0;
    const auto day = x.scenario->end - x.scenario->start;
    for (auto now = x.scenario->start; now <= x.scenario->end + longest_wait; now += step) {
        x.clock->set(now);
        engine::SourceBatch batch{.source = "drill", .batch = {}};
        for (; next < events.size() && events[next].observed_at <= now; ++next) {
            x.platform->saw(events[next]);
            if (x.pipeline->concerns(events[next])) batch.batch.items.push_back(events[next]);
        }
        for (auto& item : x.platform->moderate()) batch.batch.items.push_back(std::move(item));
        if (!batch.batch.items.empty()) VIGIE_TRY(x.pipeline->process({std::move(batch)}));
        VIGIE_TRY(x.responder->tick());
        VIGIE_TRY(team.act(now));
        if (x.progress)
            x.progress(std::min(1.0, static_cast<double>((now - x.scenario->start).count()) /
                                         static_cast<double>(day.count())),
                       now);
        // The whole store is read for a score: not at every step.
        constexpr auto between_looks = std::chrono::minutes(10);
        const bool look = (now - x.scenario->start) % between_looks == Duration::zero();
        if (now >= x.scenario->end && next == events.size() && look) {
            VIGIE_TRY_ASSIGN(const auto so_far, score(*x.scenario, *x.store));
            const bool all_gone =
                std::ranges::all_of(so_far.stories, [](const Story& s) { return s.gone_s || !s.detect_s; });
            if (all_gone) break;
        }
    }
    VIGIE_TRY_ASSIGN(auto result, score(*x.scenario, *x.store));
    result.events = events.size();
    result.mails = x.platform->mails();
    result.reports = x.platform->reports();
    return result;
}

AcceleratedClock::AcceleratedClock(const ports::Clock& real, Time start, Time end, double speed, double after)
    : real_(real),
      origin_(real.steady()),
      start_(start),
      day_(static_cast<std::int64_t>(static_cast<double>((end - start).count()) / speed)),
      speed_(speed),
      after_(after) {}

Time AcceleratedClock::now() const {
    const auto passed = real_.steady() - origin_;
    const auto fast = std::min(passed, day_);
    const auto slow = passed - fast;
    return start_ + Duration(static_cast<std::int64_t>(static_cast<double>(fast.count()) * speed_ +
                                                       static_cast<double>(slow.count()) * after_));
}

double AcceleratedClock::speed() const {
    return real_.steady() - origin_ < day_ ? speed_ : after_;
}

namespace {

class DrillSource final : public watch::Source {
public:
    DrillSource(std::shared_ptr<const Scenario> scenario, Platform& platform, std::shared_ptr<Team> team)
        : scenario_(std::move(scenario)), platform_(platform), team_(std::move(team)) {}

    Result<> run(const watch::SourceContext& context, std::stop_token stop) override {
        watch::SourceHealth health{
            .name = context.name, .type = "drill", .state = "connected", .detail = scenario_->name};
        std::size_t next = 0;
        model::ItemViewer viewer;
        while (!stop.stop_requested()) {
            const auto now = context.clock->now();
            watch::Batch batch;
            for (; next < scenario_->events.size() && scenario_->events[next].observed_at <= now; ++next) {
                const auto& item = scenario_->events[next];
                platform_.saw(item);
                ++health.events;
                health.last_event_at = item.observed_at;
                const bool wanted = context.concerns(viewer.of(item));
                context.metrics
                    ->counter("vigie_ingest_events_total", {{"source", context.name},
                                                            {"kind", "item"},
                                                            {"outcome", wanted ? "kept" : "dropped"}})
                    .add();
                if (wanted) batch.items.push_back(item);
            }
            for (auto& item : platform_.moderate()) batch.items.push_back(std::move(item));
            if (next == scenario_->events.size()) health.state = "finished";
            context.report(health);
            if (!batch.items.empty() && !context.sink(std::move(batch))) break;
            VIGIE_TRY(team_->act(now));
            std::this_thread::sleep_for(100ms);
        }
        return {};
    }

private:
    std::shared_ptr<const Scenario> scenario_;
    Platform& platform_;
    std::shared_ptr<Team> team_;
};

}  // namespace

std::unique_ptr<watch::Source> make_drill_source(std::shared_ptr<const Scenario> scenario, Platform& platform,
                                                 std::shared_ptr<Team> team) {
    return std::make_unique<DrillSource>(std::move(scenario), platform, std::move(team));
}

}  // namespace vigie::drill
