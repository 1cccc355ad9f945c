// vigie run: watch, judge, respond and serve until told to stop. With --drill the exercise's day plays on an
// accelerated clock.
#include "commands.hpp"
#include "common.hpp"
#include "drill_setup.hpp"
#include "loaded.hpp"
#include "seal_key.hpp"

#include <vigie/base/log.hpp>
#include <vigie/drivers/beast.hpp>
#include <vigie/drivers/curl.hpp>
#include <vigie/drivers/fasttext.hpp>
#include <vigie/drivers/folder.hpp>
#include <vigie/drivers/investigator.hpp>
#include <vigie/drivers/prometheus.hpp>
#include <vigie/drivers/sqlite.hpp>
#include <vigie/drivers/system.hpp>
#include <vigie/engine/assemble.hpp>
#include <vigie/engine/catalogue.hpp>
#include <vigie/engine/engine.hpp>
#include <vigie/engine/evidence.hpp>
#include <vigie/engine/mentions.hpp>
#include <vigie/engine/rule_view.hpp>
#include <vigie/engine/screen.hpp>
#include <vigie/serve/server.hpp>

#include <fmt/format.h>

#include <csignal>
#include <filesystem>
#include <thread>

namespace vigie::embedded {
std::vector<EmbeddedFile> console_files();
}

namespace vigie::cli {
namespace {

using namespace std::chrono_literals;

volatile std::sig_atomic_t stop_signal =
    0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): a signal handler
volatile std::sig_atomic_t reload_signal =
    0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): can reach nothing else

void on_signal(int number) {
    if (number == SIGHUP)
        reload_signal = 1;
    else
        stop_signal = 1;
}

void install_signals() {
    struct sigaction action {};
    action.sa_handler = on_signal;
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaction(number, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);  // NOLINT(cert-err33-c)
}

// What every run has, drill or not.
struct Machine {
    std::unique_ptr<ports::Clock> real_clock = drivers::make_system_clock();
    std::unique_ptr<ports::Rng> rng = drivers::make_system_rng();
    std::unique_ptr<ports::Bus> bus = ports::make_local_bus();
    std::unique_ptr<ports::Metrics> metrics = drivers::make_prometheus_metrics();
    std::unique_ptr<ports::Store> store;
    std::unique_ptr<ports::LanguageId> language = std::make_unique<ports::NoLanguageId>();
    std::unique_ptr<watch::Recent> recent;
};

// Without a model, items are in the language that they declare.
void load_language_id(Machine& m) {
    auto made = drivers::make_fasttext_language_id();
    if (made)
        m.language = *std::move(made);
    else
        log::info("run", "{}", made.error().message);
}

watch::Recent::Limits window(int minutes) {
    return {.age = std::chrono::minutes(minutes)};
}

serve::Parts serve_parts(Machine& m, ports::Clock& clock, engine::Engine& engine) {
    serve::Parts parts;
    parts.store = m.store.get();
    parts.bus = m.bus.get();
    parts.clock = &clock;
    parts.real_clock = m.real_clock.get();
    parts.rng = m.rng.get();
    parts.metrics = m.metrics.get();
    parts.responder = &engine.responder();
    parts.assets = [&engine] { return engine.judgement()->shared_assets(); };
    parts.policies = [&engine] { return engine.policies(); };
    parts.sources = [&engine] { return engine.sources(); };
    for (const auto& entry : engine::detectors()) parts.detectors.push_back(entry.info());
    parts.console = embedded::console_files();
    parts.drill_files = drill::drill_files();
    parts.poke = [&engine] { engine.poke(); };
    parts.watches = [&engine] { return engine.judgement()->shared_watches(); };
    parts.matcher = [&engine] { return engine.judgement()->shared_matcher(); };
    parts.refresh_watches = [&engine] { engine.refresh_watches(); };
    parts.recent = m.recent.get();
    parts.language = [id = m.language.get()](std::string_view text) { return id->of(text).lang; };
    parts.rules = [&engine] { return engine.judgement()->shared_rules(); };
    parts.refresh_rules = [&engine] { return engine.refresh_rules(); };
    parts.reputation = [&engine](ports::Session& session, Time from, Time to) -> Result<model::Json> {
        constexpr int most_items = 100'000;  // a page waits for it
        const auto judgement = engine.judgement();
        std::vector<model::Watch> watches;
        for (const auto& entry : judgement->watches().all()) watches.push_back(entry.watch);
        VIGIE_TRY_ASSIGN(
            const auto found,
            engage::reputation(session, from, to, engine::mention_reader(judgement), watches, most_items));
        return engage::json_of(found, judgement->assets());
    };
    parts.open_held = [&engine](const model::FindingId& id, const std::string& actor) {
        return engine.open_held(id, actor);
    };
    parts.screen_draft = [&engine](const model::Item& item) {
        return engine::screen(*engine.judgement(), item);
    };
    parts.publishers = [&engine] { return &engine.dispatcher(); };
    parts.rule_view = [&engine, language = parts.language]() -> judge::MakeRuleInput {
        return [view = std::make_shared<engine::RuleView>(engine.judgement(), language)](
                   const model::Item& item) { return view->of(item); };
    };
    parts.info.version = version();
    for (const auto& a : engine.judgement()->assets().all()) {
        if (a.kind == model::AssetKind::organisation) parts.info.organisation = a.name;
    }
    return parts;
}

