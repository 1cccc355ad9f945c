#include "policy/steps.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

namespace vigie::respond {
namespace {

using kit::YamlNode;
using model::StepAction;
using model::StepMode;

StepMode usual_mode(StepAction action) {
    switch (action) {
        case StepAction::request_takedown: return StepMode::approval;
        case StepAction::task: return StepMode::manual;
        case StepAction::notify:
        case StepAction::recheck:
        case StepAction::escalate:
        case StepAction::close: break;
    }
    return StepMode::automatic;
}

bool needs_owner(StepAction action) {
    return action != StepAction::recheck && action != StepAction::close;
}

// A field that this action never looks at was put there for some reason: say that it does nothing.
void check_fields_of_action(const YamlNode& node, StepAction action) {
    struct Belonging {
        std::string_view field;
        std::array<StepAction, 2> to;
    };
    constexpr std::array belongings{
        Belonging{"desk", {StepAction::request_takedown, StepAction::request_takedown}},
        Belonging{"reason", {StepAction::request_takedown, StepAction::request_takedown}},
        Belonging{"every", {StepAction::recheck, StepAction::recheck}},
        Belonging{"channels", {StepAction::notify, StepAction::escalate}},
    };
    for (const auto& [field, to] : belongings) {
        const auto value = node.get(field);
        if (!value || std::ranges::find(to, action) != to.end()) continue;
        value.warning("no-effect",
                      fmt::format("'{}' has no effect on a step that does '{}'", field, name(action)),
                      fmt::format("it belongs to '{}'", name(to.front())));
    }
}

void read_action(const YamlNode& node, model::PolicyStep& step) {
    const auto action =
        node.require("action").one_of({"notify", "request_takedown", "recheck", "escalate", "close", "task"});
    if (!action) return;
    step.action = model::step_action_of(*action).value_or(StepAction::task);
    step.mode = usual_mode(step.action);
    check_fields_of_action(node, step.action);
    if (const auto mode = node.get("mode").one_of({"automatic", "approval", "manual"})) {
        step.mode = model::step_mode_of(*mode).value_or(step.mode);
    }
    if (step.action == StepAction::task && step.mode == StepMode::automatic) {
        node.get("mode").error("impossible", "a task is done by a person and cannot be automatic",
                               "write 'mode: manual', or another action");
    }
    if (step.action == StepAction::escalate && !node.get("deadline")) {
        node.error("missing-field", "an escalation needs a 'deadline': until then it waits",
                   "add 'deadline: 8h'");
    }
    if (needs_owner(step.action)) (void)node.require("owner");
}

std::vector<std::string> taken(const std::vector<YamlNode>& nodes) {
    std::vector<std::string> out;
    for (const auto& node : nodes) out.push_back(node.text().value_or(""));
    return out;
}

class Graph {
public:
    explicit Graph(const ReadPolicy& policy) : policy_(policy), state_(policy.steps.size()) {}

    void run() {
        unique_keys();
        known_after();
        for (std::size_t i = 0; i < policy_.steps.size(); ++i) visit(i);
    }

    // Whether `before` must be done, directly or not, before `step` begins.
    [[nodiscard]] bool waits_for(std::size_t step, std::size_t before) const {
        std::vector<bool> seen(policy_.steps.size());
        std::vector<std::size_t> open{step};
        while (!open.empty()) {
            const auto here = open.back();
            open.pop_back();
            for (const auto& key : policy_.steps[here].step.after) {
                const auto next = index(key);
                if (!next || seen[*next]) continue;
                if (*next == before) return true;
                seen[*next] = true;
                open.push_back(*next);
            }
        }
        return false;
    }

private:
    enum class State : std::uint8_t { fresh, open, done };

    [[nodiscard]] std::optional<std::size_t> index(const std::string& key) const {
        const auto it = std::ranges::find(policy_.steps, key, [](const ReadStep& s) { return s.step.key; });
        if (it == policy_.steps.end()) return std::nullopt;
        return static_cast<std::size_t>(it - policy_.steps.begin());
    }

    void unique_keys() const {
        for (std::size_t i = 0; i < policy_.steps.size(); ++i) {
            const auto& step = policy_.steps[i];
            const auto first = index(step.step.key);
            if (!first || *first == i) continue;
            step.node.error("duplicate-key",
                            fmt::format("two steps have the key '{}' (the other is on line {})",
                                        step.step.key, policy_.steps[*first].step.line),
                            "give each step a 'key:' of its own");
        }
    }

    void known_after() const {
        std::vector<std::string> keys;
        for (const auto& step : policy_.steps) keys.push_back(step.step.key);
        for (const auto& step : policy_.steps) {
            for (std::size_t i = 0; i < step.after.size(); ++i) {
                const auto& wanted = step.step.after[i];
                if (wanted.empty() || index(wanted)) continue;
                const auto best = nearest(wanted, keys);
                step.after[i].error(
                    "unknown-step",
                    fmt::format("'after' names '{}', which is no step of this policy", wanted),
                    best.empty() ? "write the 'key' of another step"
                                 : fmt::format("did you mean '{}'?", best));
            }
        }
    }

