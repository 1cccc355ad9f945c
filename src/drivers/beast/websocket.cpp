// The only file that includes Beast's WebSocket: it compiles slowly.
#include <vigie/base/log.hpp>
#include <vigie/drivers/beast.hpp>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include <atomic>
#include <charconv>
#include <chrono>
#include <optional>
#include <type_traits>
#include <utility>

namespace vigie::drivers {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using boost::system::error_code;
using ports::Frame;
using ports::Headers;
using ports::WebSocket;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

using PlainStream = beast::tcp_stream;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

constexpr milliseconds goodbye{500};
constexpr std::size_t shown_bytes = 200;

struct Target {
    bool tls = false;
    std::string host;  // without brackets
    std::string port;
    std::string authority;  // as the Host header wants it
    std::string path;
};

Result<Target> parse_target(const std::string& url) {
    Target out;
    std::string_view rest = url;
    if (rest.starts_with("wss://")) {
        out.tls = true;
        rest.remove_prefix(6);
    } else if (rest.starts_with("ws://")) {
        rest.remove_prefix(5);
    } else {
        return fail(Errc::invalid_argument,
                    "{} is not a WebSocket URL: write ws://host/path or wss://host/path", log::quoted(url));
    }
    for (const char c : rest) {
        if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7f) {
            return fail(Errc::invalid_argument, "{} holds a blank or a control character", log::quoted(url));
        }
    }
    rest = rest.substr(0, rest.find('#'));
    const auto slash = rest.find_first_of("/?");
    out.authority = std::string(rest.substr(0, slash));
    out.path = slash == std::string_view::npos ? "/" : std::string(rest.substr(slash));
    if (out.path.front() == '?') out.path.insert(0, "/");
    std::string_view host = out.authority;
    const auto colon = host.rfind(':');
    out.port = out.tls ? "443" : "80";
    if (colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos) {
        out.port = std::string(host.substr(colon + 1));
        host = host.substr(0, colon);
        unsigned number = 0;
        const auto* end = out.port.data() + out.port.size();
        const auto [stop, error] = std::from_chars(out.port.data(), end, number);
        if (error != std::errc() || stop != end || number == 0 || number > 65535) {
            return fail(Errc::invalid_argument, "{} has no valid port", log::quoted(url));
        }
    }
    if (host.size() >= 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    if (host.empty() || host.find('@') != std::string_view::npos) {
        return fail(Errc::invalid_argument, "{} has no valid host", log::quoted(url));
    }
    out.host = std::string(host);
    return out;
}

bool is_header(const std::string& name, const std::string& value) {
    const auto bad = [](const std::string& text) {
        return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos;
    };
    return !name.empty() && !bad(name) && !bad(value) && name.find(':') == std::string::npos;
}

// One connection. Its io_context runs only inside the calls of its user; close() from another thread posts
// into it.
template <class Stream>
class Connection final : public WebSocket {
public:
    template <class... Args>
    explicit Connection(Args&... args) : stream_(io_, args...) {}
    ~Connection() override {
        closing_ = true;
        say_goodbye();
        beast::get_lowest_layer(stream_).close();
        io_.restart();
        io_.poll();  // lets aborted operations finish before their buffers go
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Result<> open(const Target& target, const Headers& headers, const std::string& user_agent,
                  milliseconds timeout) {
        const auto deadline = steady_clock::now() + timeout;
        asio::ip::tcp::resolver resolver(io_);
        VIGIE_TRY(step("resolving the name", deadline, [&](auto done) {
            resolver.async_resolve(target.host, target.port, [this, done](error_code ec, auto results) {
                addresses_ = std::move(results);
                done(ec);
            });
        }));
        VIGIE_TRY(step("connecting", deadline, [&](auto done) {
            beast::get_lowest_layer(stream_).async_connect(addresses_,
                                                           [done](error_code ec, const auto&) { done(ec); });
        }));
        error_code ignored;
        beast::get_lowest_layer(stream_).socket().set_option(asio::ip::tcp::no_delay(true), ignored);
        if constexpr (std::is_same_v<Stream, TlsStream>) {
            auto& tls = stream_.next_layer();
            // SSL_set_tlsext_host_name() without its C cast.
            if (SSL_ctrl(tls.native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                         const_cast<char*>(target.host.c_str())) != 1) {
                return fail(Errc::invalid_argument, "'{}' cannot be sent as a TLS server name", target.host);
            }
            tls.set_verify_callback(asio::ssl::host_name_verification(target.host));
            VIGIE_TRY(step("TLS handshake", deadline, [&](auto done) {
                tls.async_handshake(asio::ssl::stream_base::client, [done](error_code ec) { done(ec); });
            }));
        }
        return upgrade(target, headers, user_agent, deadline);
    }

    Result<Frame> read(milliseconds silence) override {
        silence_ = silence;
        deadline_ = steady_clock::now() + silence;
        if (!reading_ && !finished_) start_read();
        while (!finished_) {
            if (closing_) {
                say_goodbye();
                return fail(Errc::unavailable, "the connection was closed on our side");
            }
            io_.restart();
            io_.run_one_until(deadline_);
            if (!finished_ && !closing_ && steady_clock::now() >= deadline_) {
                return fail(Errc::timeout, "nothing came for {} ms, neither message nor ping",
                            silence.count());
            }
        }
        if (closing_) say_goodbye();
        if (read_error_) return tl::unexpected(read_failure());
        finished_ = false;
        Frame frame{stream_.got_binary(), beast::buffers_to_string(buffer_.cdata())};
        buffer_.consume(buffer_.size());
        return frame;
    }

    Result<> write(const Frame& frame) override {
        if (closing_) return fail(Errc::unavailable, "the connection was closed on our side");
        stream_.binary(frame.binary);
        return step("writing", steady_clock::now() + std::chrono::seconds(20), [&](auto done) {
            stream_.async_write(asio::buffer(frame.data), [done](error_code ec, std::size_t) { done(ec); });
        });
    }

    void close() override {
        closing_ = true;
        asio::post(io_, [] {});  // wakes a blocked read
    }

private:
    // Starts one operation and runs the context until it is done. Past the deadline the connection is given
    // up.
    template <class Start>
    Result<> step(std::string_view doing, steady_clock::time_point deadline, Start start) {
        // Shared, because an operation that we gave up may still end after we left.
        const auto result = std::make_shared<std::optional<error_code>>();
        start([result](error_code ec) { *result = ec; });
        while (!*result) {
            io_.restart();
            io_.run_one_until(deadline);
            if (!*result && steady_clock::now() >= deadline) {
                beast::get_lowest_layer(stream_).close();
                return fail(Errc::timeout, "{}: no answer in time", doing);
            }
        }
        if (**result) return fail(Errc::unavailable, "{}: {}", doing, (*result)->message());
        return {};
    }

    Result<> upgrade(const Target& target, const Headers& headers, const std::string& user_agent,
                     steady_clock::time_point deadline) {
        stream_.set_option(
            websocket::stream_base::decorator([user_agent, headers](websocket::request_type& request) {
                request.set(http::field::user_agent, user_agent);
                for (const auto& [name, value] : headers) request.set(name, value);
            }));
        stream_.control_callback([this](websocket::frame_type, beast::string_view) {
            deadline_ = steady_clock::now() + silence_;  // a ping or pong is a sign of life
        });
        stream_.read_message_max(limits::frame_bytes);
        auto result = step("upgrade", deadline, [&](auto done) {
            stream_.async_handshake(response_, target.authority, target.path, [this, done](error_code ec) {
                declined_ = ec == websocket::error::upgrade_declined;
                done(ec);
            });
        });
        if (!declined_) return result;
        const auto status = response_.result_int();
        return fail(status >= 500 ? Errc::unavailable : Errc::invalid_argument,
                    "the server refused the stream with HTTP {}: {}", status,
                    log::quoted(response_.body(), shown_bytes));
    }

    void start_read() {
        reading_ = true;
        stream_.async_read(buffer_, [this](error_code ec, std::size_t) {
            reading_ = false;
            finished_ = true;
            read_error_ = ec;
        });
    }

    Error read_failure() const {
        if (read_error_ == websocket::error::closed) {
            const auto& reason = stream_.reason();
            return {Errc::unavailable,
                    fmt::format("the server closed the stream with code {} {}",
                                static_cast<unsigned>(reason.code),
                                log::quoted(std::string_view(reason.reason.data(), reason.reason.size())))};
        }
        if (read_error_ == websocket::error::message_too_big ||
            read_error_ == websocket::error::buffer_overflow) {
            return {Errc::unavailable,
                    fmt::format("a message was larger than {} bytes", limits::frame_bytes)};
        }
        if (read_error_ == asio::error::eof || read_error_ == asio::error::connection_reset) {
            return {Errc::unavailable, "the connection broke without goodbye (close code 1006)"};
        }
        return {Errc::unavailable,
                fmt::format("the connection broke: {} (close code 1006)", read_error_.message())};
    }

    // Sends a close frame if the connection still stands; never takes longer than `goodbye`.
    void say_goodbye() {
        if (said_goodbye_ || !stream_.is_open()) return;
        said_goodbye_ = true;
        const auto done = std::make_shared<bool>(false);
        const auto deadline = steady_clock::now() + goodbye;
        stream_.async_close(websocket::close_code::normal, [done](error_code) { *done = true; });
        while (!*done && steady_clock::now() < deadline) {
            io_.restart();
            io_.run_one_until(deadline);
        }
        beast::get_lowest_layer(stream_).close();
    }

    asio::io_context io_;
    websocket::stream<Stream, false> stream_;
    asio::ip::tcp::resolver::results_type addresses_;
    websocket::response_type response_;
    bool declined_ = false;
    beast::flat_buffer buffer_;
    error_code read_error_;
    bool reading_ = false;
    bool finished_ = false;  // the read has a result that was not handed out, or failed for good
    bool said_goodbye_ = false;
    milliseconds silence_{};
    steady_clock::time_point deadline_;
    std::atomic<bool> closing_ = false;
};

class BeastConnector final : public ports::WebSocketConnector {
public:
    BeastConnector(std::string user_agent, const std::string& ca_file)
        : user_agent_(std::move(user_agent)), tls_(asio::ssl::context::tls_client) {
        error_code ec;
        tls_.set_verify_mode(asio::ssl::verify_peer, ec);
        if (ca_file.empty()) {
            tls_.set_default_verify_paths(ec);
        } else {
            tls_.load_verify_file(ca_file, ec);
        }
        if (ec) log::warn("websocket", "no certificate authorities could be loaded: {}", ec.message());
        SSL_CTX_set_min_proto_version(tls_.native_handle(), TLS1_2_VERSION);
    }

