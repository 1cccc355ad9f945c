#include "bare_server.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <thread>
#include <vector>

namespace vigie::bench {
namespace {

namespace net = boost::asio;
namespace http = boost::beast::http;
using tcp = net::ip::tcp;
using Error = boost::beast::error_code;

class Connection : public std::enable_shared_from_this<Connection> {
public:
    explicit Connection(tcp::socket socket) : stream_(std::move(socket)) {
        Error ignored;
        stream_.socket().set_option(tcp::no_delay(true), ignored);
    }
    void read() {
        request_ = {};
        http::async_read(stream_, buffer_, request_, [self = shared_from_this()](Error error, std::size_t) {
            if (!error) self->answer();
        });
    }

private:
    void answer() {
        response_ = {};
        response_.version(11);
        response_.result(http::status::ok);
        response_.set(http::field::content_type, "text/plain");
        response_.keep_alive(true);
        response_.body() = "hello";
        response_.prepare_payload();
        http::async_write(stream_, response_, [self = shared_from_this()](Error error, std::size_t) {
            if (!error) self->read();
        });
    }

    boost::beast::tcp_stream stream_;
    boost::beast::flat_buffer buffer_;
    http::request<http::string_body> request_;
    http::response<http::string_body> response_;
};

}  // namespace

struct BareServer::State {
    explicit State(int threads)
        : context(threads), acceptor(context, tcp::endpoint(net::ip::address_v4::loopback(), 0)) {
        accept();
        for (int i = 0; i < threads; ++i) {
            workers.emplace_back([this] { context.run(); });
        }
    }
    ~State() { context.stop(); }
    void accept() {
        acceptor.async_accept(net::make_strand(context), [this](Error error, tcp::socket socket) {
            if (!error) std::make_shared<Connection>(std::move(socket))->read();
            accept();
        });
    }
    net::io_context context;
    tcp::acceptor acceptor;
    std::vector<std::jthread> workers;
};

BareServer::BareServer(int threads) : state_(std::make_unique<State>(threads)) {}
BareServer::~BareServer() = default;
int BareServer::port() const {
    return state_->acceptor.local_endpoint().port();
}

}  // namespace vigie::bench
