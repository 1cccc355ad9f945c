// How many reads per second the REST API answers, beside a bare Beast server: same client, same threads, same
// run. The store is SQLite with a thousand cases. Figure to hold: GET /session at least half of the bare
// server. usage: serve_bench [part of a path]
#include "bare_server.hpp"
#include "crowd.hpp"

#include <vigie/drivers/prometheus.hpp>
#include <vigie/drivers/sqlite.hpp>
#include <vigie/drivers/system.hpp>
#include <vigie/kit/hash.hpp>
#include <vigie/serve/server.hpp>

#include <fmt/core.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string_view>
#include <vector>

namespace {

using namespace vigie;

constexpr int threads = 2;
constexpr int connections = 16;
constexpr double seconds = 0.5;
constexpr int rounds = 8;
constexpr int cases = 1000;

void must(const Result<>& done) {
    if (done) return;
    fmt::print(stderr, "{}\n", done.error().message);
    std::exit(1);
}

model::Incident a_case(int n, Time now) {
    model::Incident i;
    i.kind = n % 3 == 0 ? "phishing_link" : "impersonation";
    i.severity = static_cast<model::Severity>(n % 5);
    i.score = 0.5 + (n % 50) / 100.0;
    i.title = {"« C1aire Delmas » imite Claire Delmas, conseillère, sur Bluesky",
               "“C1aire Delmas” imitates Claire Delmas, adviser, on Bluesky"};
    i.culprit = {"account", "bluesky", "did:plc:q6fake2mimic7c1aire" + std::to_string(n),
                 "c1aire-delmas.bsky.example", "C1aire Delmas"};
    i.assets = {model::AssetId("account-claire-delmas")};
    i.policy = "impostor-adviser";
    i.opened_at = i.updated_at = i.first_seen = now - std::chrono::minutes(n);
    i.findings = 2;
    return i;
}

Result<> fill(ports::Session& s, Time now) {
    for (int n = 0; n < cases; ++n) {
        VIGIE_TRY_ASSIGN(const auto made, s.create_incident(a_case(n, now)));
        int position = 0;
        for (const auto* key : {"tell", "takedown", "call", "recheck"}) {
            model::Step step;
            step.id = model::StepId(made.id.value + "/" + key);
            step.incident = made.id;
            step.plan.key = key;
            step.plan.title = {"Demander le retrait du compte", "Ask for the account to be taken down"};
            step.position = position++;
            step.state = position == 2 ? model::StepState::awaiting_approval : model::StepState::waiting;
            step.due_at = now + std::chrono::hours(1);
            VIGIE_TRY(s.put_step(step));
        }
    }
    return {};
}

std::string get(const std::string& path, const std::string& cookie) {
    return "GET " + path +
           " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nCookie: vigie_session=" + cookie +
           "\r\n\r\n";
}

// Several short rounds in turn, so that a busy machine treats all alike; the best round of each counts.
struct Target {
    std::string name;
    int port = 0;
    std::string request;
    bench::Load best{};
};

void measure(std::vector<Target>& targets) {
    for (int round = 0; round < rounds; ++round) {
        for (auto& t : targets) {
            const auto load = bench::crowd(t.port, t.request, connections, seconds);
            const auto wrong = t.best.wrong + load.wrong;
            if (load.requests_per_s > t.best.requests_per_s) t.best = load;
            t.best.wrong = wrong;
        }
    }
    const auto& bare = targets.front().best;
    for (const auto& t : targets) {
        fmt::print("{:<34} {:>9.0f} requests/s {:>8.1f} µs of server each {:>6.2f} of bare{}\n", t.name,
                   t.best.requests_per_s, t.best.server_us, t.best.requests_per_s / bare.requests_per_s,
                   t.best.wrong > 0 ? "  WRONG ANSWERS" : "");
    }
}

}  // namespace

int main(int argc, char** argv) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("vigie-serve-bench-" + std::to_string(std::time(nullptr)));
    std::filesystem::create_directories(folder);
    drivers::SqliteOptions options;
    options.path = (folder / "vigie.db").string();
    auto store = drivers::open_sqlite(options);
    if (!store) must(tl::unexpected(store.error()));
    const auto clock = drivers::make_system_clock();
    const auto rng = drivers::make_system_rng();
    const auto metrics = drivers::make_prometheus_metrics();
    const auto bus = ports::make_local_bus();
    must((*store)->write([&](ports::Session& s) { return fill(s, clock->now()); }));

    // A session as a login would leave it.
    const std::string cookie = "a-token-of-the-bench";
    must((*store)->write([&](ports::Session& s) -> Result<> {
        model::User user;
        user.name = "admin";
        user.role = model::Role::admin;
        VIGIE_TRY(s.put_user(user));
        return s.put_web_session(
            {kit::sha256_hex(cookie), "admin", "csrf", clock->now(), clock->now() + std::chrono::hours(12)});
    }));

    serve::Parts parts;
    parts.store = store->get();
    parts.bus = bus.get();
    parts.clock = clock.get();
    parts.real_clock = clock.get();
    parts.rng = rng.get();
    parts.metrics = metrics.get();
    parts.assets = [] { return std::make_shared<const model::AssetRegister>(); };
    parts.policies = [] { return std::make_shared<const model::PolicySet>(); };
    parts.sources = [] { return std::vector<watch::SourceHealth>(); };
    auto server = serve::start_server(parts, {.listen = "127.0.0.1:0", .public_url = {}, .threads = threads});
    if (!server) must(tl::unexpected(server.error()));
    const int port = (*server)->port();
    const bench::BareServer bare(threads);

    fmt::print("{} server threads, {} connections, best of {} rounds of {} s, {} cases in SQLite\n", threads,
               connections, rounds, seconds, cases);
    const auto detail = "/api/v1/incidents/VG-" + format_time(clock->now()).substr(0, 4) + "-0500";
    std::vector<Target> targets{{"bare Beast, \"hello\"", bare.port(), get("/", cookie)}};
    for (const auto* path :
         {"/healthz", "/api/v1/session", "/api/v1/incidents?limit=50", detail.c_str(), "/api/v1/overview"}) {
        if (argc < 2 || std::string_view(path).find(argv[1]) != std::string_view::npos)
            targets.push_back({path, port, get(path, cookie)});
    }
    measure(targets);
    (*server)->stop();
    std::filesystem::remove_all(folder);
}
