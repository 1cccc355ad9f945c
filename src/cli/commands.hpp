// Every command: what it takes, what it does. One .cpp per command.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vigie::cli {

struct ReplayOptions {
    std::vector<std::string> files;
    std::vector<std::string> assets;
    std::vector<std::string> rules;
    std::string format = "auto";  // auto | items | jetstream | csv
    std::string map;              // column map, for csv and foreign JSON lines
    bool json = false;
};
int replay(const ReplayOptions& options);

struct MatchOptions {
    std::string queries;
    std::vector<std::string> assets;  // registers that queries may refer to
    std::string input = "-";
    std::string format = "auto";  // auto | items | jetstream | text
    unsigned threads = 0;         // 0 = one a core
    bool count = false;
    bool stats = false;
    bool json = false;  // the stats
};
int match(const MatchOptions& options);

struct InspectOptions {
    std::string kind;
    std::vector<std::string> assets;
    std::string input = "-";
    bool list = false;
    bool json = false;
    bool fetch = false;                   // KIND url: visit each
    std::vector<std::string> also_allow;  // private networks that visits may reach
    std::string screenshot;               // with fetch: PNG of the page that was met; more get a number
    std::string vault;          // folder of registered documents
    bool contact = false;       // the detectors that people ask for, too: is this new contact who it says?
    std::string reading_model;  // KIND post: a folder of models of readings other than the built-in ones
};
int inspect(const InspectOptions& options);

struct CheckOptions {
    std::vector<std::string> files;  // configuration, registers, policies, column maps; default vigie.yaml
    bool json = false;
};
int check(const CheckOptions& options);

struct AuthenticityOptions {
    std::vector<std::string> assets;
    std::string folder;
    std::string organisation;
    std::string report_email;
    std::string report_url;
};
int authenticity(const AuthenticityOptions& options);

struct DrillOptions {
    std::string name;
    std::uint64_t seed = 1;
    bool json = false;
    std::string keep;  // folder to keep the store in
};
int drill_list(bool json);
int drill_run(const DrillOptions& options);

struct RunOptions {
    std::string config;
    std::string drill;
    std::uint64_t seed = 1;
    std::string listen;
    std::string data;
    bool until_finished = false;  // stop when every source has finished: for files
};
int run_server(const RunOptions& options);

struct InitOptions {
    std::string folder = ".";
    std::string organisation;
    std::vector<std::string> brands;
    std::vector<std::string> domains;
    std::vector<std::string> accounts;  // network:handle
    std::vector<std::string> tell;      // e-mail addresses
    std::string lang;
    bool yes = false;
    bool force = false;
};
int init(const InitOptions& options);

struct StoreOptions {
    std::string config;
    std::string data;
    std::string id;
    std::string lang;
    bool json = false;
};
int explain(const StoreOptions& options);
int audit_verify(const StoreOptions& options);
int notices_dead(const StoreOptions& options);
int notices_resend(const StoreOptions& options);  // id = that of a notice, or "all"
int reset_password(const StoreOptions& options);  // id = user name
int add_user(const StoreOptions& options, const std::string& role);

int completion(const std::string& shell, const std::string& program);

}  // namespace vigie::cli
