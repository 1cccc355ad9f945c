#include <vigie/base/log.hpp>
#include <vigie/engine/engine.hpp>
#include <vigie/engine/takeover.hpp>

#include <algorithm>
#include <chrono>

namespace vigie::engine {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t queue_batches = 64;  // of at most 500 items each
constexpr std::size_t group_items = 2000;  // what one transaction takes at most
constexpr auto group_wait = 50ms;          // how long the judge waits for the first batch
constexpr auto responder_pause = 1s;

}  // namespace

Engine::Engine(Parts parts)
    : parts_(std::move(parts)),
      judgement_(std::make_shared<Current<Judgement>>(parts_.judgement)),
      policies_(std::make_shared<Current<model::PolicySet>>(parts_.policies)),
      pipeline_({parts_.store, parts_.clock, parts_.bus, parts_.metrics, parts_.language, parts_.recent,
                 parts_.stopwatch, parts_.budget, parts_.read_ambassadors, parts_.stories},
                judgement_, policies_),
      responder_({parts_.store, parts_.clock, parts_.rng, parts_.bus, parts_.metrics},
                 std::move(parts_.channels), std::move(parts_.desks), parts_.policies, parts_.console_url),
      dispatcher_({parts_.store, parts_.clock, parts_.bus}, std::move(parts_.publishers),
                  [this] { return judgement_->get()->shared_assets(); }),
      queue_(queue_batches) {
    pipeline_.on_gone = [this](const model::ItemKey& key) {
        if (auto r = responder_.hasten(key.network, key.id); !r)
            log::warn("respond", "{}", r.error().message);
        poke();
    };
    if (parts_.leads) {
        pipeline_.on_lead = [this](const model::Finding& finding) {
            parts_.leads->follow(finding, parts_.clock->now());
        };
    }
}

Engine::~Engine() {
    stop();
}

Result<> Engine::start() {
    VIGIE_TRY(pipeline_.start());
    put_in_force(nullptr);
    keeper_thread_ = std::jthread([this](const std::stop_token& stop) { run_keeper(stop); });
    judge_thread_ = std::jthread([this] { run_judge(); });
    responder_thread_ = std::jthread([this](const std::stop_token& stop) { run_responder(stop); });
    dispatcher_thread_ = std::jthread([this](const std::stop_token& stop) { run_dispatcher(stop); });
    running_sources_ =
        static_cast<std::size_t>(std::ranges::count(parts_.sources, false, &NamedSource::follows_findings));
    for (auto& source : parts_.sources) {
        source_threads_.emplace_back(
            [this, &source](const std::stop_token& stop) { run_source(source, stop); });
    }
    return {};
}

void Engine::stop() {
    stopping_ = true;
    for (auto& t : source_threads_) t.request_stop();
    source_threads_.clear();  // joins
    queue_.close();
    if (judge_thread_.joinable()) judge_thread_.join();
    keeper_thread_.request_stop();
    if (keeper_thread_.joinable()) keeper_thread_.join();
    dispatcher_thread_.request_stop();
    responder_thread_.request_stop();
    poke();
    if (responder_thread_.joinable()) responder_thread_.join();
    if (dispatcher_thread_.joinable()) dispatcher_thread_.join();
}

void Engine::poke() {
    const std::lock_guard lock(poke_mutex_);
    poked_ = true;
    poke_signal_.notify_all();
}

// In this order: a stored batch has told its leads, and a lead is open until what it met was pushed. So when
// nothing is open and nothing was pushed meanwhile, nothing is on its way.
bool Engine::finished() const {
    if (running_sources_ != 0) return false;
    const std::size_t pushed = pushed_;
    if (stored_ != pushed) return false;
    if (parts_.leads && parts_.leads->open()) return false;
    return pushed_ == pushed;
}

void Engine::reload(std::shared_ptr<const Judgement> judgement,
                    std::shared_ptr<const model::PolicySet> policies) {
    if (judgement) put_in_force(std::move(judgement));
    if (policies) {
        responder_.set_policies(policies);
        policies_->set(std::move(policies));
    }
}

