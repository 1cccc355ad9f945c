// Tells people by e-mail: an RFC 5322 message per notice, threaded by incident, through ports::Mailer.
// A line break in any header value is refused, never sent.
#pragma once

#include <vigie/ports/clock.hpp>
#include <vigie/ports/mail.hpp>
#include <vigie/respond/channel.hpp>

#include <memory>
#include <string>
#include <vector>

namespace vigie::plugins {

struct EmailConfig {
    std::string name;  // "soc-mail"
    ports::SmtpServer server;
    std::string from;             // "vigie@exemple.test" or "Vigie <vigie@exemple.test>"
    std::string reply_to;         // empty: answers go to `from`
    std::vector<std::string> to;  // used when a notice names nobody
    std::string message_host;     // right side of Message-ID; empty: the domain of `from`
};

// Errc::invalid_argument when an address cannot be one, or there is no server. `mailer` and `clock` must
// outlive it.
[[nodiscard]] Result<std::unique_ptr<respond::Channel>> make_email_channel(EmailConfig config,
                                                                           ports::Mailer& mailer,
                                                                           const ports::Clock& clock);

}  // namespace vigie::plugins
