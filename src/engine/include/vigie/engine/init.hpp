// The four files that `vigie init` writes from a few answers: a working configuration that watches the live
// Bluesky firehose without any account, commented in the chosen language. Pure: the caller asks and writes.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace vigie::engine {

struct InitAccount {
    std::string network;  // empty = bluesky
    std::string handle;   // a leading '@' is taken away
};

struct InitAnswers {
    std::string organisation;
    std::vector<std::string> brands;    // empty = the organisation's name alone
    std::vector<std::string> domains;   // as people give them: scheme, path and "www." are taken away
    std::vector<InitAccount> accounts;  // official ones
    std::vector<std::string> emails;    // people to tell; empty = the console only
    std::string language = "en";        // en | fr: of comments and notices
};

// File name → content: assets.yaml, policies.yaml, watches.yaml, vigie.yaml. Given sensible answers they read
// back without a complaint; a domain that is none, say, is complained about at its line by the register's own
// reader.
[[nodiscard]] std::map<std::string, std::string> init_files(const InitAnswers& answers);

}  // namespace vigie::engine