void Engine::put_in_force(std::shared_ptr<const Judgement> judgement) {
    const std::lock_guard lock(force_mutex_);
    const bool same_files = !judgement;
    if (same_files) judgement = judgement_->get();
    std::vector<model::Watch> rows;
    std::vector<model::RuleSwitch> switches;
    const auto read = parts_.store->read([&](ports::Session& session) -> Result<> {
        VIGIE_TRY_ASSIGN(rows, session.watches());
        VIGIE_TRY_ASSIGN(switches, session.rule_switches());
        return {};
    });
    if (!read) {
        log::error("watches", "{}; what the console changed is not in force", read.error().message);
        if (same_files) return;
    }
    const bool switched = !switches.empty() && !judgement->rules().rules().empty();
    if (switched) judgement = judgement->with(judgement->rules().with(switches));
    const bool none = std::ranges::all_of(rows, &model::Watch::deleted);
    const auto& before = judgement->watches().all();
    const bool had = std::ranges::any_of(
        before, [](const auto& entry) { return entry.watch.kind == model::WatchKind::console; });
    if (!none || had) {
        const auto began = std::chrono::steady_clock::now();
        auto set = watch::WatchSet::make(judgement->assets(), judgement->watches().files(), std::move(rows));
        const auto took = std::chrono::steady_clock::now() - began;
        log::info("watches", "{} queries in force, compiled in {} ms", set->compiled()->size(),
                  std::chrono::duration_cast<std::chrono::milliseconds>(took).count());
        judgement = judgement->with(std::move(set));
    } else if (same_files && !switched) {
        return;
    }
    judgement_->set(std::move(judgement));
}

Result<> Engine::refresh_rules() {
    const std::lock_guard lock(force_mutex_);
    std::vector<model::RuleSwitch> switches;
    VIGIE_TRY(parts_.store->read([&](ports::Session& session) -> Result<> {
        VIGIE_TRY_ASSIGN(switches, session.rule_switches());
        return {};
    }));
    const auto judgement = judgement_->get();
    judgement_->set(judgement->with(judgement->rules().with(switches)));
    return {};
}

void Engine::refresh_watches() {
    const std::lock_guard lock(keeper_mutex_);
    watches_changed_ = true;
    keeper_signal_.notify_all();
}

void Engine::run_keeper(const std::stop_token& stop) {
    for (;;) {
        {
            std::unique_lock lock(keeper_mutex_);
            if (!keeper_signal_.wait(lock, stop, [this] { return watches_changed_; })) return;
            watches_changed_ = false;
        }
        put_in_force(nullptr);
    }
}

std::vector<watch::SourceHealth> Engine::sources() const {
    const std::lock_guard lock(health_mutex_);
    return health_;
}

void Engine::set_health(const watch::SourceHealth& health) {
    bool changed = true;
    {
        const std::lock_guard lock(health_mutex_);
        const auto it = std::ranges::find(health_, health.name, &watch::SourceHealth::name);
        if (it == health_.end()) {
            health_.push_back(health);
        } else {
            changed = it->state != health.state;
            *it = health;
        }
    }
    if (changed)
        parts_.bus->publish("source.updated",
                            R"({"name":")" + health.name + R"(","state":")" + health.state + R"("})");
}