void greet(const std::string& url, const std::optional<std::string>& password) {
    fmt::print("Vigie {} — {}\n", version(), url);
    if (password) {
        fmt::print(fmt::runtime(
                       language() == "fr"
                           ? "Première connexion : nom « admin », mot de passe {} (affiché une seule fois)\n"
                           : "First login: name “admin”, password {} (shown this once)\n"),
                   *password);
    }
    std::fflush(stdout);  // NOLINT(cert-err33-c)
}

void tell_reload(Machine& m, const char* type, const std::string& version) {
    m.bus->publish(type, R"({"version":")" + version + R"("})");
}

// Changed files take effect; a bad one leaves the old in force and says so in the log.
void reload(const std::string& config_path, Machine& m, engine::Engine& engine,
            const std::shared_ptr<engine::ReputationLists>& lists) {
    auto loaded = load(config_path, lists);
    print(loaded.diagnostics, loaded.files);
    if (!loaded.ok())
        return log::error(
            "reload",
            "the files have errors (above): the old register, watches, rules and policies stay in force");
    const auto assets = loaded.judgement->assets().version();
    engine.reload(loaded.judgement, loaded.policies);
    log::info("reload", "register {}, {} watches and policies {} are in force", assets.substr(0, 8),
              loaded.judgement->watches().files().watches.size(), loaded.policies->version.substr(0, 8));
    tell_reload(m, "register.reloaded", assets);
    tell_reload(m, "policies.reloaded", loaded.policies->version);
    m.bus->publish("watch.updated", R"({"name":""})");
    m.bus->publish("rule.updated", R"({"name":""})");
}

// What belongs to no case is forgotten after the configured days. In small bites, so that nobody waits for
// it.
void forget_old_items(Machine& m, int retention_days) {
    constexpr int bite = 2000;
    if (retention_days <= 0) return;
    const auto before = m.real_clock->now() - std::chrono::days(retention_days);
    std::int64_t gone = 0;
    const auto done = m.store->write([&](ports::Session& session) -> Result<> {
        VIGIE_TRY_ASSIGN(gone, session.purge_items(before, bite));
        VIGIE_TRY(session.purge_memory(m.real_clock->now(), bite));
        return session.purge_volumes(before);
    });
    if (!done) log::warn("retention", "{}", done.error().message);
    if (gone > 0) log::info("retention", "{} items older than {} days were forgotten", gone, retention_days);
}

struct Serving {
    std::unique_ptr<serve::Server> server;
    std::string url;
};

Result<Serving> serve_console(Machine& m, serve::Parts parts, const serve::Options& options) {
    VIGIE_TRY_ASSIGN(const auto password, serve::ensure_admin(*m.store, *m.rng, *m.real_clock));
    VIGIE_TRY_ASSIGN(auto server, serve::start_server(std::move(parts), options));
    const auto host = options.listen.substr(0, options.listen.rfind(':'));
    Serving out{.server = std::move(server), .url = {}};
    out.url = fmt::format("http://{}:{}", host, out.server->port());
    greet(options.public_url.empty() ? out.url : options.public_url, password);
    return out;
}

int stop_all(Machine& m, engine::Engine& engine, Serving& serving) {
    log::info("run", "stopping: sources first, then what is queued, then the server");
    engine.stop();
    m.bus->close();
    serving.server->stop();
    log::info("run", "stopped; everything is stored");
    return exit_ok;
}

