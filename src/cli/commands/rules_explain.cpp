// vigie rules explain NAME: the rule in force, which file and line made each part of it, and how good it is.
#include "rules.hpp"

#include <vigie/drivers/system.hpp>
#include <vigie/judge/rule_stats.hpp>

#include <fmt/format.h>

namespace vigie::cli {
namespace {

using judge::Rule;
using model::Json;

struct Found {
    std::shared_ptr<const judge::RuleSet> rules;
    const Rule* rule = nullptr;
    std::optional<judge::RuleStats> stats;
};

// What the condition matches, in words: with lists and macros as they are named.
model::Text says(const Rule& rule) {
    const auto parsed = query::parse(rule.condition, {.scores = true});
    return parsed.root ? query::say(*parsed.root) : model::Text{};
}

Result<> look_up(Found& found, const RulesExplainOptions& options) {
    VIGIE_TRY_ASSIGN(const auto judgement, judgement_with_rules(options.from));
    found.rules = judgement->shared_rules();
    const auto store = store_if_any(options.from);
    const auto with_store = [&](ports::Session& session) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto switches, session.rule_switches());
        found.rules = found.rules->with(switches);
        found.rule = found.rules->find(options.name);
        if (found.rule == nullptr) return {};
        const auto clock = drivers::make_system_clock();
        VIGIE_TRY_ASSIGN(found.stats, judge::rule_stats(session, *found.rule, clock->now()));
        return {};
    };
    if (store) {
        VIGIE_TRY(store->read(with_store));
    } else {
        found.rule = found.rules->find(options.name);
    }
    if (found.rule != nullptr) return {};
    std::vector<std::string> names;
    for (const auto& rule : found.rules->rules()) names.push_back(rule.name);
    const auto near = nearest(options.name, names);
    return fail(Errc::not_found, "no rule is called '{}'{}", options.name,
                near.empty() ? std::string() : fmt::format(": did you mean '{}'?", near));
}

Json json_of_rule(const Found& found) {
    const auto& rule = *found.rule;
    auto set_by = Json::object();
    for (const auto& [part, place] : rule.set_by) set_by[part] = place.text();
    auto changes = Json::array();
    for (const auto& c : rule.changes)
        changes.push_back({{"kind", c.kind},
                           {"name", c.name},
                           {"place", c.place.text()},
                           {"adds", c.adds},
                           {"says", c.says}});
    Json out{{"name", rule.name},
             {"desc", rule.desc},
             {"place", rule.place.text()},
             {"mode", model::name(rule.mode)},
             {"severity", model::name(rule.severity)},
             {"score", rule.score},
             {"kind", rule.kind},
             {"condition", rule.written},
             {"effective", rule.effective()},
             {"says", says(rule)},
             {"output", rule.output},
             {"tags", rule.tags},
             {"playbook", rule.playbook},
             {"set_by", std::move(set_by)},
             {"changes", std::move(changes)}};
    if (found.stats) {
        const auto& s = *found.stats;
        out["stats"] = {{"hits_day", s.hits_day},
                        {"hits_week", s.hits_week},
                        {"never_fired", !s.last_hit},
                        {"verdicts", json_of(s.verdicts)},
                        {"cost_us", s.cost_us}};
    }
    return out;
}

void print_stats(const judge::RuleStats& s, bool fr) {
    if (!s.last_hit) {
        out(fr ? "\nN’a jamais rien touché." : "\nNever fired.");
        return;
    }
    out(fmt::format(fmt::runtime(fr ? "\n{} touches en 24 h, {} en 7 jours ; dernière : {}"
                                    : "\n{} hits in 24 h, {} in 7 days; last: {}"),
                    s.hits_day, s.hits_week, format_time(*s.last_hit)));
    out(fmt::format(
        fmt::runtime(fr ? "précision : {}   coût : {:.1f} µs" : "precision: {}   cost: {:.1f} µs"),
        shown_precision(s.verdicts, fr), s.cost_us));
    for (const auto& o : s.overlap)
        out(fmt::format(fmt::runtime(fr ? "  {} touche {} des mêmes messages ({:.0f} %)"
                                        : "  {} hits {} of the same items ({:.0f} %)"),
                        o.rule, o.shared, o.share * 100));
}

void print_rule(const Found& found, const std::string& lang) {
    const auto& rule = *found.rule;
    const bool fr = lang == "fr";
    out(fmt::format("{}  {}  {}  {}", rule.name, model::name(rule.severity), model::name(rule.mode),
                    rule.place.text()));
    out(rule.desc.in(lang));
    out(fmt::format("\n{}\n  {}",
                    fr ? "Condition, telle que son fichier la donne" : "Condition, as its file has it",
                    rule.written));
    if (rule.effective() != rule.written)
        out(fmt::format("\n{}\n  {}", fr ? "Condition en vigueur" : "Effective condition", rule.effective()));
    out(fmt::format("\n{}", says(rule).in(lang)));
    if (!rule.changes.empty()) out(fr ? "\nCe qui la change" : "\nWhat changes it");
    for (const auto& c : rule.changes) {
        out(fmt::format("  {:<10} {:<20} {}", c.kind, c.name, c.place.text()));
        out(fmt::format("             {}", c.says.in(lang)));
    }
    out(fr ? "\nQui a fixé quoi" : "\nWhat was set where");
    for (const auto& [part, place] : rule.set_by) out(fmt::format("  {:<10} {}", part, place.text()));
    if (found.stats) print_stats(*found.stats, fr);
}

}  // namespace

int rules_explain(const RulesExplainOptions& options) {
    Found found;
    if (const auto done = look_up(found, options); !done)
        return complain(done.error().message, done.error().code == Errc::not_found ? exit_no : exit_usage);
    if (options.json)
        out(model::dump(json_of_rule(found)));
    else
        print_rule(found, options.lang.empty() ? language() : options.lang);
    return exit_ok;
}

}  // namespace vigie::cli
