// RDAP (RFC 9082, 9083, 9224): who is to be written to about a domain, and whether it still stands. Answers
// are foreign bytes: at most 1 MB, nested at most 64 deep, every text cut.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/base/time.hpp>
#include <vigie/ports/clock.hpp>
#include <vigie/ports/http.hpp>

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::respond {

struct RdapDomain {
    bool registered = true;           // false: the registry knows no such domain (any more)
    std::string name;                 // lower case
    std::vector<std::string> status;  // lower case: "client hold"…
    std::optional<Time> registered_at;
    std::string registrar;
    std::string registrar_id;              // IANA number
    std::vector<std::string> abuse;        // e-mail addresses, each once, those of the role "abuse" only
    std::string abuse_form;                // contact-uri, when there is one
    std::vector<std::string> nameservers;  // lower case
    std::string related;                   // https URL of the registrar's own answer; may be empty

    // Suspended: it resolves nowhere.
    [[nodiscard]] bool on_hold() const;
};

// Errc::parse when it is no RDAP domain. O(bytes).
[[nodiscard]] Result<RdapDomain> read_rdap_domain(std::string_view body);

// The base URL for a domain in the IANA bootstrap file (longest match of labels, https first), "" when none.
[[nodiscard]] Result<std::string> rdap_base(std::string_view bootstrap, std::string_view domain);

// Asks through the port that refuses private addresses. Answers are kept for a day, the bootstrap too; a
// server is asked at most once a second (Errc::unavailable then). Thread-safe; `http`, `clock` outlive it.
class RdapClient {
public:
    RdapClient(ports::Http& http, const ports::Clock& clock, std::string bootstrap, bool allow_private);

    // `domain`: registrable, ASCII. `fresh`: do not answer from memory. not_found: no RDAP server for it.
    [[nodiscard]] Result<RdapDomain> domain(const std::string& domain, bool fresh = false);

private:
    [[nodiscard]] Result<std::string> get(const std::string& url, bool& missing);
    [[nodiscard]] Result<std::string> base_of(const std::string& domain);

    struct Kept {
        RdapDomain domain;
        Time at{};
    };
    ports::Http& http_;
    const ports::Clock& clock_;
    std::string bootstrap_url_;
    bool allow_private_;
    std::mutex mutex_;
    std::string bootstrap_;
    Time bootstrap_at_{};
    std::map<std::string, Kept> kept_;
    std::map<std::string, Time> asked_;  // server → last question
};

}  // namespace vigie::respond
