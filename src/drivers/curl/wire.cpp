#include "easy.hpp"

#include <vigie/base/log.hpp>
#include <vigie/drivers/curl.hpp>

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <string>

namespace vigie::drivers {
namespace {

using ports::WireTarget;

Error unreachable(const WireTarget& target, std::string_view why) {
    return {Errc::unavailable,
            fmt::format("{}:{} cannot be reached: {}", log::quoted(target.host, 120), target.port, why)};
}

Result<> send_datagram(const WireTarget& target, std::string_view bytes) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_DGRAM;
    addrinfo* found = nullptr;
    const auto port = std::to_string(target.port);
    if (const int code = getaddrinfo(target.host.c_str(), port.c_str(), &hints, &found); code != 0)
        return tl::unexpected(unreachable(target, gai_strerror(code)));
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> list(found, &freeaddrinfo);
    for (const auto* a = found; a != nullptr; a = a->ai_next) {
        const int s = ::socket(a->ai_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (s < 0) continue;
        const auto sent = ::sendto(s, bytes.data(), bytes.size(), 0, a->ai_addr, a->ai_addrlen);
        ::close(s);
        if (sent == static_cast<ssize_t>(bytes.size())) return {};
    }
    return tl::unexpected(unreachable(target, "no address takes the datagram"));
}

// libcurl connects (and speaks TLS) and hands the connection over: no second TLS client in the house.
class CurlWire final : public ports::Wire {
public:
    explicit CurlWire(CurlOptions options) : options_(std::move(options)) {}

    Result<> send(const WireTarget& target, std::string_view bytes) override {
        if (target.host.empty() || has_control(target.host) ||
            target.host.find_first_of(" /?#@") != std::string::npos)
            return fail(Errc::invalid_argument, "{} is not a host", log::quoted(target.host, 120));
        if (target.kind == WireTarget::Kind::udp) return send_datagram(target, bytes);
        const auto handle = pool_.take();
        if (!handle) return fail(Errc::unavailable, "out of memory while preparing a connection");
        const auto deadline = std::chrono::steady_clock::now() + target.timeout;
        const bool tls = target.kind == WireTarget::Kind::tls;
        const bool v6 = target.host.find(':') != std::string::npos && !target.host.starts_with('[');
        const auto url = fmt::format("{}://{}{}{}:{}/", tls ? "https" : "http", v6 ? "[" : "", target.host,
                                     v6 ? "]" : "", target.port);
        std::array<char, CURL_ERROR_SIZE> detail{};
        auto* h = handle.get();
        curl_easy_setopt(h, CURLOPT_ERRORBUFFER, detail.data());
        curl_easy_setopt(h, CURLOPT_URL, url.c_str());
        curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(h, CURLOPT_CONNECT_ONLY, 1L);
        curl_easy_setopt(h, CURLOPT_SSL_ENABLE_ALPN, 0L);  // syslog is no HTTP
        curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(h, CURLOPT_PROXY, "");
        curl_easy_setopt(h, CURLOPT_FRESH_CONNECT, 1L);
        curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT_MS, left_ms(deadline));
        if (!options_.ca_file.empty()) curl_easy_setopt(h, CURLOPT_CAINFO, options_.ca_file.c_str());
        if (const auto code = curl_easy_perform(h); code != CURLE_OK) {
            if (code == CURLE_OPERATION_TIMEDOUT)
                return fail(Errc::timeout, "{}:{} did not answer in time", target.host, target.port);
            const std::string_view said = detail[0] != '\0' ? detail.data() : curl_easy_strerror(code);
            return tl::unexpected(unreachable(target, said));
        }
        return send_all(h, target, bytes, deadline);
    }

private:
    static Result<> send_all(CURL* h, const WireTarget& target, std::string_view bytes,
                             std::chrono::steady_clock::time_point deadline) {
        curl_socket_t s = CURL_SOCKET_BAD;
        curl_easy_getinfo(h, CURLINFO_ACTIVESOCKET, &s);
        while (!bytes.empty()) {
            std::size_t sent = 0;
            const auto code = curl_easy_send(h, bytes.data(), bytes.size(), &sent);
            if (code != CURLE_OK && code != CURLE_AGAIN)
                return tl::unexpected(unreachable(target, curl_easy_strerror(code)));
            bytes.remove_prefix(sent);
            if (bytes.empty() || sent > 0) continue;
            pollfd wait{s, POLLOUT, 0};
            const auto left = left_ms(deadline);
            if (left <= 1 || ::poll(&wait, 1, static_cast<int>(left)) <= 0)
                return fail(Errc::timeout, "{}:{} does not take the message", target.host, target.port);
        }
        return {};
    }

    const CurlOptions options_;
    EasyPool pool_;
};

}  // namespace

std::unique_ptr<ports::Wire> make_curl_wire(CurlOptions options) {
    return std::make_unique<CurlWire>(std::move(options));
}

}  // namespace vigie::drivers
