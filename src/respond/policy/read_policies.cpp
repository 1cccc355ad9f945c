#include "policy/steps.hpp"

#include <vigie/kit/hash.hpp>
#include <vigie/kit/yaml.hpp>
#include <vigie/respond/policy.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace vigie::respond {
namespace {

using kit::YamlNode;
using model::StepAction;

struct ReadDepartment {
    model::Department department;
    YamlNode node;
    std::vector<YamlNode> channels;
};

class Reader {
public:
    Reader(const std::vector<std::string>& channels, const std::vector<std::string>& desks)
        : channels_(channels), desks_(desks) {}

    void file(const YamlNode& root) {
        if (root.type() == YamlNode::Type::scalar || root.type() == YamlNode::Type::list) {
            root.error("wrong-type", "the file has no sections", "begin with 'departments:' and 'policies:'");
            return;
        }
        root.known({"departments", "budget", "policies"});
        root.get("departments")
            .each_key([&](const std::string& key, const YamlNode& key_node, const YamlNode& value) {
                department(key, key_node, value);
            });
        if (const auto list = root.get("departments"); list.type() == YamlNode::Type::list) {
            list.error("wrong-type", "'departments' is a map, not a list",
                       "write 'security:' and indent its fields below");
        }
        budget(root.get("budget"));
        for (const auto& item : root.get("policies").items()) policy(item);
    }

    void check() {
        for (const auto& [key, read] : departments_) names(read.channels, channels_, "channel");
        for (const auto& read : policies_) {
            for (const auto& step : read.steps) check_names(step);
            check_steps(read);
        }
        check_reach();
    }

    [[nodiscard]] bool empty() const { return policies_.empty(); }

    [[nodiscard]] model::PolicySet take() {
        model::PolicySet set;
        set.automatic_takedowns_per_day = budget_;
        for (auto& [key, read] : departments_) set.departments.emplace(key, std::move(read.department));
        for (auto& read : policies_) {
            for (auto& step : read.steps) {
                if (step.step.action == StepAction::request_takedown && step.step.reason.empty()) {
                    step.step.reason = usual_reason(read.policy.kinds);
                }
                read.policy.steps.push_back(std::move(step.step));
            }
            set.policies.push_back(std::move(read.policy));
        }
        return set;
    }

private:
    static std::string usual_reason(const std::vector<std::string>& kinds) {
        if (kinds.size() != 1) return "other";
        if (kinds.front() == "impersonation") return "impersonation";
        return kinds.front() == "phishing_link" ? "phishing" : "other";
    }

    // More than anybody wrote by hand, and few enough to compare each with each.
    static constexpr std::size_t most = 1000;

    void department(const std::string& key, const YamlNode& key_node, const YamlNode& node) {
        if (departments_.size() >= most) {
            if (departments_.size() == most)
                key_node.error("too-large", fmt::format("more than {} departments", most));
            return;
        }
        ReadDepartment read;
        read.node = key_node;
        read.department.key = read_key(key_node).value_or(key);
        if (node.type() != YamlNode::Type::map) {
            key_node.error("wrong-type", fmt::format("department '{}' says nothing", key),
                           "add 'title', 'channels' and 'to' below it");
        } else {
            node.known({"title", "channels", "to"});
            read.department.title = read_title(node, key);
            read.channels = node.get("channels").items();
            read.department.channels = node.get("channels").texts();
            for (const auto& item : node.get("to").items()) address(item, read.department.to);
        }
        if (!departments_.emplace(key, std::move(read)).second) {
            key_node.error("duplicate-key", fmt::format("department '{}' is already there", key),
                           "keep one of the two");
        }
    }

    static void address(const YamlNode& node, std::vector<std::string>& out) {
        auto text = node.text();
        if (!text) return;
        const auto at = text->find('@');
        const bool good = at != std::string::npos && at > 0 && text->find('@', at + 1) == std::string::npos &&
                          at + 1 < text->size() && text->find_first_of(" \t\n,;<>") == std::string::npos;
        if (good) {
            out.push_back(std::move(*text));
        } else {
            node.error("bad-value", fmt::format("'{}' is not an e-mail address", *text),
                       "write it as security@exemple.fr");
        }
    }