    void visit(std::size_t i) {
        if (state_[i] == State::done) return;
        state_[i] = State::open;
        path_.push_back(policy_.steps[i].step.key);
        const auto& step = policy_.steps[i];
        for (std::size_t k = 0; k < step.after.size(); ++k) {
            const auto next = index(step.step.after[k]);
            if (!next) continue;
            if (state_[*next] == State::open) {
                step.after[k].error(
                    "circle", fmt::format("these steps wait for each other: {}", circle(step.step.after[k])),
                    "remove one 'after', or no step of them will ever begin");
            } else {
                visit(*next);
            }
        }
        path_.pop_back();
        state_[i] = State::done;
    }

    [[nodiscard]] std::string circle(const std::string& key) const {
        std::string out;
        for (auto it = std::ranges::find(path_, key); it != path_.end(); ++it) out += *it + " → ";
        return out + key;
    }

    const ReadPolicy& policy_;
    std::vector<State> state_;
    std::vector<std::string> path_;
};

void check_sense(const ReadPolicy& policy, const Graph& graph) {
    const auto& steps = policy.steps;
    const auto followed = [&](std::size_t i) {
        for (std::size_t j = 0; j < steps.size(); ++j) {
            if (steps[j].step.action == StepAction::recheck && graph.waits_for(j, i)) return true;
        }
        return false;
    };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto& [step, node, owner, escalate_to, desk, channels, after] = steps[i];
        if (step.action == StepAction::request_takedown && !followed(i)) {
            node.warning("no-recheck", "nothing looks whether the content is gone after this request",
                         fmt::format("add a step {{action: recheck, after: {}, every: 5m}}", step.key));
        }
        if (step.action == StepAction::close && step.mode == StepMode::automatic && step.after.empty()) {
            node.warning("closes-at-once", "this closes the case the moment it opens",
                         "add 'after:' with the step to wait for");
        }
        if (!step.escalate_to.empty() && !step.deadline) {
            escalate_to.warning("no-effect", "'escalate_to' has no effect without a deadline",
                                "add 'deadline: 4h'");
        }
    }
}

}  // namespace

std::optional<std::string> read_key(const YamlNode& node) {
    auto key = node.text();
    if (!key) return std::nullopt;
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    constexpr std::size_t longest = 64;
    if (key->empty() || key->size() > longest || !std::ranges::all_of(*key, allowed)) {
        node.error("bad-key", fmt::format("'{}' is not a key", key->substr(0, longest)),
                   "use small letters a-z, digits, '-' and '_'; what people read goes to 'title'");
        return std::nullopt;
    }
    return key;
}

model::Text read_title(const YamlNode& owner, const std::string& fallback) {
    const auto node = owner.get("title");
    model::Text title;
    if (node.type() == YamlNode::Type::map) {
        node.known({"fr", "en"});
        title.fr = node.get("fr").text().value_or("");
        title.en = node.get("en").text().value_or("");
        if (title.fr.empty() != title.en.empty()) {
            node.warning("missing-title",
                         fmt::format("the {} title is missing", title.fr.empty() ? "French" : "English"),
                         "give both, {fr: …, en: …}, or one text without 'fr' and 'en' for all readers");
        }
        if (title.fr.empty()) title.fr = title.en;
        if (title.en.empty()) title.en = title.fr;
    } else if (auto text = node.text()) {
        title = {*text, *text};
    }
    if (title.fr.empty()) {
        owner.warning("missing-title", fmt::format("'{}' has no title", fallback),
                      "add what people should read: 'title: …'");
        title = {fallback, fallback};
    }
    return title;
}

ReadStep read_step(const YamlNode& node) {
    static const std::vector<std::string> fields{"key",      "action", "title", "owner",
                                                 "deadline", "mode",   "after", "channels",
                                                 "desk",     "reason", "every", "escalate_to"};
    ReadStep read;
    read.node = node;
    auto& step = read.step;
    step.line = node.line();
    if (node.type() != YamlNode::Type::map) {
        node.error("wrong-type", "a step is a map", "write {key: …, action: …, title: …, owner: …}");
        return read;
    }
    node.known(fields);
    read_action(node, step);
    step.key = read_key(node.get("key")).value_or(std::string(name(step.action)));
    step.title = read_title(node, step.key);
    read.owner = node.get("owner");
    step.owner = read.owner.text().value_or("");
    read.escalate_to = node.get("escalate_to");
    step.escalate_to = read.escalate_to.text().value_or("");
    read.desk = node.get("desk");
    step.desk = read.desk.text().value_or("");
    read.channels = node.get("channels").items();
    step.channels = taken(read.channels);
    read.after = node.get("after").items();
    step.after = taken(read.after);
    step.deadline = node.get("deadline").duration();
    step.every = node.get("every").duration();
    if (step.every && *step.every < std::chrono::seconds(30)) {
        node.get("every").error("out-of-range", "looking more often than every 30s would burden the platform",
                                "write 'every: 5m': the interval doubles by itself up to an hour");
    }
    step.reason =
        node.get("reason").one_of({"impersonation", "scam", "phishing", "leak", "other"}).value_or("");
    return read;
}

void check_steps(const ReadPolicy& policy) {
    Graph graph(policy);
    graph.run();
    check_sense(policy, graph);
}

}  // namespace vigie::respond
