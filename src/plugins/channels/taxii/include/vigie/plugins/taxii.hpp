// Hands cases to a threat-intelligence platform: STIX 2.1 objects pushed to a TAXII 2.1 collection.
#pragma once

#include <vigie/respond/service_channel.hpp>

#include <memory>
#include <string>
#include <vector>

namespace vigie::plugins {

struct TaxiiConfig {
    respond::Service service;
    std::string root;        // API root, "https://taxii.exemple.test/api1"
    std::string collection;  // its id
    std::string user;        // Basic, with `secret` as the password; empty: `secret` is a bearer token
    std::string secret;
    std::string organisation = std::string("Vigie");  // who says so
    std::string tlp = std::string("amber");           // white | green | amber | red
    bool incident_extension = false;                  // a moving draft of the committee: off unless wanted
};

// Errc::invalid_argument when a value cannot work. `http` and `clock` must outlive it.
[[nodiscard]] Result<std::unique_ptr<respond::Channel>> make_taxii_channel(TaxiiConfig config,
                                                                           ports::Http& http,
                                                                           const ports::Clock& clock);

}  // namespace vigie::plugins
