// One HTTP connection over Boost.Beast, from its first byte to its last, and what all connections share. For
// server.cpp alone: it takes long to compile.
#pragma once

#include "http/history.hpp"

#include <vigie/base/log.hpp>
#include <vigie/serve/http.hpp>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <array>
#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

namespace vigie::serve::wire {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = net::ip::tcp;
using Error = beast::error_code;
using namespace std::chrono_literals;

inline constexpr std::size_t waiting_texts = 1000;  // of one slow stream, before it is closed
inline constexpr std::size_t waiting_bytes = std::size_t{4} << 20U;  // likewise
inline constexpr std::size_t drained_bytes = std::size_t{8} << 20U;  // of a refused request
inline constexpr auto lingering = 2s;                                // likewise

class Connection;

// What every connection shares.
struct Shared {
    Shared(HttpOptions o, Handler h) : options(std::move(o)), handler(std::move(h)), history(options.epoch) {}

    const HttpOptions options;
    const Handler handler;
    std::atomic<std::size_t> connections{0};
    std::atomic<bool> stopping{false};
    std::mutex mutex;  // for what follows
    std::unordered_map<Connection*, std::weak_ptr<Connection>> all;
    std::set<std::shared_ptr<Connection>> streams;
    EventHistory history;
};

using Text = std::shared_ptr<const std::string>;

// One connection. Everything but the two public ways in happens on its strand.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(tcp::socket socket, std::shared_ptr<Shared> shared)
        : stream_(std::move(socket)),
          shared_(std::move(shared)),
          welcome_(++shared_->connections <= shared_->options.max_connections) {
        Error ignored;
        const auto peer = stream_.socket().remote_endpoint(ignored);
        if (!ignored) address_ = peer.address().to_string();
        stream_.socket().set_option(tcp::no_delay(true), ignored);
    }
    ~Connection() {
        const std::lock_guard lock(shared_->mutex);
        shared_->all.erase(this);
        --shared_->connections;
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void start() {
        {
            const std::lock_guard lock(shared_->mutex);
            shared_->all.emplace(this, weak_from_this());
        }
        net::dispatch(stream_.get_executor(), [self = shared_from_this()] {
            if (self->welcome_)
                self->read();
            else
                self->refuse(503, "too many connections: try again in a moment");
        });
    }

    // From any thread: text for this stream. A heartbeat also asks whether the stream may go on.
    void deliver(Text text, bool heartbeat) {
        net::post(stream_.get_executor(), [self = shared_from_this(), text = std::move(text), heartbeat] {
            if (self->closed_) return;
            const bool slow = self->outbox_.size() >= waiting_texts || self->outbox_bytes_ > waiting_bytes;
            if (slow || (heartbeat && self->stays_ && !self->stays_())) return self->close();
            self->push(text);
        });
    }

    // From any thread: the server stops. What is being answered is answered first.
    void leave() {
        net::post(stream_.get_executor(), [self = shared_from_this()] {
            if (!self->answering_) self->close();
        });
    }

private:
    void read() {
        answering_ = false;
        if (shared_->stopping) return close();
        parser_.emplace();
        parser_->header_limit(static_cast<std::uint32_t>(shared_->options.max_header));
        parser_->body_limit(shared_->options.max_body);
        stream_.expires_after(shared_->options.silence);
        http::async_read(stream_, buffer_, *parser_,
                         [self = shared_from_this()](Error error, std::size_t) { self->take(error); });
    }

    void take(Error error) {
        if (error == http::error::body_limit) return refuse(413, "the request is too large");
        if (error == http::error::header_limit) return refuse(431, "the request's header is too large");
        if (error == http::error::end_of_stream || error == http::error::partial_message) return close();
        if (error.category() == http::make_error_code(http::error::bad_method).category())
            return refuse(400, "this is not HTTP");
        if (error) return close();
        answering_ = true;
        Request request;
        if (!read_head(request)) return refuse(400, "this is not a path");
        request.body = std::move(parser_->get().body());
        const bool keep_alive = parser_->get().keep_alive();
        const bool head = parser_->get().method() == http::verb::head;
        auto out = handle(request);
        if (!out.events || head) return send(std::move(out), keep_alive, head);
        become_stream(std::string(request.header("last-event-id")), std::move(out));
    }

    bool read_head(Request& out) const {
        const auto& in = parser_->get();
        out.method = std::string(in.method_string());
        out.address = address_;
        for (const auto& field : in) {
            std::string name(field.name_string());
            for (auto& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            out.headers.emplace_back(std::move(name), std::string(field.value()));
        }
        return read_target({in.target().data(), in.target().size()}, out);
    }

    // A handler that throws is a bug of ours: the client gets an answer and the process lives.
    Response handle(const Request& request) const {
        try {
            return shared_->handler(request);
        } catch (const std::exception& e) {
            log::error("http", "{} {}: {}", log::quoted(request.method), log::quoted(request.path), e.what());
            return {
                .status = 500,
                .headers = {{"Content-Type", "application/json"}},
                .body =
                    R"({"error":{"code":"internal","message":"something went wrong here","help":"the log has the details"}})"};
        }
    }

    void send(Response out, bool keep_alive, bool head, bool drain = false) {
        auto response = std::make_shared<http::response<http::string_body>>();
        response->version(11);
        response->result(static_cast<unsigned>(out.status));
        for (const auto& [name, value] : out.headers) response->insert(name, value);
        response->keep_alive(keep_alive);
        response->body() = std::move(out.body);
        response->prepare_payload();
        if (out.status == 204 || out.status == 304) response->erase(http::field::content_length);
        if (head) response->body().clear();  // Content-Length stays
        stream_.expires_after(shared_->options.silence);
        http::async_write(stream_, *response,
                          [self = shared_from_this(), response, keep_alive, drain](Error error, std::size_t) {
                              if (!error && drain) return self->linger();
                              if (error || !keep_alive) return self->close();
                              self->read();
                          });
    }

    void refuse(int status, const char* why) {
        answering_ = true;
        constexpr auto form = R"({{"error":{{"code":"{}","message":"{}","help":""}}}})";
        const char* code = status == 503 ? "unavailable" : status == 400 ? "bad_request" : "too_large";
        send({.status = status,
              .headers = {{"Content-Type", "application/json"}},
              .body = fmt::format(form, code, why)},
             false, false, true);
    }

    // To close on unread bytes would reset the connection, and the answer with it: what still comes is read
    // and dropped.
    void linger() {
        Error ignored;
        stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
        stream_.expires_after(lingering);
        answering_ = false;
        drain();
    }
    void drain() {
        stream_.async_read_some(net::buffer(dropped_),
                                [self = shared_from_this()](Error error, std::size_t n) {
                                    self->drained_ += n;
                                    if (error || self->drained_ > drained_bytes) return self->close();
                                    self->drain();
                                });
    }

    void become_stream(const std::string& last_id, Response out) {
        std::string head =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\n"
            "Connection: close\r\nX-Accel-Buffering: no\r\n";
        for (const auto& [name, value] : out.headers) head += name + ": " + value + "\r\n";
        head += "\r\nretry: 2000\n";
        {
            const std::lock_guard lock(shared_->mutex);
            if (shared_->streams.size() >= shared_->options.max_event_streams)
                return refuse(503, "too many event streams are open");
            head += shared_->history.since(last_id);
            shared_->streams.insert(shared_from_this());
        }
        answering_ = false;
        stays_ = std::move(out.stays);
        stream_.expires_never();
        push(std::make_shared<const std::string>(std::move(head)));
        // The client says nothing more; reading notices when it goes away.
        stream_.socket().async_wait(tcp::socket::wait_read,
                                    [self = shared_from_this()](Error) { self->close(); });
    }

    void push(Text text) {
        outbox_bytes_ += text->size();
        outbox_.push_back(std::move(text));
        if (outbox_.size() == 1) write_events();
    }
    void write_events() {
        net::async_write(stream_, net::buffer(*outbox_.front()),
                         [self = shared_from_this()](Error error, std::size_t) {
                             if (error) return self->close();
                             self->outbox_bytes_ -= self->outbox_.front()->size();
                             self->outbox_.pop_front();
                             if (!self->outbox_.empty()) self->write_events();
                         });
    }

    void close() {
        const auto self = shared_from_this();
        closed_ = true;
        {
            const std::lock_guard lock(shared_->mutex);
            shared_->streams.erase(self);
        }
        Error ignored;
        stream_.socket().shutdown(tcp::socket::shutdown_both, ignored);
        stream_.socket().close(ignored);
    }

    beast::tcp_stream stream_;
    std::shared_ptr<Shared> shared_;
    bool welcome_;
    bool answering_ = false;
    bool closed_ = false;
    std::string address_;
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::string_body>> parser_;
    std::deque<Text> outbox_;
    std::size_t outbox_bytes_ = 0;
    std::function<bool()> stays_;
    std::array<char, 4096> dropped_{};
    std::size_t drained_ = 0;
};

}  // namespace vigie::serve::wire
