// vigie publications …, vigie freeze …: Vigie's own queue from a shell, beside a running server.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace vigie::cli {

struct PublishingOptions {
    std::string config;
    std::string data;
    std::string by;       // who acts, for the audit; empty: the user of the shell
    std::string account;  // asset id, or network:handle
    bool all = false;     // of all accounts
    std::string id;       // of a publication
    std::vector<std::string> states;
    std::string text;
    std::string digest;
    std::string from;   // a time; empty: now
    std::string until;  // a time, or a duration from now ("6h")
    std::string why;
    std::vector<std::string> speakers;
    bool approve = false;  // at once
    bool json = false;
};

int publications_list(const PublishingOptions& options);
int publications_add(const PublishingOptions& options);
int publications_act(const PublishingOptions& options, const std::string& act);  // approve, cancel, reopen
int freeze_list(const PublishingOptions& options);
int freeze_set(const PublishingOptions& options);
int freeze_lift(const PublishingOptions& options);

void add_publishing(CLI::App& app, std::function<int()>& action);

}  // namespace vigie::cli