    void budget(const YamlNode& node) {
        if (node.type() != YamlNode::Type::map) {
            if (node.type() != YamlNode::Type::absent && node.type() != YamlNode::Type::null) {
                node.error("wrong-type", "'budget' is a map",
                           "write 'budget: {automatic_takedowns_per_day: 20}'");
            }
            return;
        }
        node.known({"automatic_takedowns_per_day"});
        constexpr std::int64_t highest = 10'000;
        if (const auto n = node.get("automatic_takedowns_per_day").integer(0, highest)) {
            if (budget_given_)
                node.error("duplicate-key", "the budget is given twice", "keep one of the two");
            budget_given_ = true;
            budget_ = static_cast<int>(*n);
        }
    }

    void when(const YamlNode& node, model::Policy& policy) {
        if (!node || node.type() == YamlNode::Type::null) return;
        if (node.type() != YamlNode::Type::map) {
            node.error("wrong-type", "'when' is a map",
                       "write 'when: {kinds: [impersonation], min_severity: medium}'");
            return;
        }
        node.known({"kinds", "min_severity", "min_score", "networks"});
        policy.kinds = node.get("kinds").texts();
        policy.networks = node.get("networks").texts();
        if (const auto word =
                node.get("min_severity").one_of({"info", "low", "medium", "high", "critical"})) {
            policy.min_severity = model::severity_of(*word).value_or(model::Severity::info);
        }
        policy.min_score = node.get("min_score").number(0, 1).value_or(0);
    }

    void policy(const YamlNode& node) {
        if (policies_.size() >= most) {
            if (policies_.size() == most) node.error("too-large", fmt::format("more than {} policies", most));
            return;
        }
        if (node.type() != YamlNode::Type::map) {
            node.error("wrong-type", "a policy is a map", "write {id: …, title: …, when: …, steps: […]}");
            return;
        }
        node.known({"id", "title", "when", "priority", "steps"});
        ReadPolicy read;
        read.node = node;
        auto& policy = read.policy;
        policy.line = node.line();
        policy.id = read_key(node.require("id")).value_or("");
        policy.title = read_title(node, policy.id);
        when(node.get("when"), policy);
        constexpr std::int64_t highest = 1'000'000;
        policy.priority = static_cast<int>(node.get("priority").integer(-highest, highest).value_or(0));
        constexpr std::size_t most_steps = 100;
        for (const auto& item : node.require("steps").items()) {
            if (read.steps.size() == most_steps) {
                item.error("too-large", fmt::format("a policy has at most {} steps", most_steps),
                           "split it into several policies");
                break;
            }
            read.steps.push_back(read_step(item));
        }
        if (read.steps.empty() && node.get("steps").type() == YamlNode::Type::list) {
            node.get("steps").error("missing-field", "the policy has no steps",
                                    "add at least {action: notify, owner: …}");
        }
        const auto twin =
            std::ranges::find(policies_, policy.id, [](const ReadPolicy& p) { return p.policy.id; });
        if (!policy.id.empty() && twin != policies_.end()) {
            node.error("duplicate-key",
                       fmt::format("policy '{}' is already there (line {})", policy.id, twin->policy.line),
                       "give one of them another id");
        }
        policies_.push_back(std::move(read));
    }

    // A wrong type was complained about when it was read.
    static std::optional<std::string> said(const YamlNode& node) {
        return node.type() == YamlNode::Type::scalar ? node.text() : std::nullopt;
    }

    // Complains about every name that is not in `known`; an empty `known` is not checked.
    static void names(const std::vector<YamlNode>& nodes, const std::vector<std::string>& known,
                      std::string_view what) {
        if (known.empty()) return;
        for (const auto& node : nodes) {
            const auto text = said(node);
            if (!text || std::ranges::find(known, *text) != known.end()) continue;
            const auto best = nearest(*text, known);
            node.error(fmt::format("unknown-{}", what), fmt::format("no {} is called '{}'", what, *text),
                       best.empty() ? fmt::format("configured: {}", fmt::join(known, ", "))
                                    : fmt::format("did you mean '{}'?", best));
        }
    }