void Engine::run_source(NamedSource& named, const std::stop_token& stop) {
    watch::SourceContext context;
    context.name = named.name;
    auto read = parts_.store->read([&](ports::Session& session) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto position, session.position(named.name));
        if (position) context.cursor = position->cursor;
        return {};
    });
    context.clock = parts_.clock;
    context.rng = parts_.rng;
    context.http = parts_.http;
    context.websocket = parts_.websocket;
    context.metrics = parts_.metrics;
    context.sink = [&](watch::Batch batch) {
        ++pushed_;
        return queue_.push({named.name, std::move(batch)});
    };
    context.report = [this](const watch::SourceHealth& health) { set_health(health); };
    context.concerns = pipeline_.interest();
    set_health({.name = named.name, .type = {}, .state = "starting"});
    auto result = read ? named.source->run(context, stop) : std::move(read);
    if (!result) {
        log::error("source " + named.name, "{}", result.error().message);
        watch::SourceHealth failed{
            .name = named.name, .type = {}, .state = "failed", .detail = result.error().message};
        for (const auto& h : sources()) {
            if (h.name == named.name) failed.type = h.type, failed.events = h.events, failed.bad = h.bad;
        }
        set_health(failed);
    }
    if (!named.follows_findings) --running_sources_;
}

void Engine::run_judge() {
    while (!queue_.drained()) {
        std::vector<SourceBatch> group;
        std::size_t items = 0;
        auto batch = queue_.pop(group_wait);
        while (batch) {
            items += batch->batch.items.size();
            group.push_back(*std::move(batch));
            if (items >= group_items) break;
            batch = queue_.pop(0ms);
        }
        if (!group.empty()) store(group);
        stored_ += group.size();
    }
}

// Tries until it is stored: a full disk or a locked database holds the sources back and loses nothing. While
// stopping it gives up after a few tries: what was not stored is read again from the saved position.
bool Engine::store(const std::vector<SourceBatch>& batches) {
    constexpr int tries_while_stopping = 3;
    int tries_left = tries_while_stopping;
    for (int attempt = 1;; ++attempt) {
        const auto done = pipeline_.process(batches);
        if (done) {
            if (!done->changes.empty()) poke();
            return true;
        }
        parts_.metrics->counter("vigie_store_failures_total").add();
        log::error("store", "{}; the sources wait, next try in a moment (try {})", done.error().message,
                   attempt);
        if (stopping_ && --tries_left <= 0) return false;
        std::this_thread::sleep_for(std::min<std::chrono::milliseconds>(200ms * attempt, 10s));
    }
}

void Engine::run_responder(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto done = responder_.tick();
        if (!done) log::error("respond", "{}", done.error().message);
        measure();
        keep_house();
        std::unique_lock lock(poke_mutex_);
        // After a full tick more may be due: come back at once.
        if (done && *done >= 100) continue;
        poke_signal_.wait_for(lock, stop, responder_pause, [this] { return poked_; });
        poked_ = false;
    }
}

// On a thread of its own: a network that hangs keeps nobody from being told of an incident.
void Engine::run_dispatcher(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    while (!stop.stop_requested()) {
        const auto done = dispatcher_.tick();
        if (!done) log::error("publish", "{}", done.error().message);
        std::unique_lock lock(mutex);
        never.wait_for(lock, stop, responder_pause, [] { return false; });
    }
}

void Engine::keep_house() {
    const auto ended = end_freezes(*parts_.store, parts_.clock->now());
    if (!ended) log::error("freezes", "{}", ended.error().message);
    if (ended && *ended) parts_.bus->publish("freeze.updated", R"({"asset":""})");
    const auto mailed = mail_digest(
        *parts_.store, parts_.digest,
        [this](const std::string& department, const respond::Digest& digest) {
            return responder_.mail_digest(department, digest);
        },
        parts_.clock->now());
    if (!mailed) log::error("digest", "{}", mailed.error().message);
}

void Engine::measure() {
    parts_.metrics->gauge("vigie_queue_depth", {{"queue", "judge"}}).set(static_cast<double>(queue_.size()));
    (void)parts_.store->read([&](ports::Session& session) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto counts, session.counts(parts_.clock->now()));
        parts_.metrics->gauge("vigie_incident_open").set(static_cast<double>(counts.incidents_open));
        parts_.metrics->gauge("vigie_approvals_waiting").set(static_cast<double>(counts.approvals_waiting));
        parts_.metrics->gauge("vigie_notices_dead").set(static_cast<double>(counts.notices_dead));
        return {};
    });
}

}  // namespace vigie::engine
