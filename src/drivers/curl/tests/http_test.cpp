#include "faults/tcp_server.hpp"

#include <vigie/drivers/curl.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <memory>
#include <thread>

namespace vigie::drivers {
namespace {

using faults::TestConnection;
using faults::TestServer;
using ports::HttpRequest;
using std::chrono::milliseconds;

std::string answer(std::string_view status, std::string_view headers, std::string_view body) {
    return "HTTP/1.1 " + std::string(status) + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string(headers) + "\r\n" + std::string(body);
}

// Answers every request with what `reply` makes of its head; keeps the connection open.
std::unique_ptr<TestServer> web(std::function<std::string(const std::string& head)> reply) {
    auto self = std::make_shared<TestServer*>(nullptr);
    auto server = std::make_unique<TestServer>([self, reply = std::move(reply)](TestConnection& peer) {
        for (;;) {
            const auto head = peer.read_until("\r\n\r\n");
            if (!head.ends_with("\r\n\r\n")) return;
            if (const auto at = head.find("Content-Length: "); at != std::string::npos) {
                (*self)->note(head + peer.read_bytes(std::stoul(head.substr(at + 16))));
            } else {
                (*self)->note(head);
            }
            if (!peer.send(reply(head))) return;
        }
    });
    *self = server.get();
    return server;
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

HttpRequest get(std::string url) {
    HttpRequest request;
    request.url = std::move(url);
    request.timeout = milliseconds(5000);
    return request;
}

}  // namespace

TEST_CASE("an answer comes back with status, headers and body, whatever the status") {
    const auto server = web([](const auto& head) {
        return has(head, "GET /missing ") ? answer("404 Not Found", "X-Why: none\r\n", "no")
                                          : answer("200 OK", "content-TYPE: text/plain\r\n", "hello");
    });
    const auto http = make_curl_http("Vigie/test (+https://vigie.example)");
    const auto good = http->send(get(server->url("http", "/here")));
    REQUIRE(good.has_value());
    CHECK(good->status == 200);
    CHECK(good->body == "hello");
    CHECK(good->header("content-type") == "text/plain");
    CHECK(has(server->notes().front(), "User-Agent: Vigie/test (+https://vigie.example)\r\n"));
    const auto missing = http->send(get(server->url("http", "/missing")));
    REQUIRE(missing.has_value());
    CHECK(missing->status == 404);
    CHECK(missing->header("x-why") == "none");
    CHECK(server->connections() == 1);  // kept alive in the pool
}

TEST_CASE("a POST sends exactly its body, and an empty one sends no type") {
    const auto server = web([](const auto&) { return answer("200 OK", "", ""); });
    const auto http = make_curl_http("Vigie/test");
    auto request = get(server->url("http", "/"));
    request.method = "POST";
    request.headers = {{"Content-Type", "application/json"}, {"X-Empty", ""}};
    request.body = std::string("{\"a\":\"\0b\"}", 10);
    REQUIRE(http->send(request).has_value());
    CHECK(server->notes().at(0).ends_with(request.body));
    CHECK(has(server->notes().at(0), "Content-Type: application/json\r\n"));
    CHECK(has(server->notes().at(0), "X-Empty:\r\n"));
    request.headers.clear();
    request.body.clear();
    REQUIRE(http->send(request).has_value());
    CHECK(has(server->notes().at(1), "POST / "));
    CHECK(has(server->notes().at(1), "Content-Length: 0\r\n"));
    CHECK_FALSE(has(server->notes().at(1), "Content-Type"));
    CHECK_FALSE(has(server->notes().at(1), "Expect"));
    request.method = "DELETE";
    REQUIRE(http->send(request).has_value());
    CHECK(has(server->notes().at(2), "DELETE / "));
}

TEST_CASE("a longer answer than allowed is an error, also without a length and in the headers") {
    TestServer endless([](TestConnection& peer) {
        peer.read_until("\r\n\r\n");
        peer.send("HTTP/1.1 200 OK\r\n\r\n");
        while (peer.send(std::string(65536, 'x'))) {
        }
    });
    TestServer headers([](TestConnection& peer) {
        peer.read_until("\r\n\r\n");
        peer.send("HTTP/1.1 200 OK\r\n");
        while (peer.send("X-More: " + std::string(4000, 'x') + "\r\n")) {
        }
    });
    const auto http = make_curl_http("Vigie/test");
    for (const auto* server : {&endless, &headers}) {
        auto request = get(server->url("http"));
        request.max_response = 100'000;
        const auto result = http->send(request);
        REQUIRE_FALSE(result.has_value());
        CHECK(result.error().code == Errc::parse);
    }
}

TEST_CASE("a server that hangs is a time-out, a closed port is unavailable, nonsense is malformed") {
    TestServer silent([](TestConnection& peer) { peer.hang(); });
    TestServer noise([](TestConnection& peer) {
        peer.read_until("\r\n\r\n");
        peer.send("220 mail.example ESMTP\r\n");
    });
    TestServer cut([](TestConnection& peer) {
        peer.read_until("\r\n\r\n");
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    });
    const auto http = make_curl_http("Vigie/test");
    auto slow = get(silent.url("http"));
    slow.timeout = milliseconds(200);
    const auto begin = std::chrono::steady_clock::now();
    CHECK(http->send(slow).error().code == Errc::timeout);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(3));
    CHECK(http->send(get("http://127.0.0.1:1/")).error().code == Errc::unavailable);
    CHECK(http->send(get(noise.url("http"))).error().code == Errc::parse);
    CHECK(http->send(get(cut.url("http"))).error().code == Errc::parse);
}

TEST_CASE("headers, methods and URLs that smuggle a line are refused before anything is sent") {
    const auto server = web([](const auto&) { return answer("200 OK", "", ""); });
    const auto http = make_curl_http("Vigie/test");
    auto header = get(server->url("http"));
    header.headers = {{"X-Name", "a\r\nAuthorization: b"}};
    auto name = get(server->url("http"));
    name.headers = {{"X-Name: a\r\nY", "b"}};
    auto method = get(server->url("http"));
    method.method = "GET / HTTP/1.1\r\nX";
    for (const auto& request :
         {header, name, method, get(server->url("http", "/a\r\nX: y")), get(server->url("http", "/a b")),
          get("file:///etc/passwd"), get("gopher://127.0.0.1/"), get("")}) {
        CAPTURE(request.url);
        const auto result = http->send(request);
        REQUIRE_FALSE(result.has_value());
        CHECK(result.error().code == Errc::invalid_argument);
    }
    CHECK(server->connections() == 0);
}

TEST_CASE("redirects are followed only as asked") {
    const auto server = web([](const auto& head) {
        if (has(head, " /end ")) return answer("200 OK", "", "end");
        if (has(head, " /loop ")) return answer("302 Found", "Location: /loop\r\n", "");
        if (has(head, " /file ")) return answer("302 Found", "Location: file:///etc/passwd\r\n", "");
        return answer("302 Found", "Location: /end\r\n", "");
    });
    const auto http = make_curl_http("Vigie/test");
    CHECK(http->send(get(server->url("http", "/start")))->status == 302);
    auto follow = get(server->url("http", "/start"));
    follow.max_redirects = 5;
    CHECK(http->send(follow)->body == "end");
    follow.url = server->url("http", "/loop");
    CHECK(http->send(follow).error().code == Errc::parse);
    follow.url = server->url("http", "/file");
    CHECK(http->send(follow).error().code == Errc::unauthorised);
    follow.url = server->url("http", "/post");
    follow.method = "POST";
    follow.body = "x";
    CHECK(http->send(follow)->body == "end");
    CHECK(has(server->notes().back(), "GET /end "));
}

TEST_CASE("a redirect to another host takes no secret along, one to the same host does") {
    const auto other = web([](const auto&) { return answer("200 OK", "", "other"); });
    const auto target = other->url("http", "/there");
    const auto server = web([&](const auto& head) {
        if (has(head, " /same ")) return answer("307 Temporary Redirect", "Location: /here\r\n", "");
        if (has(head, " /here ")) return answer("200 OK", "", "here");
        return answer("307 Temporary Redirect", "Location: " + target + "\r\n", "");
    });
    const auto http = make_curl_http("Vigie/test");
    auto request = get(server->url("http", "/other"));
    request.max_redirects = 1;
    request.headers = {{"Authorization", "Bearer secret"}, {"X-Api-Key", "secret"}, {"Accept", "text/html"}};
    CHECK(http->send(request)->body == "other");
    CHECK_FALSE(has(other->notes().at(0), "secret"));
    CHECK(has(other->notes().at(0), "Accept: text/html"));
    request.url = server->url("http", "/same");
    CHECK(http->send(request)->body == "here");
    CHECK(has(server->notes().back(), "Bearer secret"));
}

TEST_CASE("a request for public addresses never reaches a private one, however it is spelt or pooled") {
    const auto server = web([](const auto&) { return answer("200 OK", "", "inside"); });
    const auto port = std::to_string(server->port());
    const auto http = make_curl_http("Vigie/test");
    CHECK(http->send(get(server->url("http")))->body == "inside");  // leaves an open connection in the pool
    for (const auto* host : {"127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "[::1]",
                             "[::ffff:127.0.0.1]", "0.0.0.0"}) {
        CAPTURE(host);
        auto request = get("http://" + std::string(host) + ":" + port + "/");
        request.public_only = true;
        const auto result = http->send(request);
        REQUIRE_FALSE(result.has_value());
        CHECK((result.error().code == Errc::unauthorised || result.error().code == Errc::unavailable));
    }
    auto plain = get(server->url("http"));
    plain.public_only = true;
    CHECK(http->send(plain).error().code == Errc::unauthorised);
    CHECK(server->connections() == 1);
}

TEST_CASE("many threads share one client") {
    std::atomic<int> good = 0;
    TestServer server([](TestConnection& peer) {
        peer.read_until("\r\n\r\n");
        peer.send(answer("200 OK", "Connection: close\r\n", "x"));
    });
    const auto http = make_curl_http("Vigie/test");
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 5; ++i) good += http->send(get(server.url("http"))).has_value() ? 1 : 0;
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(good == 20);
}

TEST_CASE("https checks the certificate and the host name") {
    const faults::TestCertificate localhost("localhost");
    const faults::TestCertificate other("other.example");
    const auto script = [](TestConnection& peer) {
        peer.read_until("\r\n\r\n");
        peer.send(answer("200 OK", "Connection: close\r\n", "secure"));
    };
    TestServer good(script, &localhost);
    TestServer wrong_name(script, &other);
    const auto request = get(good.url("https", "/", "localhost"));
    CHECK(make_curl_http("Vigie/test", {"", localhost.file()})->send(request)->body == "secure");
    const auto stranger = make_curl_http("Vigie/test")->send(request);
    REQUIRE_FALSE(stranger.has_value());
    CHECK(stranger.error().code == Errc::unavailable);
    CHECK(stranger.error().message.find("certificate") != std::string::npos);
    CHECK_FALSE(make_curl_http("Vigie/test", {"", other.file()})
                    ->send(get(wrong_name.url("https", "/", "localhost"))));
}

}  // namespace vigie::drivers
