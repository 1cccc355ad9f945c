#include "lines.hpp"

#include <fmt/core.h>

#include <array>
#include <charconv>

namespace vigie::plugins {
namespace {

using ports::WireTarget;
using respond::Delivery;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<seconds, 7> plan{seconds(5), seconds(30), minutes(5), minutes(30),
                                      hours(2),   hours(6),    hours(12)};
constexpr std::size_t datagram_bytes = 1024;
constexpr std::size_t stream_bytes = 8192;

class SyslogChannel final : public respond::Channel {
public:
    SyslogChannel(SyslogConfig config, WireTarget target, ports::Wire& wire, const ports::Clock& clock)
        : config_(std::move(config)), target_(std::move(target)), wire_(wire), clock_(clock) {}

    [[nodiscard]] std::string name() const override { return config_.name; }
    [[nodiscard]] std::string type() const override { return "syslog"; }

    [[nodiscard]] Delivery deliver(const model::Notice& notice, const model::Incident& incident) override {
        const bool datagram = target_.kind == WireTarget::Kind::udp;
        // The moment of the event: a repetition is the same line.
        const auto at = notice.created_at == Time{} ? clock_.now() : notice.created_at;
        auto line = syslog::line(config_, notice, incident, at, datagram ? datagram_bytes : stream_bytes);
        if (!datagram) line = fmt::format("{} {}", line.size(), line);  // RFC 6587 3.4.1
        const auto sent = wire_.send(target_, line);
        if (sent)
            return {Delivery::Outcome::sent, fmt::format("{} bytes to {}", line.size(), target_.host), {}};
        const bool again = sent.error().code == Errc::unavailable || sent.error().code == Errc::timeout;
        return {again ? Delivery::Outcome::retry : Delivery::Outcome::refused, sent.error().message, {}};
    }

    [[nodiscard]] std::optional<seconds> retry_plan(int attempt) const override {
        if (attempt < 1 || attempt > static_cast<int>(plan.size())) return std::nullopt;
        return plan.at(static_cast<std::size_t>(attempt) - 1);
    }

private:
    SyslogConfig config_;
    WireTarget target_;
    ports::Wire& wire_;
    const ports::Clock& clock_;
};

std::optional<WireTarget> target_of(std::string_view server) {
    WireTarget out;
    constexpr std::uint16_t plain = 514;
    constexpr std::uint16_t tls = 6514;
    const auto scheme = server.substr(0, server.find("://"));
    if (scheme == "udp") {
        out.kind = WireTarget::Kind::udp;
    } else if (scheme == "tcp") {
        out.kind = WireTarget::Kind::tcp;
    } else if (scheme == "tls") {
        out.kind = WireTarget::Kind::tls;
    } else {
        return std::nullopt;
    }
    out.port = scheme == "tls" ? tls : plain;
    auto host = server.substr(scheme.size() + 3);
    const auto colon = host.rfind(':');
    if (colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos) {
        const auto number = host.substr(colon + 1);
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), out.port);
        if (error != std::errc{} || end != number.data() + number.size() || out.port == 0)
            return std::nullopt;
        host = host.substr(0, colon);
    }
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (host.empty() || host.find('/') != std::string_view::npos) return std::nullopt;
    out.host = host;
    return out;
}

}  // namespace

Result<std::unique_ptr<respond::Channel>> make_syslog_channel(SyslogConfig config, ports::Wire& wire,
                                                              const ports::Clock& clock) {
    auto target = target_of(config.server);
    if (!target) {
        return fail(Errc::invalid_argument,
                    "channel '{}': 'server' must be udp://host:514, tcp://host:514 or tls://host:6514",
                    config.name);
    }
    constexpr int facilities = 24;
    if (config.facility < 0 || config.facility >= facilities)
        return fail(Errc::invalid_argument, "channel '{}': 'facility' is a number from 0 to 23", config.name);
    return std::make_unique<SyslogChannel>(std::move(config), *std::move(target), wire, clock);
}

}  // namespace vigie::plugins
