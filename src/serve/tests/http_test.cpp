// The server against clients that are slow, wrong or hostile. Its handler says what it got.
#include "client.hpp"

#include <vigie/serve/http.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

using namespace vigie;
using namespace vigie::serve::testing;
using namespace std::chrono_literals;
using serve::HttpOptions;
using serve::Request;
using serve::Response;

namespace {

Response echo(const Request& r) {
    if (r.path == "/throw") throw std::runtime_error("a bug");
    if (r.path == "/slow") std::this_thread::sleep_for(150ms);
    if (r.path == "/events") {
        Response out;
        out.events = true;
        return out;
    }
    return {.status = 200,
            .headers = {{"Content-Type", "text/plain"}, {"X-Parameters", std::to_string(r.query.size())}},
            .body = r.method + " " + r.path + " " + std::to_string(r.body.size())};
}

struct Echo {
    std::unique_ptr<ports::Bus> bus = ports::make_local_bus();
    HttpOptions options{.listen = "127.0.0.1:0", .threads = 2, .epoch = "boot"};
    std::unique_ptr<serve::HttpServer> server;

    void open(serve::Handler handler = &echo) {
        auto made = serve::start_http(options, std::move(handler), *bus);
        if (!made) FAIL(made.error().message);
        server = *std::move(made);
    }
    Answer ask(const std::string& bytes) const {
        Wire wire(server->port());
        wire.send(bytes);
        return wire.answer();
    }
    // The server lives and answers others.
    void is_well() const { CHECK(ask(request("GET", "/well")).body == "GET /well 0"); }
};

double seconds_of(const auto& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

TEST_CASE("one connection carries many requests, also sent at once") {
    Echo echo;
    echo.open();
    Wire wire(echo.server->port());
    std::string many;
    for (int i = 0; i < 100; ++i)
        many += request("POST", "/n" + std::to_string(i), {},
                        std::string(static_cast<std::size_t>(i), 'x') + "y");
    wire.send(many);
    for (int i = 0; i < 100; ++i) {
        const auto n = std::to_string(i);
        REQUIRE(wire.answer().body == "POST /n" + n + " " + std::to_string(i + 1));
    }
    wire.send(request("GET", "/last", {{"Connection", "close"}}));
    CHECK(wire.answer().body == "GET /last 0");
    CHECK(wire.closes(1000ms));
}

TEST_CASE("HEAD gets the header alone, also of an event stream") {
    Echo echo;
    echo.open();
    Wire wire(echo.server->port());
    wire.send(request("HEAD", "/x") + request("HEAD", "/events") + request("GET", "/y"));
    CHECK(wire.answer(true).header("content-length") == "9");
    CHECK(wire.answer(true).status == 200);
    CHECK(wire.answer().body == "GET /y 0");
}

TEST_CASE("a header of a megabyte is refused with 431") {
    Echo echo;
    echo.open();
    CHECK(echo.ask(request("GET", "/", {{"X-Long", std::string(1 << 20, 'a')}})).status == 431);
    std::string many;
    for (int i = 0; i < 20'000; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
    CHECK(echo.ask("GET / HTTP/1.1\r\n" + many + "\r\n").status == 431);
    echo.is_well();
}

TEST_CASE("a body over the limit is refused with 413, whatever it claims to be long") {
    Echo echo;
    echo.open();
    CHECK(echo.ask(request("POST", "/", {}, std::string(1 << 20, 'a'))).status == 200);
    CHECK(echo.ask(request("POST", "/", {}, std::string((1 << 20) + 1, 'a'))).status == 413);
    CHECK(echo.ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\nabc").status == 413);
    std::string chunked = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (int i = 0; i < 300; ++i) chunked += "1000\r\n" + std::string(0x1000, 'a') + "\r\n";
    CHECK(echo.ask(chunked).status == 413);
    echo.is_well();
}

TEST_CASE("what is not HTTP is refused with 400 or closed, never answered as a request") {
    Echo echo;
    echo.open();
    const std::string post = "POST / HTTP/1.1\r\nHost: x\r\n";
    for (const auto& bad : std::vector<std::string>{
             "\x16\x03\x01\x02\x03 hello TLS\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
             "GET / HTTP/1.1\r\nNo colon\r\n\r\n", "GET / HTTP/1.1\r\nA: b\nC: d\r\n\r\n",
             post + "Content-Length: -1\r\n\r\n",
             post + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
             post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             post + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
             post + "Transfer-Encoding: chunked\r\n\r\n5\r\nabc\r\n0\r\n\r\n",
             post + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
             "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
             "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
             "GET /a%00b HTTP/1.1\r\nHost: x\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"}) {
        CAPTURE(bad);
        const auto answer = echo.ask(bad);
        CHECK((answer.status == 400 || answer.status == 0));
    }
    echo.is_well();
}

TEST_CASE("ten thousand parameters do not fit the header; as many as fit are read") {
    Echo echo;
    echo.open();
    std::string many = "/?";
    for (int i = 0; i < 10'000; ++i) many += "p" + std::to_string(i) + "=1&";
    CHECK(echo.ask(request("GET", many)).status == 431);
    std::string fits = "/?";
    for (int i = 0; i < 1'500; ++i) fits += "p" + std::to_string(i) + "=1&";
    CHECK(echo.ask(request("GET", fits)).header("x-parameters") == "1500");
}

TEST_CASE("a client that sends too slowly is cut, and holds up nobody") {
    Echo echo;
    echo.options.threads = 1;
    echo.options.silence = 300ms;
    echo.open();
    Wire slow(echo.server->port());
    slow.send("GET / HTTP/1.1\r\nHo");
    echo.is_well();
    std::atomic<bool> cut = false;
    std::jthread drip([&] {
        for (int i = 0; i < 100 && !cut; ++i) {
            std::this_thread::sleep_for(20ms);
            cut = !slow.send("x");
        }
    });
    CHECK(seconds_of([&] { CHECK(slow.closes(3000ms)); }) < 2.0);
    cut = true;
}

TEST_CASE("a handler that throws costs one answer, not the process") {
    Echo echo;
    echo.open();
    const auto answer = echo.ask(request("GET", "/throw"));
    CHECK(answer.status == 500);
    CHECK(answer.code() == "internal");
    CHECK(answer.body.find("a bug") == std::string::npos);
    echo.is_well();
}

TEST_CASE("beyond the limit of connections a client is told so") {
    Echo echo;
    echo.options.max_connections = 2;
    echo.open();
    Wire first(echo.server->port());
    Wire second(echo.server->port());
    first.send(request("GET", "/1"));
    second.send(request("GET", "/2"));
    CHECK(first.answer().status == 200);
    CHECK(second.answer().status == 200);
    CHECK(echo.ask(request("GET", "/3")).status == 503);
    second.send(request("GET", "/2"));
    CHECK(second.answer().status == 200);
}

TEST_CASE("a port that is taken is an error that says what to do") {
    Echo echo;
    echo.open();
    HttpOptions same;
    same.listen = "127.0.0.1:" + std::to_string(echo.server->port());
    const auto second = serve::start_http(same, &::echo, *echo.bus);
    REQUIRE_FALSE(second);
    CHECK(second.error().code == Errc::unavailable);
    CHECK(second.error().message.find("another program uses it") != std::string::npos);
    for (const auto* bad : {"", "8600", "localhost", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:99999",
                            "example.test:80", "127.0.0.1:80 "}) {
        HttpOptions wrong;
        wrong.listen = bad;
        const auto server = serve::start_http(wrong, &::echo, *echo.bus);
        CAPTURE(bad);
        REQUIRE_FALSE(server);
        CHECK(server.error().code == Errc::invalid_argument);
    }
}

TEST_CASE("an event is at every stream within a second of its publishing") {
    Echo echo;
    echo.open();
    Wire a(echo.server->port());
    Wire b(echo.server->port());
    for (auto* wire : {&a, &b}) {
        wire->send(request("GET", "/events"));
        REQUIRE(wire->wait_for("id: boot-0\n\n"));
        CHECK(wire->seen().find("Content-Type: text/event-stream") != std::string::npos);
    }
    echo.bus->publish("incident.opened", R"({"id":"VG-2026-0001"})");
    const auto took = seconds_of([&] {
        for (auto* wire : {&a, &b})
            CHECK(wire->wait_for("id: boot-1\nevent: incident.opened\ndata: {\"id\":\"VG-2026-0001\"}\n\n"));
    });
    CHECK(took < 1.0);
}

TEST_CASE("a stream resumes where Last-Event-ID says") {
    Echo echo;
    echo.open();
    {
        Wire wire(echo.server->port());
        wire.send(request("GET", "/events"));
        REQUIRE(wire.wait_for("boot-0\n\n"));
        echo.bus->publish("a", "{}");
        REQUIRE(wire.wait_for("id: boot-1\nevent: a"));
    }
    echo.bus->publish("b", "{}");
    echo.bus->publish("c", "{}");
    Wire watcher(echo.server->port());
    watcher.send(request("GET", "/events", {{"Last-Event-ID", "boot-0"}}));
    REQUIRE(watcher.wait_for("event: c"));
    Wire back(echo.server->port());
    back.send(request("GET", "/events", {{"Last-Event-ID", "boot-1"}}));
    REQUIRE(back.wait_for("id: boot-3\nevent: c\ndata: {}\n\nid: boot-3\n\n"));
    CHECK(back.seen().find("event: a") == std::string::npos);
    CHECK(back.seen().find("event: b") != std::string::npos);
    echo.bus->publish("d", "{}");
    CHECK(back.wait_for("id: boot-4\nevent: d"));
    Wire stranger(echo.server->port());
    stranger.send(request("GET", "/events", {{"Last-Event-ID", "earlier-7"}}));
    CHECK(stranger.wait_for("event: reset\n"));
}

TEST_CASE("a stream that does not read is cut, the others go on") {
    Echo echo;
    echo.open();
    Wire lazy(echo.server->port());
    Wire keen(echo.server->port());
    for (auto* wire : {&lazy, &keen}) {
        wire->send(request("GET", "/events"));
        REQUIRE(wire->wait_for("boot-0\n\n"));
    }
    const std::string big(64 << 10, 'x');
    // Loopback takes some megabytes before the writer feels that nobody reads.
    for (int i = 1; i <= 400; ++i) {
        echo.bus->publish("big", big);
        REQUIRE(keen.wait_for("id: boot-" + std::to_string(i) + "\n"));
        keen.forget();
    }
    CHECK(lazy.closes());
    CHECK(lazy.seen().size() < big.size() * 300);
}

TEST_CASE("a stream ends when its session does, and hears heartbeats until then") {
    Echo echo;
    echo.options.heartbeat = 50ms;
    std::atomic<bool> stays = true;
    echo.open([&](const Request&) {
        Response out;
        out.events = true;
        out.stays = [&] { return stays.load(); };
        return out;
    });
    Wire wire(echo.server->port());
    wire.send(request("GET", "/events"));
    REQUIRE(wire.wait_for(": still here\n\n"));
    stays = false;
    CHECK(wire.closes(2000ms));
}

TEST_CASE("too many streams are refused, and a place is free again when one goes") {
    Echo echo;
    echo.options.max_event_streams = 1;
    echo.open();
    {
        Wire one(echo.server->port());
        one.send(request("GET", "/events"));
        REQUIRE(one.wait_for("boot-0\n\n"));
        CHECK(echo.ask(request("GET", "/events")).status == 503);
    }
    bool again = false;
    for (int i = 0; i < 100 && !again; ++i) {
        Wire two(echo.server->port());
        two.send(request("GET", "/events"));
        again = two.wait_for("boot-0\n\n", 50ms);
    }
    CHECK(again);
}

TEST_CASE("stop() is quick with open streams and idle connections, and answers what is being answered") {
    Echo echo;
    echo.open();
    std::vector<std::unique_ptr<Wire>> open;
    for (int i = 0; i < 20; ++i) {
        open.push_back(std::make_unique<Wire>(echo.server->port()));
        open.back()->send(request("GET", i % 2 == 0 ? "/events" : "/idle"));
        REQUIRE(open.back()->wait_for("\r\n\r\n"));
    }
    Wire busy(echo.server->port());
    busy.send(request("GET", "/slow"));
    std::this_thread::sleep_for(50ms);
    const auto took = seconds_of([&] { echo.server->stop(); });
    CHECK(took < 0.5);
    CHECK(busy.answer().body == "GET /slow 0");
    for (auto& wire : open) CHECK(wire->closes(200ms));
    echo.server->stop();
    CHECK_FALSE(Wire(echo.server->port()).connected());
}

TEST_CASE("a closed bus leaves the server quiet and able to answer") {
    Echo echo;
    echo.open();
    echo.bus->close();
    echo.is_well();
}
