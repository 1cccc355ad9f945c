// Cases of rules: items that people write down beside their rules, with what each rule must say of them
// ("starter.test.yaml" beside "starter.yaml"). Read with all errors at once and run against a set; who runs
// them makes the input of an item (scores of detectors, assets).
#pragma once

#include <vigie/judge/rules.hpp>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace vigie::judge {

struct RuleCase {
    std::string name;
    std::string rule;
    model::Item item;
    std::map<std::string, double> scores;  // instead of what the detectors say
    bool raises = true;
    std::string exception;            // that must take it away; raises is false then
    std::vector<std::string> output;  // parts of the sentence, in either language
    std::optional<model::Severity> severity;
    std::string culprit;  // account | post | domain | url
    RulePlace place;
};

struct RuleCaseFile {
    std::vector<std::string> rules;   // rule files, as written; empty: those beside it
    std::vector<std::string> assets;  // registers, as written
    std::vector<RuleCase> cases;
    Diagnostics diagnostics;
};
// Items are seen on 2026-03-01 at noon unless a case says `at`. `rules` complains about names that the set
// lacks; null = not checked.
[[nodiscard]] RuleCaseFile read_rule_cases(const std::string& path, const std::string& content,
                                           const RuleSet* rules);

struct RuleCaseResult {
    bool passed = false;
    std::string says;  // why not, for a person; else the sentence that was raised
};
using MakeRuleInput = std::function<RuleInput(const model::Item&)>;
[[nodiscard]] RuleCaseResult run_case(const RuleSet& rules, const RuleCase& wanted,
                                      const MakeRuleInput& make);

}  // namespace vigie::judge