    void check_names(const ReadStep& read) {
        names(read.channels, channels_, "channel");
        names({read.desk}, desks_, "desk");
        for (const auto& who : {read.owner, read.escalate_to}) {
            const auto text = said(who);
            if (!text || departments_.contains(*text)) continue;
            std::vector<std::string> known;
            for (const auto& [key, department] : departments_) known.push_back(key);
            const auto best = nearest(*text, known);
            who.error("unknown-owner", fmt::format("no department is called '{}'", *text),
                      best.empty() ? "add it below 'departments:'" : fmt::format("did you mean '{}'?", best));
        }
        const auto& step = read.step;
        const auto owner = departments_.find(step.owner);
        const bool tells = step.action == StepAction::notify || step.action == StepAction::escalate;
        if (tells && step.channels.empty() && owner != departments_.end() &&
            owner->second.department.channels.empty()) {
            read.node.error("no-channel",
                            fmt::format("this reaches nobody: '{}' has no channels", step.owner),
                            "add 'channels: [mail]' to the step or to the department");
        }
        const auto told = departments_.find(step.escalate_to);
        if (told != departments_.end() && told->second.department.channels.empty()) {
            read.escalate_to.warning(
                "no-channel",
                fmt::format("'{}' has no channels: it is told in the console only", step.escalate_to),
                "add 'channels: [mail]' to the department");
        }
        if (step.action == StepAction::request_takedown && step.mode == model::StepMode::automatic) {
            read.node.warning(
                "automatic-takedown",
                fmt::format("this asks platforms for removal without a person; at most {} a day", budget_),
                "write 'mode: approval' unless you accept that; the limit is "
                "budget.automatic_takedowns_per_day");
        }
    }

    // A policy that answers anything hides those that are asked after it.
    void check_reach() const {
        const ReadPolicy* all = nullptr;
        std::vector<const ReadPolicy*> order;
        for (const auto& read : policies_) order.push_back(&read);
        std::ranges::stable_sort(order, std::ranges::greater{},
                                 [](const ReadPolicy* p) { return p->policy.priority; });
        for (const auto* read : order) {
            const auto& p = read->policy;
            if (all != nullptr) {
                read->node.warning("never-chosen",
                                   fmt::format("'{}' is never chosen: '{}' answers everything before it",
                                               p.id, all->policy.id),
                                   "give it a higher 'priority'");
            } else if (p.kinds.empty() && p.networks.empty() && p.min_severity == model::Severity::info &&
                       p.min_score <= 0) {
                all = read;
            }
        }
    }

    const std::vector<std::string>& channels_;
    const std::vector<std::string>& desks_;
    std::map<std::string, ReadDepartment> departments_;
    std::vector<ReadPolicy> policies_;
    int budget_ = model::PolicySet{}.automatic_takedowns_per_day;
    bool budget_given_ = false;
};

}  // namespace

PolicyResult read_policies(const std::vector<PolicyFile>& files, const std::vector<std::string>& channels,
                           const std::vector<std::string>& desks) {
    std::vector<std::unique_ptr<kit::YamlFile>> yaml;
    Reader reader(channels, desks);
    std::string digests;
    for (const auto& file : files) {
        yaml.push_back(std::make_unique<kit::YamlFile>(file.path, file.content, "policies"));
        reader.file(yaml.back()->root());
        digests += kit::sha256(file.content);
    }
    reader.check();
    PolicyResult result;
    for (const auto& file : yaml) {
        auto of_file = file->diagnostics();
        std::ranges::stable_sort(of_file, {},
                                 [](const Diagnostic& d) { return std::pair(d.line, d.column); });
        std::ranges::move(of_file, std::back_inserter(result.diagnostics));
    }
    if (reader.empty() && !has_errors(result.diagnostics)) {
        result.diagnostics.push_back({.code = "policies.empty",
                                      .file = files.empty() ? std::string() : files.front().path,
                                      .message = "no policy is given: nobody would be told of an incident",
                                      .help = "begin with content/policies/starter.yaml"});
    }
    if (has_errors(result.diagnostics)) return result;
    auto set = reader.take();
    constexpr std::size_t digits = 16;
    set.version = kit::sha256_hex(digests).substr(0, digits);
    result.policies = std::make_shared<const model::PolicySet>(std::move(set));
    return result;
}

}  // namespace vigie::respond
