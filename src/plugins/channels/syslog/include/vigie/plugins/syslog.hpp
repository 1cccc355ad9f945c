// Tells a log collector or SIEM: RFC 5424 over UDP, TCP (octet counting) or TLS, the message as plain text
// with structured data, or as CEF.
#pragma once

#include <vigie/ports/clock.hpp>
#include <vigie/ports/wire.hpp>
#include <vigie/respond/channel.hpp>

#include <memory>
#include <string>

namespace vigie::plugins {

struct SyslogConfig {
    std::string name;
    std::string server;  // udp://host:514, tcp://host:514, tls://host:6514
    bool cef = false;
    std::string console_url;
    std::string lang = "en";
    std::string host = "vigie";  // our own name in the header
    std::string version = "1.0";
    int facility = 20;  // local4
};

// Errc::invalid_argument when the server cannot be one. `wire` and `clock` must outlive it.
[[nodiscard]] Result<std::unique_ptr<respond::Channel>> make_syslog_channel(SyslogConfig config,
                                                                            ports::Wire& wire,
                                                                            const ports::Clock& clock);

}  // namespace vigie::plugins
