// vigie rules test | explain | backtest: the organisation's own rules on the command line.
#pragma once

#include "common.hpp"

#include <vigie/judge/rules.hpp>
#include <vigie/model/json.hpp>
#include <vigie/model/rule.hpp>
#include <vigie/ports/store.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vigie::cli {

// Where rules and what they refer to come from: files, or a configuration.
struct RuleSourceOptions {
    std::string config;
    std::vector<std::string> rules;
    std::vector<std::string> assets;
    std::string data;
};

struct RulesTestOptions {
    std::vector<std::string> files;
    std::vector<std::string> assets;
    bool json = false;
};
int rules_test(const RulesTestOptions& options);

struct RulesExplainOptions {
    RuleSourceOptions from;
    std::string name;
    std::string lang;
    bool json = false;
};
int rules_explain(const RulesExplainOptions& options);

struct RulesBacktestOptions {
    RuleSourceOptions from;
    std::string since = "7d";
    std::string until;
    std::vector<std::string> names;
    std::vector<std::string> before;
    std::vector<std::string> after;
    std::int64_t limit = 10;
    bool json = false;
};
int rules_backtest(const RulesBacktestOptions& options);

// ---- shared by them

// A judgement with these rules in force; what is wrong is printed. Without rule files: those of the
// configuration.
[[nodiscard]] Result<std::shared_ptr<const engine::Judgement>> judgement_with_rules(
    const RuleSourceOptions& options);
// The same judgement with the rules of other files.
[[nodiscard]] Result<std::shared_ptr<const judge::RuleSet>> rules_in(const std::vector<std::string>& files,
                                                                     const engine::Judgement& judgement);
// The store of the configuration or folder; nothing when there is none yet.
[[nodiscard]] std::unique_ptr<ports::Store> store_if_any(const RuleSourceOptions& options);

[[nodiscard]] std::string shown_precision(const model::VerdictCounts& verdicts, bool french);
[[nodiscard]] model::Json json_of(const model::VerdictCounts& verdicts);

}  // namespace vigie::cli