    Result<std::unique_ptr<WebSocket>> connect(const std::string& url, const Headers& headers,
                                               milliseconds timeout) override {
        VIGIE_TRY_ASSIGN(const auto target, parse_target(url));
        for (const auto& [name, value] : headers) {
            if (!is_header(name, value)) {
                return fail(Errc::invalid_argument, "header {} holds a control character: refused",
                            log::quoted(name));
            }
        }
        try {
            return target.tls ? open<TlsStream>(target, headers, timeout, tls_)
                              : open<PlainStream>(target, headers, timeout);
        } catch (const std::exception& e) {
            return fail(Errc::unavailable, "{}: {}", target.authority, e.what());
        }
    }

private:
    template <class Stream, class... Args>
    Result<std::unique_ptr<WebSocket>> open(const Target& target, const Headers& headers,
                                            milliseconds timeout, Args&... args) {
        auto connection = std::make_unique<Connection<Stream>>(args...);
        if (auto opened = connection->open(target, headers, user_agent_, timeout); !opened) {
            return tl::unexpected(opened.error().in(target.authority));
        }
        return std::unique_ptr<WebSocket>(std::move(connection));
    }

    const std::string user_agent_;
    asio::ssl::context tls_;
};

}  // namespace

std::unique_ptr<ports::WebSocketConnector> make_beast_websocket(std::string user_agent, std::string ca_file) {
    return std::make_unique<BeastConnector>(std::move(user_agent), ca_file);
}

}  // namespace vigie::drivers
