// With connection.hpp the only file that knows Boost.Beast on the server side.
#include "http/connection.hpp"

#include <vigie/serve/http.hpp>

#include <boost/asio/steady_timer.hpp>

#include <charconv>
#include <thread>
#include <vector>

namespace vigie::serve {
namespace {

using namespace wire;  // NOLINT(google-build-using-namespace): one component in two files

constexpr auto stopping_patience = 500ms;  // for answers under way

Result<tcp::endpoint> endpoint_of(const std::string& where) {
    const auto colon = where.rfind(':');
    std::string host = where.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    Error error;
    const auto address = net::ip::make_address(host == "localhost" ? "127.0.0.1" : host, error);
    const auto digits = colon == std::string::npos ? std::string() : where.substr(colon + 1);
    unsigned short port = 0;
    const auto [p, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error || ec != std::errc{} || p != digits.data() + digits.size() || digits.empty()) {
        return fail(Errc::invalid_argument, "'{}' is not an address to listen on: write 127.0.0.1:8600",
                    where);
    }
    return tcp::endpoint(address, port);
}

class BeastServer final : public HttpServer {
public:
    BeastServer(const HttpOptions& options, Handler handler, ports::Bus& bus)
        : context_(std::max(1, options.threads)),
          acceptor_(net::make_strand(context_)),
          pause_(acceptor_.get_executor()),
          shared_(std::make_shared<Shared>(options, std::move(handler))),
          bus_(bus),
          subscription_(bus.subscribe()) {}
    ~BeastServer() override { BeastServer::stop(); }

    Result<> listen() {
        const auto& where = shared_->options.listen;
        VIGIE_TRY_ASSIGN(const auto endpoint, endpoint_of(where));
        Error error;
        acceptor_.open(endpoint.protocol(), error);
        if (!error) acceptor_.set_option(net::socket_base::reuse_address(true), error);
        if (!error) acceptor_.bind(endpoint, error);
        if (!error) acceptor_.listen(net::socket_base::max_listen_connections, error);
        if (error) {
            const char* hint = "";
            if (error == net::error::address_in_use)
                hint = ": another program uses it; stop that one or choose another with --listen";
            if (error == net::error::access_denied)
                hint = ": ports below 1024 need root; choose a higher one";
            return fail(Errc::unavailable, "cannot listen on {}: {}{}", where, error.message(), hint);
        }
        port_ = acceptor_.local_endpoint().port();
        accept();
        for (int i = 0; i < std::max(1, shared_->options.threads); ++i) {
            threads_.emplace_back([this] { context_.run(); });
        }
        pump_ = std::jthread([this](const std::stop_token& stop) { pump(stop); });
        return {};
    }

    int port() const override { return port_; }

    void stop() override {
        if (shared_->stopping.exchange(true)) return;
        net::post(acceptor_.get_executor(), [this] {
            Error ignored;
            acceptor_.close(ignored);
            pause_.cancel();
        });
        pump_.request_stop();
        if (pump_.joinable()) pump_.join();
        std::vector<std::shared_ptr<Connection>> open;
        {
            const std::lock_guard lock(shared_->mutex);
            for (const auto& [key, connection] : shared_->all) {
                if (auto held = connection.lock()) open.push_back(std::move(held));
            }
        }
        for (const auto& s : open) s->leave();
        open.clear();
        for (auto waited = 0ms; shared_->connections > 0 && waited < stopping_patience; waited += 5ms)
            std::this_thread::sleep_for(5ms);
        context_.stop();
        for (auto& t : threads_) t.join();
        threads_.clear();
        // A stream that could not leave in time would hold what holds it.
        std::set<std::shared_ptr<Connection>> left;
        const std::lock_guard lock(shared_->mutex);
        left.swap(shared_->streams);
    }

private:
    void accept() {
        acceptor_.async_accept(net::make_strand(context_), [this](Error error, tcp::socket socket) {
            if (!acceptor_.is_open()) return;
            if (!error) {
                std::make_shared<Connection>(std::move(socket), shared_)->start();
                return accept();
            }
            // Out of file descriptors, most likely: a moment later some are free again.
            pause_.expires_after(50ms);
            pause_.async_wait([this](Error) {
                if (acceptor_.is_open()) accept();
            });
        });
    }

    // From the bus to every open stream.
    void pump(const std::stop_token& stop) {
        constexpr auto glance = 100ms;
        auto beat = std::chrono::steady_clock::now();
        while (!stop.stop_requested()) {
            if (const auto event = subscription_->next(glance)) {
                const std::lock_guard lock(shared_->mutex);
                deliver(shared_->history.add(*event), false);
            } else if (bus_.closed()) {
                std::this_thread::sleep_for(glance);  // next() no longer waits
            }
            const auto now = std::chrono::steady_clock::now();
            if (now - beat < shared_->options.heartbeat) continue;
            beat = now;
            const std::lock_guard lock(shared_->mutex);
            deliver(": still here\n\n", true);
        }
    }
    void deliver(std::string text, bool heartbeat) {
        const auto shared_text = std::make_shared<const std::string>(std::move(text));
        for (const auto& stream : shared_->streams) stream->deliver(shared_text, heartbeat);
    }

    net::io_context context_;
    tcp::acceptor acceptor_;
    net::steady_timer pause_;  // after a failed accept
    std::shared_ptr<Shared> shared_;
    ports::Bus& bus_;
    std::unique_ptr<ports::Bus::Subscription> subscription_;
    std::vector<std::jthread> threads_;
    std::jthread pump_;
    int port_ = 0;
};

}  // namespace

Result<std::unique_ptr<HttpServer>> start_http(const HttpOptions& options, Handler handler, ports::Bus& bus) {
    auto server = std::make_unique<BeastServer>(options, std::move(handler), bus);
    VIGIE_TRY(server->listen());
    return server;
}

}  // namespace vigie::serve
