// HTTP as the rest of serve sees it: plain requests and responses. Only http/server.cpp knows the library
// underneath.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/ports/bus.hpp>
#include <vigie/ports/http.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace vigie::serve {

struct Request {
    std::string method;
    std::string path;       // decoded, begins with '/', no "." or ".." part, no control characters, no query
    std::string sent_path;  // the same, not decoded
    std::map<std::string, std::string> query;  // a repeated parameter is a list with commas
    ports::Headers headers;                    // names in lower case
    std::string body;
    std::string address;  // of the peer, without port

    [[nodiscard]] std::string_view header(std::string_view lower_case_name) const;
    [[nodiscard]] std::string cookie(std::string_view name) const;     // "" when absent
    [[nodiscard]] std::string parameter(std::string_view name) const;  // of the query, "" when absent
};

struct Response {
    int status = 200;
    ports::Headers headers;
    std::string body;
    // A stream of server-sent events instead of a body: what is on the bus from now on, or since
    // Last-Event-ID.
    bool events = false;
    // Asked with every heartbeat of such a stream: false ends it (the session is over). May be empty.
    std::function<bool()> stays;
};

using Handler = std::function<Response(const Request&)>;

struct HttpOptions {
    std::string listen = "127.0.0.1:8600";  // address:port; port 0 = any free one
    int threads = 4;
    std::size_t max_connections = 512;
    std::size_t max_event_streams = 64;
    std::size_t max_header = std::size_t{16} << 10U;
    std::size_t max_body = std::size_t{1} << 20U;
    std::chrono::milliseconds silence{30'000};    // for a whole request to come, for an answer to be taken
    std::chrono::milliseconds heartbeat{15'000};  // of event streams
    std::string epoch = "0";                      // stands in event ids: another one after each start
};

// Accepts, reads within the limits above, answers. One bad client costs nobody else: nothing blocks but the
// handler itself, which runs on one of `threads` threads.
class HttpServer {
public:
    virtual ~HttpServer() = default;  // stops
    [[nodiscard]] virtual int port() const = 0;
    virtual void stop() = 0;  // answers what is being answered, closes the rest; safe to call twice
};

// Errc::unavailable when the port is taken or not ours to take: the message says what to do.
[[nodiscard]] Result<std::unique_ptr<HttpServer>> start_http(const HttpOptions& options, Handler handler,
                                                             ports::Bus& bus);

// Path and query of a request line into `out`. False for what is no path: "*", "a/b", "/a/../b", "/a%00b".
[[nodiscard]] bool read_target(std::string_view target, Request& out);

// "a%20b+c" → "a b c" in queries; a '+' stays in paths. What is malformed stays as it is, broken UTF-8 is
// replaced.
[[nodiscard]] std::string percent_decode(std::string_view text, bool plus_is_space);

}  // namespace vigie::serve
