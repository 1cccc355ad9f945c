// vigie evidence …: what is kept of an incident, as one file, and whether such a file is whole.
#pragma once

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace vigie::cli {

struct EvidenceOptions {
    std::string config;
    std::string data;
    std::string incident;
    std::string file;  // to write, or to verify
    std::string key;   // the only public key to accept; may be empty
    std::string by;
    std::string why;
    bool json = false;
};

int evidence_list(const EvidenceOptions& options);
int evidence_export(const EvidenceOptions& options);
int evidence_verify(const EvidenceOptions& options);
int evidence_hold(const EvidenceOptions& options, bool hold);

void add_evidence(CLI::App& app, std::function<int()>& action);

}  // namespace vigie::cli
