// A page of the incident queue at 100,000 incidents, four steps each for one in ten: to hold, ≤ 100 ms for
// every filter and sort.
#include "scratch.hpp"

#include <vigie/drivers/sqlite.hpp>
#include <vigie/ports/clock.hpp>

#include <benchmark/benchmark.h>

namespace vigie::bench {
namespace {

constexpr int incidents = 100'000;
constexpr std::int64_t start_us = 1'760'000'000'000'000;

model::Incident draft(ports::SeededRng& rng, int i) {
    model::Incident v;
    v.kind = rng.next() % 3 == 0 ? "phishing_link" : "impersonation";
    v.severity = static_cast<model::Severity>(rng.next() % 5);
    v.score = static_cast<double>(rng.next() % 1000) / 1000;
    v.status = rng.next() % 10 < 7 ? model::IncidentStatus::closed : model::IncidentStatus::open;
    const auto who = fmt::format("conseiller-{}.example", rng.next() % 50'000);
    v.title = {fmt::format("« {} » imite votre conseiller Paul Mercier", who),
               fmt::format("“{}” imitates your adviser Paul Mercier", who)};
    v.culprit = {"account", "bluesky", fmt::format("did:plc:{:024x}", rng.next()), who, "Paul Mercier"};
    v.assets = {model::AssetId(fmt::format("person-{}", rng.next() % 40))};
    v.owner = rng.next() % 4 == 0 ? "anna" : "";
    v.opened_at = v.first_seen = from_us(start_us + i * std::int64_t{60'000'000});
    v.updated_at = v.opened_at + std::chrono::minutes(rng.next() % 10'000);
    v.findings = 3;
    return v;
}

Result<> fill(ports::Session& s, ports::SeededRng& rng, int from, int to) {
    for (int i = from; i < to; ++i) {
        VIGIE_TRY_ASSIGN(const auto incident, s.create_incident(draft(rng, i)));
        if (i % 10 != 0) continue;
        for (int k = 0; k < 4; ++k) {
            model::Step step;
            step.incident = incident.id;
            step.plan.key = fmt::format("s{}", k);
            if (k > 0) step.plan.after = {fmt::format("s{}", k - 1)};
            step.id = model::StepId(incident.id.value + "/" + step.plan.key);
            step.position = k;
            step.state = k == 0 ? model::StepState::awaiting_approval : model::StepState::waiting;
            step.due_at = incident.opened_at + std::chrono::hours(4);
            VIGIE_TRY(s.put_step(step));
        }
    }
    return {};
}

ports::Store& filled() {
    static const Scratch scratch;
    static const auto store = [] {
        auto opened = *drivers::open_sqlite({.path = scratch.path(), .durable = false});
        ports::SeededRng rng(3);
        for (int i = 0; i < incidents; i += 5000)
            (void)opened->write([&](ports::Session& s) { return fill(s, rng, i, i + 5000); });
        return opened;
    }();
    return *store;
}

void page(benchmark::State& state, const ports::IncidentQuery& query) {
    auto& store = filled();
    for (auto _ : state) {
        const auto done = store.read([&](ports::Session& s) -> Result<> {
            VIGIE_TRY_ASSIGN(const auto found, s.incidents(query));
            state.counters["total"] = static_cast<double>(found.total);
            return {};
        });
        if (!done) state.SkipWithError(done.error().message.c_str());
    }
    state.counters["RSS MB"] = resident_megabytes();
}

void add(const char* name, const ports::IncidentQuery& query) {
    benchmark::RegisterBenchmark(name, [query](benchmark::State& state) {
        page(state, query);
    })->Unit(benchmark::kMillisecond);
}

const bool registered = [] {
    using model::IncidentStatus;
    using model::Severity;
    const std::vector open{IncidentStatus::open, IncidentStatus::in_progress};
    add("page/all by risk", {});
    add("page/open by risk", {.statuses = open});
    add("page/open, high or worse", {.statuses = open, .severities = {Severity::high, Severity::critical}});
    add("page/one kind, newest", {.kinds = {"phishing_link"}, .sort = "newest"});
    add("page/nobody's, updated", {.statuses = open, .owner = "-", .sort = "updated"});
    add("page/one asset", {.asset = "person-7"});
    add("page/late ones",
        {.late_only = true, .now = from_us(start_us + std::int64_t{incidents} * 60'000'000)});
    add("page/contains a handle", {.text = "conseiller-4242"});
    add("page/contains what all have", {.text = "Mercier"});
    add("page/contains nothing", {.text = "no such words anywhere"});
    add("page/everything at once", {.statuses = open,
                                    .severities = {Severity::high, Severity::critical},
                                    .kinds = {"impersonation"},
                                    .asset = "person-7",
                                    .owner = "-",
                                    .text = "conseiller",
                                    .sort = "updated"});
    add("page/far away", {.sort = "oldest", .offset = 90'000});
    benchmark::RegisterBenchmark("due_steps", [](benchmark::State& state) {
        auto& store = filled();
        for (auto _ : state) {
            (void)store.read([&](ports::Session& s) -> Result<> {
                VIGIE_TRY_ASSIGN(const auto due, s.due_steps(from_us(start_us), 100));
                state.counters["due"] = static_cast<double>(due.size());
                return {};
            });
        }
    })->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("counts", [](benchmark::State& state) {
        auto& store = filled();
        for (auto _ : state) {
            (void)store.read([&](ports::Session& s) -> Result<> {
                VIGIE_TRY_ASSIGN(const auto counts, s.counts(from_us(start_us)));
                state.counters["late"] = static_cast<double>(counts.late_steps);
                return {};
            });
        }
    })->Unit(benchmark::kMillisecond);
    return true;
}();

}  // namespace
}  // namespace vigie::bench
