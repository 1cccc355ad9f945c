// STIX 2.1 objects of one case. Pure and deterministic: the same case gives the same ids, so that a second
// export updates instead of duplicating.
#pragma once

#include <vigie/model/json.hpp>

#include <string>

namespace vigie::plugins::stix {

struct Export {
    std::string organisation;
    std::string tlp;          // white | green | amber | red; empty: no marking
    std::string console_url;  // for the reference to the case; may be empty
    bool incident_extension = false;
};

// "url--…": UUIDv5 over the canonical JSON (RFC 8785) of the contributing properties, an object of strings.
[[nodiscard]] std::string observable_id(const std::string& type, const model::Json& contributing);

// identity, what was observed (url, domain-name, user-account), observed-data, indicator, relationship,
// incident, report. A case whose culprit is no such thing has no indicator. A false alarm revokes it.
[[nodiscard]] model::Json objects(const model::Incident& incident, const Export& how);
[[nodiscard]] model::Json bundle(const model::Incident& incident, const Export& how);

}  // namespace vigie::plugins::stix
