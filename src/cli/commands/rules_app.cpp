#include "rules_app.hpp"

#include "rules.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace vigie::cli {
namespace {

CLI::App* command(CLI::App* rules, const char* name, const char* says, const char* examples) {
    auto* sub = rules->add_subcommand(name, says);
    sub->footer(fmt::format("Examples:\n{}", examples));
    return sub;
}

void add_source(CLI::App* sub, RuleSourceOptions& o) {
    sub->add_option("-c,--config", o.config, "Configuration file (default vigie.yaml)");
    sub->add_option("-r,--rules", o.rules, "Rule file(s), instead of the configuration's");
    sub->add_option("-a,--assets", o.assets, "Asset register(s), instead of the configuration's");
    sub->add_option("--data", o.data, "Folder of the store, instead of the configuration's");
}

}  // namespace

void add_rules(CLI::App& app, std::function<int()>& action) {
    static RulesTestOptions test;
    static RulesExplainOptions explain;
    static RulesBacktestOptions backtest;
    auto* rules = app.add_subcommand("rules", "The organisation's own rules (docs/write-rules/rules.md)");
    rules->require_subcommand(1);

    auto* sub = command(rules, "test", "Run the cases kept beside rules",
                        "  vigie rules test rules.test.yaml\n"
                        "  vigie rules test rules.yaml --assets assets.yaml    the cases beside it\n");
    sub->add_option("files", test.files, "Files of cases, or rule files that have some beside them")
        ->required();
    sub->add_option("-a,--assets", test.assets, "Asset register(s), beside those that the cases name");
    sub->add_flag("--json", test.json, "One JSON line for each case");
    sub->callback([&action] { action = [] { return rules_test(test); }; });

    sub = command(rules, "explain", "The effective rule: what each file made of it, and how good it is",
                  "  vigie rules explain fake-coupon\n"
                  "  vigie rules explain fake-coupon --rules rules.yaml --assets assets.yaml --lang fr\n");
    sub->add_option("name", explain.name, "Name of the rule")->required();
    sub->add_option("--lang", explain.lang, "fr or en")->check(CLI::IsMember({"fr", "en"}));
    sub->add_flag("--json", explain.json, "One JSON line");
    add_source(sub, explain.from);
    sub->callback([&action] { action = [] { return rules_explain(explain); }; });

    sub = command(rules, "backtest", "What rules, or two versions of them, raise in stored items",
                  "  vigie rules backtest --since 7d\n"
                  "  vigie rules backtest --since 30d --rule fake-coupon --new rules.new.yaml\n"
                  "  vigie rules backtest --old rules.yaml --new rules.new.yaml --json\n");
    sub->add_option("--since", backtest.since, "How far back: 7d, 12h");
    sub->add_option("--until", backtest.until, "Where to begin to look back, instead of now");
    sub->add_option("--rule", backtest.names, "Only this rule; may repeat");
    sub->add_option("--old", backtest.before,
                    "Rule file(s) of the version before (default: the configuration's)");
    sub->add_option("--new", backtest.after,
                    "Rule file(s) of the version after (default: the configuration's)");
    sub->add_option("-n,--limit", backtest.limit, "Show at most so many items of each kind")
        ->check(CLI::NonNegativeNumber);
    sub->add_flag("--json", backtest.json, "One JSON line for each rule");
    add_source(sub, backtest.from);
    sub->callback([&action] { action = [] { return rules_backtest(backtest); }; });
}

}  // namespace vigie::cli
