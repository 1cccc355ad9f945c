// vigie policy …: the written policy, checked, printed for those who sign it, and tried on what happened.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace vigie::cli {

struct PolicyOptions {
    std::vector<std::string> files;  // policy files; empty: those of the configuration
    std::string config;
    std::string data;
    std::string lang;
    std::string html;  // file to write; empty: text on stdout
    int days = 30;
    bool json = false;
};

int policy_check(const PolicyOptions& options);
int policy_print(const PolicyOptions& options);
int policy_simulate(const PolicyOptions& options);

void add_policy(CLI::App& app, std::function<int()>& action);

}  // namespace vigie::cli
