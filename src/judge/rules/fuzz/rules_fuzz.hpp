// One round of fuzzing rule files and files of cases: whatever the bytes, reading ends, complaints point into
// the file, and rules that were read can be held against an item.
#pragma once

#include <vigie/base/assert.hpp>
#include <vigie/judge/rule_cases.hpp>
#include <vigie/judge/rules.hpp>

#include <algorithm>
#include <string>

namespace vigie::judge {

inline void fuzz_rules(std::string_view bytes) {
    const std::string content(bytes);
    RuleSurroundings around;
    around.names.lists["assets.names"] = {"Acme"};
    around.detectors = {"impersonation"};
    const auto read = read_rules({{"f.yaml", content}}, around);
    VIGIE_ASSERT((read.rules == nullptr) == has_errors(read.diagnostics));
    const auto lines = std::count(content.begin(), content.end(), '\n') + 1;
    for (const auto& d : read.diagnostics) VIGIE_ASSERT(d.line >= 0 && d.line <= lines);
    model::Item item;
    item.text = "un coupon Acme https://bit.ly/x +33 8 99 70 12 34";
    item.author.handle = "a.example";
    model::ItemViewer viewer;
    RuleInput input;
    input.item = &item;
    input.view = &viewer.of(item);
    input.context.score = [](std::string_view) { return 0.9; };
    if (read.rules) {
        const auto out = read.rules->examine(input);
        VIGIE_ASSERT(out.findings.size() <= out.hits.size());
        for (std::uint32_t i = 0; i < read.rules->rules().size(); ++i) {
            VIGIE_ASSERT(!read.rules->rules()[i].effective().empty());
            const auto look = read.rules->look(i, input, true);
            VIGIE_ASSERT(!look.matched || !look.finding.evidence.empty());
        }
        VIGIE_ASSERT(read.rules->with({})->rules().size() == read.rules->rules().size());
    }
    for (const auto& one : read_rule_cases("f.test.yaml", content, read.rules.get()).cases) {
        if (read.rules) (void)run_case(*read.rules, one, [&](const model::Item&) { return input; });
    }
}

}  // namespace vigie::judge
