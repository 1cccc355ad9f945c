// One step of a policy, from YAML; and what must hold between the steps of one policy. Private to
// respond/policy.
#pragma once

#include <vigie/kit/yaml.hpp>
#include <vigie/model/incident.hpp>

#include <optional>
#include <string>
#include <vector>

namespace vigie::respond {

// A step with the places that later checks complain at.
struct ReadStep {
    model::PolicyStep step;
    kit::YamlNode node;
    kit::YamlNode owner;
    kit::YamlNode escalate_to;
    kit::YamlNode desk;
    std::vector<kit::YamlNode> channels;
    std::vector<kit::YamlNode> after;
};

struct ReadPolicy {
    model::Policy policy;  // its steps stay in `steps` until all is checked
    kit::YamlNode node;
    std::vector<ReadStep> steps;
};

// A title is one text for both languages, or {fr, en}. A missing half or whole is filled in, with a warning.
[[nodiscard]] model::Text read_title(const kit::YamlNode& owner, const std::string& fallback);

[[nodiscard]] std::optional<std::string> read_key(const kit::YamlNode& node);
[[nodiscard]] ReadStep read_step(const kit::YamlNode& node);

// Keys differ, `after` names steps and makes no circle, what is asked is looked at again, what closes waits
// for something.
void check_steps(const ReadPolicy& policy);

}  // namespace vigie::respond
