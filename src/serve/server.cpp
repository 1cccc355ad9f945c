#include "auth.hpp"
#include "console_files.hpp"
#include "kpi_cache.hpp"
#include "routes.hpp"

#include <vigie/serve/server.hpp>

#include <algorithm>
#include <array>
#include <mutex>
#include <unordered_map>

namespace vigie::serve {
namespace {

bool is_api(std::string_view path) {
    return path.starts_with("/api/") || path == "/healthz" || path == "/health" || path == "/metrics";
}

class RestServer final : public Server {
public:
    RestServer(Parts parts, Options options)
        : auth_(*parts.store, *parts.rng, *parts.real_clock), files_(parts.console, parts.drill_files) {
        if (options.public_url.empty()) options.public_url = "http://" + options.listen;
        app_ = {.parts = std::move(parts),
                .options = std::move(options),
                .auth = &auth_,
                .kpis = &kpis_,
                .started_at = {}};
        app_.started_at = app_.parts.real_clock->now();
    }
    ~RestServer() override { RestServer::stop(); }

    Result<> start() {
        HttpOptions http;
        http.listen = app_.options.listen;
        http.threads = app_.options.threads;
        http.silence = app_.options.silence;
        http.heartbeat = app_.options.heartbeat;
        constexpr std::size_t epoch_letters = 8;
        http.epoch = random_token(*app_.parts.rng).substr(0, epoch_letters);
        VIGIE_TRY_ASSIGN(http_, start_http(
                                    http, [this](const Request& r) { return answer(r); }, *app_.parts.bus));
        return {};
    }

    int port() const override { return http_ ? http_->port() : 0; }
    void stop() override {
        if (http_) http_->stop();
    }

private:
    Response answer(const Request& request) {
        const auto begin = app_.parts.real_clock->steady();
        std::string route = "console";
        Response response;
        if (is_api(request.path)) {
            route = "none";
            response = dispatch(app_, request, route);
            response.headers.emplace_back("X-Content-Type-Options", "nosniff");
        } else if (request.method == "GET" || request.method == "HEAD") {
            response = files_.serve(request);
        } else {
            response = problem(
                false, {405, "method_not_allowed", {"", "This method is not allowed here."}, {"", ""}});
        }
        const auto seconds = static_cast<double>((app_.parts.real_clock->steady() - begin).count()) / 1e6;
        duration_of(request.method, response.status, route).observe(seconds);
        return response;
    }

    // Looked up once: a request costs no map of labels. Methods, routes and statuses are closed sets.
    ports::Histogram& duration_of(const std::string& method, int status, const std::string& route) {
        static constexpr std::array<std::string_view, 4> methods{"GET", "POST", "DELETE", "HEAD"};
        const bool known = std::ranges::find(methods, method) != methods.end();
        const auto& shown = known ? method : other_method_;
        const auto key = shown + ' ' + std::to_string(status) + ' ' + route;
        const std::lock_guard lock(durations_mutex_);
        auto& slot = durations_[key];
        if (slot == nullptr) {
            slot = &app_.parts.metrics->histogram("http_server_request_duration_seconds",
                                                  {{"http_request_method", shown},
                                                   {"http_response_status_code", std::to_string(status)},
                                                   {"http_route", route}});
        }
        return *slot;
    }

    Auth auth_;
    KpiCache kpis_;
    ConsoleFiles files_;
    App app_;
    const std::string other_method_ = "_OTHER";
    std::mutex durations_mutex_;
    std::unordered_map<std::string, ports::Histogram*> durations_;
    std::unique_ptr<HttpServer> http_;
};

}  // namespace

Result<std::unique_ptr<Server>> start_server(Parts parts, Options options) {
    auto server = std::make_unique<RestServer>(std::move(parts), std::move(options));
    VIGIE_TRY(server->start());
    return server;
}

}  // namespace vigie::serve
