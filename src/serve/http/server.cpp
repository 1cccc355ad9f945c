// The only file that knows Boost.Beast on the server side (it takes long to compile).
#include <vigie/base/limits.hpp>
#include <vigie/base/log.hpp>
#include <vigie/serve/http.hpp>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <atomic>
#include <charconv>
#include <deque>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace vigie::serve {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = net::ip::tcp;
using Error = beast::error_code;
using namespace std::chrono_literals;

constexpr std::uint32_t header_bytes = 16U << 10U;
constexpr auto silence = 30s;
constexpr auto heartbeat = 15s;
constexpr std::size_t waiting_events = 1000;  // of one slow stream, before it is closed
constexpr std::size_t remembered_events = 1000;

std::string frame(const ports::BusEvent& event) {
    return fmt::format("id: {}\nevent: {}\ndata: {}\n\n", event.seq, event.type, event.data);
}

class Session;

// What every connection shares.
struct Shared {
    HttpOptions options;
    Handler handler;
    std::atomic<std::size_t> connections{0};
    std::mutex mutex;
    std::set<std::shared_ptr<Session>> streams;
    std::deque<ports::BusEvent> recent;  // for Last-Event-ID
};

Request to_request(const http::request<http::string_body>& in, std::string address) {
    Request out;
    out.method = std::string(in.method_string());
    const std::string_view target(in.target().data(), in.target().size());
    const auto mark = target.find('?');
    out.path = percent_decode(target.substr(0, mark), false);
    if (mark != std::string_view::npos) {
        auto rest = target.substr(mark + 1);
        while (!rest.empty()) {
            const auto end = rest.find('&');
            const auto pair = rest.substr(0, end);
            const auto equals = pair.find('=');
            const auto value =
                equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
            auto& slot = out.query[percent_decode(pair.substr(0, equals), true)];
            if (!slot.empty()) slot += ',';  // repeated parameters are lists
            slot += percent_decode(value, true);
            if (end == std::string_view::npos) break;
            rest.remove_prefix(end + 1);
        }
    }
    for (const auto& field : in) {
        std::string name(field.name_string());
        for (auto& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        out.headers.emplace_back(std::move(name), std::string(field.value()));
    }
    out.body = in.body();
    out.address = std::move(address);
    return out;
}

class Session : public std::enable_shared_from_this<Session> {
public:
    Session(tcp::socket socket, std::shared_ptr<Shared> shared)
        : stream_(std::move(socket)),
          shared_(std::move(shared)),
          counted_(++shared_->connections <= shared_->options.max_connections) {
        Error ignored;
        const auto peer = stream_.socket().remote_endpoint(ignored);
        if (!ignored) address_ = peer.address().to_string();
    }
    ~Session() { --shared_->connections; }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void start() {
        net::dispatch(stream_.get_executor(), [self = shared_from_this()] {
            if (self->counted_)
                self->read();
            else
                self->refuse(503, "too many connections: try again in a moment");
        });
    }

    // From any thread: one event (or heartbeat) for this stream.
    void deliver(const std::string& text) {
        net::post(stream_.get_executor(), [self = shared_from_this(), text] {
            if (self->outbox_.size() > waiting_events) return self->close();
            self->outbox_.push_back(text);
            if (self->outbox_.size() == 1) self->write_events();
        });
    }

    void close_soon() {
        net::post(stream_.get_executor(), [self = shared_from_this()] { self->close(); });
    }

private:
    void read() {
        parser_.emplace();
        parser_->header_limit(header_bytes);
        parser_->body_limit(limits::request_bytes);
        stream_.expires_after(silence);
        http::async_read(stream_, buffer_, *parser_,
                         [self = shared_from_this()](Error error, std::size_t) { self->answer(error); });
    }

    void answer(Error error) {
        if (error == http::error::body_limit) return refuse(413, "the request is larger than 5 MiB");
        if (error == http::error::header_limit)
            return refuse(431, "the request's header is larger than 16 KiB");
        if (error == http::error::end_of_stream || error == net::error::eof) return close();
        if (error.category() == http::make_error_code(http::error::bad_method).category())
            return refuse(400, "this is not HTTP");
        if (error) return close();
        const auto& in = parser_->get();
        const bool keep_alive = in.keep_alive();
        Response out;
        // A handler that throws is a bug of ours; the connection answers and the process lives.
        try {
            out = shared_->handler(to_request(in, address_));
        } catch (const std::exception& e) {
            log::error("http", "{} {}: {}", std::string(in.method_string()),
                       log::quoted(std::string(in.target())), e.what());
            out = {
                .status = 500,
                .headers = {{"Content-Type", "application/json"}},
                .body =
                    R"({"error":{"code":"internal","message":"something went wrong here; the log has the details"}})"};
        }
        if (out.events) return become_stream(std::string(in["Last-Event-ID"]), out);
        send(std::move(out), keep_alive, in.method() == http::verb::head);
    }

    void send(Response out, bool keep_alive, bool head) {
        auto response = std::make_shared<http::response<http::string_body>>();
        response->version(11);
        response->result(static_cast<unsigned>(out.status));
        for (const auto& [name, value] : out.headers) response->insert(name, value);
        response->keep_alive(keep_alive);
        response->body() = std::move(out.body);
        response->prepare_payload();
        if (out.status == 204 || out.status == 304) response->erase(http::field::content_length);
        if (head) response->body().clear();  // Content-Length stays
        stream_.expires_after(silence);
        http::async_write(stream_, *response,
                          [self = shared_from_this(), response, keep_alive](Error error, std::size_t) {
                              if (error || !keep_alive) return self->close();
                              self->read();
                          });
    }

    void refuse(int status, const char* why) {
        send({.status = status,
              .headers = {{"Content-Type", "application/json"}},
              .body = fmt::format(R"({{"error":{{"code":"refused","message":"{}"}}}})", why)},
             false, false);
    }

    void become_stream(const std::string& last_id, const Response& out) {
        std::string head =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: "
            "no-store\r\nConnection: close\r\nX-Accel-Buffering: no\r\n";
        for (const auto& [name, value] : out.headers) head += name + ": " + value + "\r\n";
        head += "\r\nretry: 2000\n\n";
        {
            const std::lock_guard lock(shared_->mutex);
            if (shared_->streams.size() >= shared_->options.max_event_streams) {
                return refuse(503, "too many event streams are open");
            }
            std::uint64_t last = 0;
            const auto [p, ec] = std::from_chars(last_id.data(), last_id.data() + last_id.size(), last);
            if (ec == std::errc{} && !last_id.empty()) {
                if (!shared_->recent.empty() && shared_->recent.front().seq > last + 1)
                    head += "event: reset\ndata: {}\n\n";
                for (const auto& event : shared_->recent) {
                    if (event.seq > last) head += frame(event);
                }
            }
            shared_->streams.insert(shared_from_this());
        }
        stream_.expires_never();
        outbox_.push_back(std::move(head));
        write_events();
        // The client says nothing more; reading notices when it goes away.
        stream_.socket().async_wait(tcp::socket::wait_read,
                                    [self = shared_from_this()](Error) { self->close(); });
    }

    void write_events() {
        net::async_write(stream_, net::buffer(outbox_.front()),
                         [self = shared_from_this()](Error error, std::size_t) {
                             if (error) return self->close();
                             self->outbox_.pop_front();
                             if (!self->outbox_.empty()) self->write_events();
                         });
    }

    void close() {
        {
            const std::lock_guard lock(shared_->mutex);
            shared_->streams.erase(shared_from_this());
        }
        Error ignored;
        stream_.socket().shutdown(tcp::socket::shutdown_both, ignored);
        stream_.socket().close(ignored);
    }

    beast::tcp_stream stream_;
    std::shared_ptr<Shared> shared_;
    bool counted_;
    std::string address_;
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::string_body>> parser_;
    std::deque<std::string> outbox_;
};

class BeastServer final : public HttpServer {
public:
    BeastServer(const HttpOptions& options, Handler handler, ports::Bus& bus)
        : context_(std::max(1, options.threads)),
          acceptor_(context_),
          shared_(std::make_shared<Shared>()),
          subscription_(bus.subscribe()) {
        shared_->options = options;
        shared_->handler = std::move(handler);
    }
    ~BeastServer() override { BeastServer::stop(); }

    Result<> listen() {
        const auto& where = shared_->options.listen;
        const auto colon = where.rfind(':');
        unsigned short port = 0;
        Error error;
        std::string host = where.substr(0, colon);
        if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
        const auto address = net::ip::make_address(host == "localhost" ? "127.0.0.1" : host, error);
        const auto digits = colon == std::string::npos ? std::string() : where.substr(colon + 1);
        const auto [p, ec] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
        if (error || ec != std::errc{} || p != digits.data() + digits.size() || digits.empty()) {
            return fail(Errc::invalid_argument, "'{}' is not an address to listen on: write 127.0.0.1:8600",
                        where);
        }
        const tcp::endpoint endpoint(address, port);
        acceptor_.open(endpoint.protocol(), error);
        if (!error) acceptor_.set_option(net::socket_base::reuse_address(true), error);
        if (!error) acceptor_.bind(endpoint, error);
        if (!error) acceptor_.listen(net::socket_base::max_listen_connections, error);
        if (error) {
            const char* hint =
                error == net::error::address_in_use
                    ? ": another program uses it; stop that one or choose another with --listen"
                : error == net::error::access_denied ? ": ports below 1024 need root; choose a higher one"
                                                     : "";
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
        if (stopped_.exchange(true)) return;
        net::post(context_, [this] {
            Error ignored;
            acceptor_.close(ignored);
        });
        pump_.request_stop();
        if (pump_.joinable()) pump_.join();
        std::vector<std::shared_ptr<Session>> open;
        {
            const std::lock_guard lock(shared_->mutex);
            open.assign(shared_->streams.begin(), shared_->streams.end());
        }
        for (const auto& s : open) s->close_soon();
        open.clear();
        constexpr auto patience = 500ms;  // for answers under way
        for (auto waited = 0ms; shared_->connections > 0 && waited < patience; waited += 10ms)
            std::this_thread::sleep_for(10ms);
        context_.stop();
        for (auto& t : threads_) t.join();
        threads_.clear();
    }

private:
    void accept() {
        acceptor_.async_accept(net::make_strand(context_), [this](Error error, tcp::socket socket) {
            if (!acceptor_.is_open()) return;
            if (!error) std::make_shared<Session>(std::move(socket), shared_)->start();
            accept();
        });
    }

    // From the bus to every open stream.
    void pump(const std::stop_token& stop) {
        auto quiet_since = std::chrono::steady_clock::now();
        while (!stop.stop_requested()) {
            const auto event = subscription_->next(200ms);
            const auto now = std::chrono::steady_clock::now();
            std::string text;
            if (event)
                text = frame(*event);
            else if (now - quiet_since >= heartbeat)
                text = ": still here\n\n";
            if (text.empty()) continue;
            quiet_since = now;
            const std::lock_guard lock(shared_->mutex);
            if (event) {
                shared_->recent.push_back(*event);
                if (shared_->recent.size() > remembered_events) shared_->recent.pop_front();
            }
            for (const auto& session : shared_->streams) session->deliver(text);
        }
    }

    net::io_context context_;
    tcp::acceptor acceptor_;
    std::shared_ptr<Shared> shared_;
    std::unique_ptr<ports::Bus::Subscription> subscription_;
    std::vector<std::jthread> threads_;
    std::jthread pump_;
    std::atomic<bool> stopped_{false};
    int port_ = 0;
};

}  // namespace

Result<std::unique_ptr<HttpServer>> start_http(const HttpOptions& options, Handler handler, ports::Bus& bus) {
    auto server = std::make_unique<BeastServer>(options, std::move(handler), bus);
    VIGIE_TRY(server->listen());
    return server;
}

}  // namespace vigie::serve
