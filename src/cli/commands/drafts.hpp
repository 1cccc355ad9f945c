// vigie drafts …: what the house wants to say, from a shell, beside a running server.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace vigie::cli {

struct DraftOptions {
    std::string config;
    std::string data;
    std::string by;  // who acts; empty: the user of the shell
    std::string why;
    std::string id;
    std::vector<std::string> accounts;  // asset ids, or network:handle
    std::string text;
    std::string lang;
    std::string zone = "UTC";
    std::string at;                  // local time in that zone
    std::vector<std::string> tiers;  // "noor,alix" any of them; "all:noor,alix" each; "any" anybody
    std::vector<std::string> states;
    bool json = false;
};

void add_drafts(CLI::App& app, std::function<int()>& action);

}  // namespace vigie::cli
