// The report and the mail that carries it. Pure: the same request gives the same bytes at the same time.
#pragma once

#include <vigie/model/json.hpp>
#include <vigie/plugins/abuse_mail.hpp>
#include <vigie/respond/mime.hpp>
#include <vigie/respond/rdap.hpp>

#include <string>
#include <vector>

namespace vigie::plugins::abuse {

struct Target {
    std::string url;     // exact
    std::string host;    // of the URL
    std::string domain;  // registrable
};

// XARF 4.2.0: content/phishing, content/fraud or content/exposed_data by the reason of the request.
[[nodiscard]] model::Json xarf(const AbuseMailConfig& config, const model::Takedown& takedown,
                               const Target& target, const respond::RdapDomain& rdap, Time now);

// English; French below it for a French registrar or domain. Addresses of the culprit are defanged, the exact
// one stands in xarf.json.
[[nodiscard]] std::string letter(const AbuseMailConfig& config, const model::Takedown& takedown,
                                 const Target& target, const respond::RdapDomain& rdap, Time now,
                                 bool french);

struct Addresses {
    respond::mime::Address from;
    std::string reply_to;         // empty: none
    std::vector<std::string> to;  // bare addresses
};
[[nodiscard]] ports::Mail mail(const AbuseMailConfig& config, const model::Takedown& takedown,
                               const Target& target, const respond::RdapDomain& rdap,
                               const Addresses& addresses, Time now);

}  // namespace vigie::plugins::abuse