int run_drill(const RunOptions& options) {
    auto setup = DrillSetup::make(options.drill, options.seed);
    if (!setup) return complain(setup.error().message);
    Machine m;
    auto store = (*setup)->open_store(options.data);
    if (!store) return complain(store.error().message);
    m.store = *std::move(store);
    load_language_id(m);
    m.recent = std::make_unique<watch::Recent>(window(engine::Config{}.preview_minutes));
    const auto scenario = (*setup)->scenario;
    constexpr double day_in_a_minute = 1440;
    constexpr double afterwards = 60;
    drill::AcceleratedClock clock(*m.real_clock, scenario->start, scenario->end, day_in_a_minute, afterwards);
    drill::Platform platform(*scenario, clock);
    constexpr std::size_t team_approves = 2;  // the rest is the visitor's
    auto team = std::make_shared<drill::Team>(*m.store, 25min, team_approves);
    engine::Parts parts{.store = m.store.get(),
                        .clock = &clock,
                        .rng = m.rng.get(),
                        .bus = m.bus.get(),
                        .metrics = m.metrics.get(),
                        .http = &platform};
    parts.language = m.language.get();
    parts.recent = m.recent.get();
    parts.stopwatch = m.real_clock.get();
    parts.judgement = (*setup)->judgement;
    parts.policies = (*setup)->policies;
    parts.stories = (*setup)->stories;
    parts.sources.push_back({"drill-" + options.drill, drill::make_drill_source(scenario, platform, team)});
    parts.channels = DrillSetup::channels(platform, clock);
    parts.desks = DrillSetup::desks(platform, clock, *m.store);
    const serve::Options serve_options{.listen = options.listen.empty() ? "127.0.0.1:8600" : options.listen};
    parts.console_url = "http://" + serve_options.listen;
    engine::Engine engine(std::move(parts));
    auto shown = serve_parts(m, clock, engine);
    shown.channels = {{"soc-mail", "email", "mail.drill.test"},
                      {"com-mail", "email", "mail.drill.test"},
                      {"soc-hook", "webhook", "hooks.drill.test"}};
    shown.info.lang = language();
    shown.info.drill = [&clock, name = options.drill] {
        return std::optional(serve::DrillInfo{name, clock.speed()});
    };
    auto serving = serve_console(m, std::move(shown), serve_options);
    if (!serving) return complain(serving.error().message);
    if (auto started = engine.start(); !started) return complain(started.error().message);
    while (stop_signal == 0) std::this_thread::sleep_for(100ms);
    return stop_all(m, engine, *serving);
}

// What keeps evidence beside the engine. It ends after the engine, so that what was judged last is kept.
struct Evidence {
    std::unique_ptr<ports::Folder> folder;
    std::unique_ptr<respond::EvidenceLocker> locker;
    std::unique_ptr<engine::EvidenceThread> thread;
};

Result<Evidence> keep_evidence(Machine& m, const engine::Config& config) {
    Evidence out;
    VIGIE_TRY_ASSIGN(out.folder,
                     drivers::open_folder((std::filesystem::path(config.data) / "evidence").string(),
                                          drivers::FolderUse::write));
    VIGIE_TRY_ASSIGN(out.locker, respond::EvidenceLocker::open(*out.folder, *m.rng, *m.real_clock));
    out.thread = std::make_unique<engine::EvidenceThread>(
        respond::EvidenceKeeper(*m.store, *out.locker, *m.real_clock, config.retention_days));
    return out;
}

std::vector<serve::ChannelInfo> channel_infos(const engine::Config& config) {
    std::vector<serve::ChannelInfo> out;
    for (const auto& c : config.channels) {
        const auto* email = std::get_if<engine::EmailChannel>(&c.settings);
        const auto* service = std::get_if<engine::ServiceSettings>(&c.settings);
        auto where = email != nullptr       ? email->server
                     : service == nullptr   ? std::get<engine::WebhookChannel>(c.settings).url
                     : service->url.empty() ? service->secret.reveal()  // only its host is shown
                                            : service->url;
        if (service != nullptr && where.find("://") == std::string::npos) where.clear();
        if (const auto scheme = where.find("://"); scheme != std::string::npos) where.erase(0, scheme + 3);
        const auto type = email != nullptr     ? "email"
                          : service != nullptr ? service->type
                                               : std::string("webhook");
        out.push_back({c.name, type, where.substr(0, where.find_first_of("/?#"))});
    }
    return out;
}

}  // namespace

