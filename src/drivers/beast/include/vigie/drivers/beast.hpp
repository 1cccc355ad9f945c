// WebSocket out, over Boost.Beast: ws:// and wss:// (certificate and host name verified, SNI). No extension
// is offered, so frames come as they were sent (Jetstream's zstd excludes permessage-deflate). A message is
// at most limits::frame_bytes.
#pragma once

#include <vigie/ports/websocket.hpp>

#include <memory>
#include <string>

namespace vigie::drivers {

// `ca_file`: PEM bundle instead of the system's; empty = system. Thread-safe. The time-out of connect()
// covers name resolution, TCP, TLS and the upgrade. close() says goodbye (1000) and gives the peer half a
// second to answer.
[[nodiscard]] std::unique_ptr<ports::WebSocketConnector> make_beast_websocket(std::string user_agent,
                                                                              std::string ca_file = {});

}  // namespace vigie::drivers
