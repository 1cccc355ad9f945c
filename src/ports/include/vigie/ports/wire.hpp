// A few bytes to a log collector: one message over UDP, TCP or TLS. Blocking, thread-safe.
#pragma once

#include <vigie/base/result.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace vigie::ports {

struct WireTarget {
    enum class Kind : std::uint8_t { udp, tcp, tls };
    Kind kind = Kind::udp;
    std::string host;
    std::uint16_t port = 514;
    std::chrono::milliseconds timeout{10'000};
};

class Wire {
public:
    virtual ~Wire() = default;
    // Connects, sends all of it, closes. With TLS the certificate must be valid. unavailable or timeout: try
    // again. Success means that the bytes left this machine, not that somebody read them.
    [[nodiscard]] virtual Result<> send(const WireTarget& target, std::string_view bytes) = 0;
};

}  // namespace vigie::ports