int run_server(const RunOptions& options) {
    install_signals();
    if (!options.drill.empty()) return run_drill(options);
    const auto config_path = options.config.empty() ? std::string("vigie.yaml") : options.config;
    Machine m;
    const auto lists = std::make_shared<engine::ReputationLists>(m.metrics.get());
    auto loaded = load(config_path, lists);
    print(loaded.diagnostics, loaded.files);
    if (!loaded.ok())
        return complain(loaded.config
                            ? "the files have errors (above)"
                            : config_path + " cannot be used (above): `vigie init` writes a working one");
    auto& config = *loaded.config;
    if (!options.data.empty()) config.data = options.data;
    log::init(config.log.level, config.log.json);
    std::error_code error;
    std::filesystem::create_directories(config.data, error);
    if (error) return complain(fmt::format("cannot make the folder {}: {}", config.data, error.message()));
    auto store = drivers::open_sqlite({.path = (std::filesystem::path(config.data) / "vigie.db").string()});
    if (!store) return complain(store.error().message);
    m.store = *std::move(store);
    load_language_id(m);
    m.recent = std::make_unique<watch::Recent>(window(config.preview_minutes));

    const auto agent = fmt::format("Vigie/{} (+{})", version(), config.serve.public_url);
    const auto http = drivers::make_curl_http(agent);
    const auto mailer = drivers::make_curl_mailer();
    const auto wire = drivers::make_curl_wire();
    const auto websocket = drivers::make_beast_websocket(agent);
    auto sources = engine::make_sources(
        config, {.read_file = &read_file, .clock = m.real_clock.get(), .lists = lists.get()});
    auto channels = engine::make_channels(config, *http, *mailer, *m.real_clock, wire.get());
    auto desks = engine::make_desks(config, *http, *m.real_clock, *m.store, mailer.get());
    if (!sources) return complain(sources.error().message);
    if (!channels) return complain(channels.error().message);
    if (!desks) return complain(desks.error().message);
    const auto seal_key =
        config.publishers.empty() ? Result<std::string>(std::string()) : own_seal_key(config.data);
    if (!seal_key) return complain(seal_key.error().message);
    auto publishers = engine::make_publishers(config, *http, *m.real_clock, *m.store, *seal_key);
    if (!publishers) return complain(publishers.error().message);
    if (!publishers->empty()) desks->insert(desks->begin(), engine::make_own_posts_desk(*publishers));
    // Pages are visited from a process of its own: nothing that it meets shares memory, files or connections
    // with what we trust.
    const auto investigator = drivers::make_sandboxed_investigator(
        sandbox::start_self(drivers::investigator_job()),
        {.any_port = !config.also_allow.empty(), .also_allow = config.also_allow}, m.metrics.get());
    std::shared_ptr<engine::Leads> leads;
    if (config.investigate) {
        leads = std::make_shared<engine::Leads>();
        sources->push_back({.name = "investigator",
                            .source = engine::make_investigator_source(leads, *investigator),
                            .follows_findings = true});
    }
    engine::Engine engine({.store = m.store.get(),
                           .clock = m.real_clock.get(),
                           .rng = m.rng.get(),
                           .bus = m.bus.get(),
                           .metrics = m.metrics.get(),
                           .http = http.get(),
                           .websocket = websocket.get(),
                           .judgement = loaded.judgement,
                           .policies = loaded.policies,
                           .sources = *std::move(sources),
                           .channels = *std::move(channels),
                           .desks = *std::move(desks),
                           .console_url = config.serve.public_url,
                           .language = m.language.get(),
                           .recent = m.recent.get(),
                           .budget = config.budget,
                           .digest = config.digest,
                           .stories = loaded.stories,
                           .leads = leads,
                           .publishers = *std::move(publishers),
                           .read_ambassadors = config.employees.on()});
    auto shown = serve_parts(m, *m.real_clock, engine);
    shown.budget = config.budget;
    shown.employees = config.employees;
    shown.channels = channel_infos(config);
    shown.info.lang = config.language;
    const bool v6 = config.serve.address.find(':') != std::string::npos;
    serve::Options serve_options{.listen = (v6 ? "[" + config.serve.address + "]" : config.serve.address) +
                                           ":" + std::to_string(config.serve.port),
                                 .public_url = config.serve.public_url};
    if (!options.listen.empty()) serve_options.listen = options.listen;
    auto serving = serve_console(m, std::move(shown), serve_options);
    if (!serving) return complain(serving.error().message);
    if (auto started = engine.start(); !started) return complain(started.error().message);

    // A locker that was tampered with must not stop the watch: it stays as it is, and the log says so.
    auto evidence = keep_evidence(m, config);
    if (!evidence) log::error("evidence", "{}: NO EVIDENCE IS KEPT", evidence.error().message);

    auto seen = change_times(config);
    for (int tick = 0; stop_signal == 0; ++tick) {
        std::this_thread::sleep_for(100ms);
        if (options.until_finished && engine.finished()) break;
        constexpr int ticks_between_purges = 3000;  // five minutes
        if (tick % ticks_between_purges == ticks_between_purges - 1)
            forget_old_items(m, config.retention_days);
        constexpr int ticks_between_looks = 20;
        if (reload_signal == 0 && tick % ticks_between_looks != 0) continue;
        auto times = change_times(config);
        if (reload_signal == 0 && times == seen) continue;
        reload_signal = 0;
        seen = std::move(times);
        reload(config_path, m, engine, lists);
    }
    const int code = stop_all(m, engine, *serving);
    if (evidence) evidence->thread.reset();
    return code;
}

}  // namespace vigie::cli
