#include "auth.hpp"
#include "resources.hpp"

#include <algorithm>

namespace vigie::serve {
namespace {

// Not through a proxy on this machine, which would speak for anybody.
bool from_here(const Request& request) {
    if (!request.header("x-forwarded-for").empty() || !request.header("forwarded").empty()) return false;
    return request.address.starts_with("127.") || request.address == "::1" ||
           request.address == "::ffff:127.0.0.1";
}

Response text(std::string body, int status = 200) {
    return {.status = status,
            .headers = {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}},
            .body = std::move(body)};
}

}  // namespace

Response events(Call& call) {
    const auto token = call.request.cookie("vigie_session");
    Response out;
    out.events = true;
    // A store that cannot answer just now ends no stream.
    out.stays = [auth = call.app.auth, token] {
        const auto visitor = auth->look(token);
        return !visitor || visitor->has_value();
    };
    return out;
}

Response get_system(Call& call) {
    const auto& info = call.app.parts.info;
    Json body{{"organisation", info.organisation},
              {"lang", info.lang},
              {"now", format_time(call.now())},
              {"drill", nullptr}};
    if (const auto drill = info.drill ? info.drill() : std::nullopt) {
        body["drill"] = {{"name", drill->name}, {"speed", drill->speed}, {"clock", format_time(call.now())}};
    }
    if (call.user) {
        body["version"] = info.version;
        body["uptime_s"] = (call.app.parts.real_clock->now() - call.app.started_at).count() / 1'000'000;
    }
    return json(body);
}

Response healthz(Call&) {
    return text("ok\n");
}

Response health(Call& call) {
    const auto store = call.app.parts.store->health();
    const auto sources = call.app.parts.sources();
    const bool source_failed =
        std::ranges::any_of(sources, [](const auto& s) { return s.state == "failed"; });
    std::int64_t dead = 0;
    (void)call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto counts, s.counts(call.now()));
        dead = counts.notices_dead;
        return {};
    });
    const char* status = !store ? "failing" : source_failed || dead > 0 ? "degraded" : "ok";
    Json body{{"status", status}};
    if (from_here(call.request)) {  // details are for the operator
        body["store"] = store ? "ok" : store.error().message;
        body["notices_dead"] = dead;
        body["sources"] = Json::array();
        for (const auto& s : sources)
            body["sources"].push_back({{"name", s.name}, {"state", s.state}, {"detail", s.detail}});
    }
    return json(body, store ? 200 : 503);
}

Response metrics(Call& call) {
    if (!from_here(call.request)) {
        return problem(call, {403,
                              "forbidden",
                              {"Les mesures ne sont servies qu’à cette machine.",
                               "Metrics are served to this machine only."},
                              {"Collectez-les depuis un agent local.", "Scrape them with a local agent."}});
    }
    return {.status = 200,
            .headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
            .body = call.app.parts.metrics->text()};
}

}  // namespace vigie::serve
