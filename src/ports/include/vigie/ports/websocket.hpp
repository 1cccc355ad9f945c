// WebSocket client (RFC 6455). One object = one connection, used by one thread; close() may come from
// another.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/ports/http.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace vigie::ports {

struct Frame {
    bool binary = false;
    std::string data;  // a whole message, fragments already joined
};

class WebSocket {
public:
    virtual ~WebSocket() = default;
    // Next message. Errc::timeout when neither message nor ping came for `silence`; Errc::unavailable when
    // the peer closed or the connection broke (message names the close code). Answers pings by itself.
    [[nodiscard]] virtual Result<Frame> read(std::chrono::milliseconds silence) = 0;
    [[nodiscard]] virtual Result<> write(const Frame& frame) = 0;
    virtual void close() = 0;  // thread-safe: a blocked read returns soon
};

class WebSocketConnector {
public:
    virtual ~WebSocketConnector() = default;
    // `url` ws:// or wss://. A refused upgrade is an Error whose message holds the status and the first 200
    // bytes of body: 4xx → invalid_argument, 5xx and network → unavailable.
    [[nodiscard]] virtual Result<std::unique_ptr<WebSocket>> connect(const std::string& url,
                                                                     const Headers& headers,
                                                                     std::chrono::milliseconds timeout) = 0;
};

}  // namespace vigie::ports
