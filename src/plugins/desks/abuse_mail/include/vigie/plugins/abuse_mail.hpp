// Asks the registrar of a domain to suspend it: a mail that a person reads, with an XARF v4 report that a
// program reads, to the abuse address that RDAP names. Looks at the registry whether the domain still stands.
#pragma once

#include <vigie/ports/clock.hpp>
#include <vigie/ports/http.hpp>
#include <vigie/ports/mail.hpp>
#include <vigie/respond/desk.hpp>

#include <memory>
#include <string>

namespace vigie::plugins {

struct AbuseMailConfig {
    std::string name = "abuse_mail";
    ports::SmtpServer server;
    std::string from;          // a role address: it is shown to whoever is accused
    std::string reply_to;      // empty: `from`
    std::string organisation;  // whom the report protects
    std::string signatory;     // who answers for it
    std::string bootstrap = std::string("https://data.iana.org/rdap");
    bool allow_private = false;
};

// Errc::invalid_argument when an address cannot be one. The ports must outlive it.
[[nodiscard]] Result<std::unique_ptr<respond::Desk>> make_abuse_mail_desk(AbuseMailConfig config,
                                                                          ports::Http& http,
                                                                          ports::Mailer& mailer,
                                                                          const ports::Clock& clock);

}  // namespace vigie::plugins
