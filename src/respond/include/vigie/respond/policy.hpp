// The written policy as code: read from YAML (schemas/policies.schema.json), chosen for an incident, put to
// work as steps.
#pragma once

#include <vigie/base/diagnostic.hpp>
#include <vigie/model/incident.hpp>

#include <memory>
#include <string>
#include <vector>

namespace vigie::respond {

struct PolicyFile {
    std::string path;
    std::string content;
};

struct PolicyResult {
    std::shared_ptr<const model::PolicySet> policies;  // null when there is an error
    Diagnostics diagnostics;
};

// `channels` and `desks`: the configured names, so that a policy that names an unknown one is an error here.
// Empty = not checked.
[[nodiscard]] PolicyResult read_policies(const std::vector<PolicyFile>& files,
                                         const std::vector<std::string>& channels,
                                         const std::vector<std::string>& desks);

// The policy that answers this incident, or nullptr.
[[nodiscard]] const model::Policy* choose(const model::PolicySet& policies, const model::Incident& incident,
                                          std::string_view network);

// The steps of `policy` for a case opened at incident.opened_at: states and due times set, nothing executed.
[[nodiscard]] std::vector<model::Step> plan(const model::Policy& policy, const model::Incident& incident);

}  // namespace vigie::respond
