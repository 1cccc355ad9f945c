#include "faults/websocket_server.hpp"

#include <vigie/drivers/beast.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace vigie::drivers {
namespace {

using faults::Op;
using faults::TestCertificate;
using faults::TestConnection;
using faults::TestServer;
using faults::WebSocketPeer;
using std::chrono::milliseconds;

constexpr milliseconds patience{5000};

std::function<void(TestConnection&)> after_upgrade(std::function<void(WebSocketPeer&)> script) {
    return [script = std::move(script)](TestConnection& connection) {
        WebSocketPeer peer(connection);
        if (peer.read_upgrade().empty()) return;
        peer.accept();
        script(peer);
    };
}

}  // namespace

TEST_CASE("messages arrive whole: fragments are joined, pings between them answered") {
    std::atomic<bool> pong = false;
    std::atomic<bool> goodbye = false;
    TestServer server(after_upgrade([&](WebSocketPeer& peer) {
        peer.text("one");
        peer.send(Op::text, "frag", false);
        peer.send(Op::ping, "are you there");
        peer.send(Op::continuation, "men", false);
        peer.send(Op::continuation, "ted", true);
        const auto answer = peer.read();
        pong = answer.op == Op::pong && answer.payload == "are you there";
        peer.binary(std::string(300'000, '\x01'));
        goodbye = peer.read().op == Op::close;
    }));
    const auto connector = make_beast_websocket("Vigie/test");
    auto socket = connector->connect(server.url("ws", "/subscribe?a=b"), {{"X-Extra", "yes"}}, patience);
    REQUIRE(socket.has_value());
    CHECK((*socket)->read(patience)->data == "one");
    const auto joined = (*socket)->read(patience);
    CHECK(joined->data == "fragmented");
    CHECK_FALSE(joined->binary);
    const auto large = (*socket)->read(patience);
    CHECK(large->binary);
    CHECK(large->data == std::string(300'000, '\x01'));
    CHECK(pong);
    socket->reset();
    for (int i = 0; i < 100 && !goodbye; ++i) std::this_thread::sleep_for(milliseconds(10));
    CHECK(goodbye);
}

TEST_CASE("the upgrade names us, carries our headers and offers no extension") {
    std::string head;
    TestServer server([&](TestConnection& connection) {
        WebSocketPeer peer(connection);
        head = peer.read_upgrade();
        peer.accept();
        peer.text("go");
        peer.wait_for_close();
    });
    auto socket = make_beast_websocket("Vigie/test")
                      ->connect(server.url("ws", "?cursor=1"), {{"X-Extra", "yes"}}, patience);
    REQUIRE(socket.has_value());
    REQUIRE((*socket)->read(patience).has_value());
    CHECK(head.starts_with("GET /?cursor=1 HTTP/1.1\r\n"));
    CHECK(head.find("User-Agent: Vigie/test\r\n") != std::string::npos);
    CHECK(head.find("X-Extra: yes\r\n") != std::string::npos);
    CHECK(head.find("Host: 127.0.0.1:") != std::string::npos);
    CHECK(head.find("Sec-WebSocket-Extensions") == std::string::npos);
}

TEST_CASE("silence is a time-out, a ping is a sign of life, and reading may go on afterwards") {
    std::atomic<bool> speak = false;
    TestServer server(after_upgrade([&](WebSocketPeer& peer) {
        for (int i = 0; i < 5; ++i) {
            std::this_thread::sleep_for(milliseconds(60));
            peer.send(Op::ping, "");
        }
        while (!speak) std::this_thread::sleep_for(milliseconds(5));
        peer.text("late");
        peer.wait_for_close();
    }));
    auto socket = make_beast_websocket("Vigie/test")->connect(server.url("ws"), {}, patience);
    REQUIRE(socket.has_value());
    const auto begin = std::chrono::steady_clock::now();
    const auto silent = (*socket)->read(milliseconds(150));
    const auto waited = std::chrono::steady_clock::now() - begin;
    REQUIRE_FALSE(silent.has_value());
    CHECK(silent.error().code == Errc::timeout);
    CHECK(waited >= milliseconds(400));
    speak = true;
    CHECK((*socket)->read(patience)->data == "late");
}

TEST_CASE("however the server goes, the reader learns it") {
    TestServer polite(after_upgrade([](WebSocketPeer& peer) {
        peer.close(1001, "server shutting down");
        peer.wait_for_close();
    }));
    TestServer rude(after_upgrade([](WebSocketPeer& peer) { peer.text("last words"); }));
    TestServer flood(after_upgrade([](WebSocketPeer& peer) {
        peer.send(Op::text, std::string(limits::frame_bytes / 2, 'x'), false);
        peer.send(Op::continuation, std::string(limits::frame_bytes / 2 + 1, 'x'), true);
        peer.hang();
    }));
    const auto connector = make_beast_websocket("Vigie/test");
    auto first = connector->connect(polite.url("ws"), {}, patience);
    const auto closed = (*first)->read(patience);
    CHECK(closed.error().code == Errc::unavailable);
    CHECK(closed.error().message.find("1001 \"server shutting down\"") != std::string::npos);
    auto second = connector->connect(rude.url("ws"), {}, patience);
    CHECK((*second)->read(patience)->data == "last words");
    const auto broken = (*second)->read(patience);
    CHECK(broken.error().code == Errc::unavailable);
    CHECK(broken.error().message.find("1006") != std::string::npos);
    CHECK((*second)->read(patience).error().code == Errc::unavailable);
    auto third = connector->connect(flood.url("ws"), {}, patience);
    CHECK((*third)->read(patience).error().code == Errc::unavailable);
}

TEST_CASE("a refused upgrade tells status and reason") {
    TestServer bad([](TestConnection& connection) {
        WebSocketPeer peer(connection);
        peer.read_upgrade();
        peer.refuse("400 Bad Request", "invalid wantedCollection: \"app.bsky\"");
    });
    TestServer busy([](TestConnection& connection) {
        WebSocketPeer peer(connection);
        peer.read_upgrade();
        peer.refuse("503 Service Unavailable", std::string(5000, 'x'));
    });
    const auto connector = make_beast_websocket("Vigie/test");
    const auto refused = connector->connect(bad.url("ws"), {}, patience);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == Errc::invalid_argument);
    CHECK(refused.error().message.find("HTTP 400") != std::string::npos);
    CHECK(refused.error().message.find("invalid wantedCollection") != std::string::npos);
    const auto unavailable = connector->connect(busy.url("ws"), {}, patience);
    CHECK(unavailable.error().code == Errc::unavailable);
    CHECK(unavailable.error().message.size() < 400);
}

TEST_CASE("a server that never answers the upgrade is a time-out, a closed port is unavailable") {
    TestServer silent([](TestConnection& connection) { connection.hang(); });
    const auto connector = make_beast_websocket("Vigie/test");
    CHECK(connector->connect(silent.url("ws"), {}, milliseconds(150)).error().code == Errc::timeout);
    CHECK(connector->connect("ws://127.0.0.1:1/", {}, patience).error().code == Errc::unavailable);
    for (const auto* url : {"http://127.0.0.1/", "ws://", "ws://a b/", "ws://host:0/", "ws://host:70000/",
                            "ws://u@host/", "ws://h/\r\nX: y"}) {
        CAPTURE(url);
        CHECK(connector->connect(url, {}, patience).error().code == Errc::invalid_argument);
    }
    CHECK(connector->connect(silent.url("ws"), {{"X", "a\r\nb"}}, patience).error().code ==
          Errc::invalid_argument);
}

TEST_CASE("close() from another thread ends a blocked read soon") {
    TestServer server(after_upgrade([](WebSocketPeer& peer) { peer.wait_for_close(); }));
    auto socket = make_beast_websocket("Vigie/test")->connect(server.url("ws"), {}, patience);
    REQUIRE(socket.has_value());
    std::thread closer([&] {
        std::this_thread::sleep_for(milliseconds(50));
        (*socket)->close();
    });
    const auto begin = std::chrono::steady_clock::now();
    CHECK((*socket)->read(std::chrono::minutes(1)).error().code == Errc::unavailable);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(3));
    closer.join();
    CHECK((*socket)->write({false, "x"}).error().code == Errc::unavailable);
}

TEST_CASE("what we write arrives masked and whole") {
    std::string got;
    TestServer server(after_upgrade([&](WebSocketPeer& peer) {
        const auto frame = peer.read();
        peer.text(frame.payload);
        peer.wait_for_close();
    }));
    auto socket = make_beast_websocket("Vigie/test")->connect(server.url("ws"), {}, patience);
    const std::string text = R"({"type":"options_update"})";
    REQUIRE((*socket)->write({false, text}).has_value());
    CHECK((*socket)->read(patience)->data == text);
}

TEST_CASE("wss checks the certificate and the host name") {
    const TestCertificate localhost("localhost");
    const TestCertificate other("other.example");
    const auto script = after_upgrade([](WebSocketPeer& peer) {
        peer.text("secure");
        peer.wait_for_close();
    });
    TestServer good(script, &localhost);
    TestServer wrong_name(script, &other);
    auto trusted = make_beast_websocket("Vigie/test", localhost.file())
                       ->connect(good.url("wss", "/", "localhost"), {}, patience);
    REQUIRE(trusted.has_value());
    CHECK((*trusted)->read(patience)->data == "secure");
    trusted->reset();
    const auto stranger =
        make_beast_websocket("Vigie/test")->connect(good.url("wss", "/", "localhost"), {}, patience);
    CHECK(stranger.error().code == Errc::unavailable);
    CHECK(stranger.error().message.find("certificate") != std::string::npos);
    CHECK_FALSE(make_beast_websocket("Vigie/test", other.file())
                    ->connect(wrong_name.url("wss", "/", "localhost"), {}, patience));
}

}  // namespace vigie::drivers
