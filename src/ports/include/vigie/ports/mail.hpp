// SMTP out. Blocking, thread-safe.
#pragma once

#include <vigie/base/result.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace vigie::ports {

struct SmtpServer {
    std::string url;  // smtp://host:25, smtp://host:587 (STARTTLS when `tls` is required), smtps://host:465
    std::string user;
    std::string password;
    bool require_tls = false;
    std::chrono::milliseconds timeout{20'000};
};

struct Mail {
    std::string from;             // envelope sender
    std::vector<std::string> to;  // envelope recipients
    std::string message;          // complete RFC 5322 text with CRLF line ends
};

class Mailer {
public:
    virtual ~Mailer() = default;
    // unavailable/timeout: try again later (no connection, 4yz). invalid_argument: permanent (5yz, bad
    // address).
    [[nodiscard]] virtual Result<> send(const SmtpServer& server, const Mail& mail) = 0;
};

}  // namespace vigie::ports
