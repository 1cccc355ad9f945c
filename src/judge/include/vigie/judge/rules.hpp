// The organisation's own rules: what its people know of its frauds, in YAML, with the language of watches and
// score:detector beside it (docs/write-rules/rules.md). Read with all errors at once, compiled into one set
// and shared by threads; a reload swaps the whole. A rule looks at items that the first sieve let through.
// Cost of an item: that of the set (query/set.hpp); what no rule touches costs no allocation.
#pragma once

#include <vigie/base/diagnostic.hpp>
#include <vigie/base/result.hpp>
#include <vigie/model/finding.hpp>
#include <vigie/model/rule.hpp>
#include <vigie/query/set.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::ports {
class Clock;
}

namespace vigie::judge {

// ---- a rule, after everything that its files say of it

struct RulePlace {
    std::string file;
    int line = 0;
    int column = 0;
    [[nodiscard]] std::string text() const;  // "rules.yaml:4:3", "" for none
    friend bool operator==(const RulePlace&, const RulePlace&) = default;
};

// Takes items away that the condition would match.
struct RuleException {
    std::string name;
    std::string condition;            // a query
    std::vector<std::string> fields;  // as written, when it was given by fields and values
    std::vector<std::vector<std::string>> values;
    model::Text why;
    std::optional<Time> until;  // it holds for items seen before
    RulePlace place;
};

// What an exception, an override, a macro, a list or the console's switch makes of the rule as its file has
// it.
struct RuleChange {
    std::string kind;  // exception | override | mode | macro | list
    std::string name;
    RulePlace place;
    std::string adds;  // the words it puts in
    model::Text says;
};

// Against whom findings go: the account of the author, the post, or the host of the first foreign link.
enum class RuleCulprit : std::uint8_t { account, post, link };

struct Rule {
    std::string name;
    model::Text desc;
    std::string written;    // the condition as its own entry has it
    std::string condition;  // after overrides; exceptions stand beside it
    model::Text output;     // with %{fields}
    model::Severity severity = model::Severity::medium;
    double score = 0;
    std::vector<std::string> tags;
    std::string playbook;  // id of a policy; empty: chosen by kind
    std::string kind;      // of the incident
    RuleCulprit culprit = RuleCulprit::account;
    std::vector<RuleException> exceptions;
    model::RuleMode file_mode = model::RuleMode::live;  // as the files say
    model::RuleMode mode = model::RuleMode::live;       // in force
    std::optional<model::RuleSwitch> switched;          // by whom, when the console decided
    RulePlace place;
    std::map<std::string, RulePlace> set_by;  // part → where it was said last: "severity", "condition"…
    std::vector<RuleChange> changes;
    std::string digest;  // of all parts but the mode of the console

    // The condition with its exceptions: "(…) AND NOT (…)".
    [[nodiscard]] std::string effective() const;
};

// ---- items against rules

// One item and what only the engine knows of it.
struct RuleInput {
    const model::Item* item = nullptr;
    const model::ItemView* view = nullptr;
    query::Context context;
    // Assets that the item concerns, the surest first; may be empty.
    std::function<std::vector<model::AssetId>()> assets;
    const model::AssetRegister* ours = nullptr;
};

struct RuleOutcome {
    std::vector<model::Finding> findings;  // of live rules
    std::vector<std::uint32_t> hits;       // numbers of rules that matched, live or shadow
    struct Suppressed {
        std::uint32_t rule = 0;
        std::uint32_t exception = 0;
    };
    std::vector<Suppressed> suppressed;
};

class RuleSet {
public:
    struct Impl;
    explicit RuleSet(std::unique_ptr<Impl> impl);
    ~RuleSet();
    RuleSet(const RuleSet&) = delete;
    RuleSet& operator=(const RuleSet&) = delete;

    [[nodiscard]] const std::vector<Rule>& rules() const noexcept;  // in the order of their files
    [[nodiscard]] const Rule* find(std::string_view name) const noexcept;
    [[nodiscard]] const std::string& version() const noexcept;  // of the files
    [[nodiscard]] const query::Names& names() const noexcept;   // lists and macros in sight
    [[nodiscard]] bool needs_language() const noexcept;

    // Thread-safe. Rules that are off are not looked at.
    [[nodiscard]] RuleOutcome examine(const RuleInput& input) const;
    // What one rule says of an item, whatever its mode: for tests, backtests and explanations.
    struct Look {
        bool matched = false;
        std::optional<std::uint32_t> exception;  // that took it away
        std::vector<query::Highlight> highlights;
        model::Finding finding;  // as it would be raised; only when wanted
    };
    [[nodiscard]] Look look(std::uint32_t rule, const RuleInput& input, bool want_finding) const;
    // Microseconds that each rule costs on this item when it is held against it alone; rules that are off
    // cost nothing.
    [[nodiscard]] std::vector<double> cost_us(const RuleInput& input, const ports::Clock& clock) const;

    // The same rules with what people switched in the console; switches of another digest are left out.
    [[nodiscard]] std::shared_ptr<const RuleSet> with(const std::vector<model::RuleSwitch>& switches) const;
    // One rule with another condition, in a set of its own; problems when the condition does not read.
    struct Variant {
        std::shared_ptr<const RuleSet> rules;
        std::vector<query::Problem> problems;
    };
    [[nodiscard]] Variant variant(std::string_view rule, std::string condition) const;

private:
    std::unique_ptr<Impl> impl_;
};

// ---- reading

struct RuleFile {
    std::string path;
    std::string content;
};

// What rules may refer to. An empty list of names is not checked.
struct RuleSurroundings {
    query::Names names;  // "assets.names"…, watches
    std::vector<std::string> detectors;
    std::vector<std::string> policies;
    std::string lang = "en";  // of what is said about queries
};

struct RulesResult {
    std::shared_ptr<const RuleSet> rules;  // null when there is an error
    Diagnostics diagnostics;
};
// In the order of the files: an override changes what stands before it.
[[nodiscard]] RulesResult read_rules(const std::vector<RuleFile>& files,
                                     const RuleSurroundings& surroundings = {});

// Names of the fields that output may hold: "author.handle", "text"…; "score.NAME" beside them.
[[nodiscard]] const std::vector<std::string>& output_fields();

[[nodiscard]] model::Text shown(model::RuleMode mode);  // as people read it: "en observation"

// For what hits are counted in the store: "rule:NAME", and "rule:NAME/EXCEPTION" for what an exception took
// away.
[[nodiscard]] std::string hits_of(const Rule& rule);
[[nodiscard]] std::string hits_of(const Rule& rule, const RuleException& exception);

}  // namespace vigie::judge
