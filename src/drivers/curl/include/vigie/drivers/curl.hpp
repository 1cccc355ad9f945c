// HTTP and SMTP out, over libcurl. TLS certificates are verified; proxies come from here, never from the
// environment. Both objects are thread-safe: idle connections are kept in a small pool, each call has one to
// itself.
#pragma once

#include <vigie/ports/http.hpp>
#include <vigie/ports/mail.hpp>
#include <vigie/ports/wire.hpp>

#include <memory>
#include <string>
#include <vector>

namespace vigie::drivers {

struct CurlOptions {
    std::string proxy;    // "http://proxy:3128"; empty = none. Never used for `public_only` requests
    std::string ca_file;  // PEM bundle instead of the system's; empty = system
    // Addresses that `public_only` lets pass although they are private, "127.0.0.0/8" (IPv4): for tests and
    // for hosts of one's own that are named in the configuration.
    std::vector<std::string> also_allow{};
};

// `user_agent`: "Vigie/<version> (+<contact URL or e-mail of the operator>)".
// With `public_only` the address really connected to is judged, after name resolution and at every redirect,
// so neither DNS rebinding nor an odd spelling (http://0x7f000001/) passes. Across hosts a redirect takes
// only harmless headers along.
[[nodiscard]] std::unique_ptr<ports::Http> make_curl_http(std::string user_agent, CurlOptions options = {});

// With `require_tls` (or a smtps:// URL) the certificate must be valid. Without it STARTTLS is taken when
// offered. A recipient that the server refuses does not keep the mail from the others: that is logged; only
// when all are refused the mail fails.
[[nodiscard]] std::unique_ptr<ports::Mailer> make_curl_mailer(CurlOptions options = {});

// TCP and TLS through libcurl's connections, UDP through a socket. No proxy.
[[nodiscard]] std::unique_ptr<ports::Wire> make_curl_wire(CurlOptions options = {});

}  // namespace vigie::drivers
