// The organisation's own rules: what is in force, how good each is, its mode, and backtests.
#include "resources.hpp"
#include "watch_json.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/judge/backtest.hpp>
#include <vigie/judge/rule_stats.hpp>
#include <vigie/kit/utf8.hpp>

#include <algorithm>

namespace vigie::serve {
namespace {

using judge::Rule;

std::shared_ptr<const judge::RuleSet> rules_in_force(const App& app) {
    return app.parts.rules ? app.parts.rules() : judge::read_rules({}).rules;
}

Json json_of(const model::VerdictCounts& v) {
    return {{"confirmed", v.confirmed},
            {"false_alarm", v.false_alarm},
            {"harmless", v.harmless},
            {"none", v.none}};
}

Json precision_of(const model::VerdictCounts& verdicts) {
    const auto precision = verdicts.precision();
    return precision ? Json(*precision) : Json();
}

Json json_of(const judge::RuleStats& s) {
    auto overlap = Json::array();
    for (const auto& o : s.overlap)
        overlap.push_back({{"rule", o.rule}, {"shared", o.shared}, {"share", o.share}});
    Json out{{"hits_day", s.hits_day},
             {"hits_day_before", s.hits_day_before},
             {"hits_week", s.hits_week},
             {"hits_week_before", s.hits_week_before},
             {"never_fired", !s.last_hit},
             {"verdicts", json_of(s.verdicts)},
             {"precision", precision_of(s.verdicts)},
             {"cost_us", s.cost_us},
             {"overlap", std::move(overlap)}};
    if (s.last_hit) out["last_hit_at"] = format_time(*s.last_hit);
    return out;
}

Json exceptions_of(const Rule& rule, const judge::RuleStats& stats) {
    auto out = Json::array();
    for (std::size_t i = 0; i < rule.exceptions.size(); ++i) {
        const auto& e = rule.exceptions[i];
        Json one{{"name", e.name},
                 {"fields", e.fields},
                 {"values", e.values},
                 {"condition", e.condition},
                 {"says", e.why},
                 {"place", e.place.text()},
                 {"suppressed_week", stats.suppressed_week[i]}};
        if (e.until) one["until"] = format_time(*e.until);
        out.push_back(std::move(one));
    }
    return out;
}

Json changes_of(const Rule& rule) {
    auto out = Json::array();
    for (const auto& c : rule.changes) {
        Json one{{"kind", c.kind}, {"name", c.name}, {"adds", c.adds}, {"says", c.says}};
        if (!c.place.file.empty()) one["place"] = c.place.text();
        out.push_back(std::move(one));
    }
    return out;
}

Json set_by_of(const Rule& rule) {
    auto out = Json::object();
    for (const auto& [part, place] : rule.set_by) out[part] = place.text();
    return out;
}

Json json_of(const Call& call, const Rule& rule, const judge::RuleStats& stats) {
    const auto parsed = query::parse(rule.condition, {.scores = true});
    Json out{{"name", rule.name},
             {"desc", rule.desc},
             {"condition", rule.written},
             {"output", call.french() ? rule.output.fr : rule.output.en},
             {"severity", model::name(rule.severity)},
             {"score", rule.score},
             {"tags", rule.tags},
             {"kind", rule.kind},
             {"exceptions", exceptions_of(rule, stats)},
             {"mode", model::name(rule.mode)},
             {"place", rule.place.text()},
             {"says", parsed.root ? query::say(*parsed.root) : model::Text{}},
             {"problems", to_json(parsed.problems)},
             {"effective",
              {{"condition", rule.effective()}, {"changes", changes_of(rule)}, {"set_by", set_by_of(rule)}}},
             {"stats", json_of(stats)},
             {"per_hour", stats.per_hour},
             {"per_hour_before", stats.per_hour_before}};
    if (!rule.playbook.empty()) out["playbook"] = rule.playbook;
    if (rule.switched) {
        out["mode_why"] = rule.switched->why;
        out["mode_by"] = rule.switched->by;
        out["mode_at"] = format_time(rule.switched->at);
    }
    return out;
}

Response unknown_rule(const Call& call) {
    return problem(call, {404,
                          "not_found",
                          {"Cette règle n’existe pas.", "There is no such rule."},
                          {"Vérifiez son nom, et les fichiers que nomme la configuration.",
                           "Check its name, and the files that the configuration names."}});
}

Response bad(const Call& call, model::Text message) {
    return problem(call, {422, "invalid_argument", std::move(message), {"", ""}});
}

// The rule of the path's {name} as it is in force now.
Response answer(const Call& call) {
    const auto rules = rules_in_force(call.app);
    const auto* rule = rules->find(call.captures[0]);
    if (rule == nullptr) return unknown_rule(call);
    Json body;
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto stats, judge::rule_stats(s, *rule, call.now()));
        body = json_of(call, *rule, stats);
        return {};
    });
    return done ? json(body) : problem(call, done.error());
}

Json json_of(const judge::BacktestSide& side) {
    return {{"matched", side.matched},
            {"per_day", side.per_day},
            {"verdicts", json_of(side.verdicts)},
            {"precision", precision_of(side.verdicts)}};
}

Json json_of(const std::vector<judge::BacktestRow>& rows) {
    auto out = Json::array();
    for (const auto& row : rows) {
        Json one{{"item", row.item},
                 {"highlights", to_json(row.highlights, row.item)},
                 {"verdict", model::name(row.verdict)}};
        if (!row.incident.empty()) one["incident"] = row.incident.value;
        out.push_back(std::move(one));
    }
    return out;
}

Json json_of(const judge::Backtest& b, int hours) {
    return {{"hours", hours},
            {"looked_at", b.looked_at},
            {"truncated", b.truncated},
            {"current", json_of(b.current)},
            {"candidate", json_of(b.candidate)},
            {"kept", b.kept},
            {"gained", json_of(b.gained)},
            {"lost", json_of(b.lost)}};
}

}  // namespace

Response list_rules(Call& call) {
    const auto rules = rules_in_force(call.app);
    Json body{{"now", format_time(call.now())}, {"rows", Json::array()}};
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        for (const auto& rule : rules->rules()) {
            VIGIE_TRY_ASSIGN(const auto stats, judge::rule_stats(s, rule, call.now()));
            body["rows"].push_back(json_of(call, rule, stats));
        }
        return {};
    });
    return done ? json(body) : problem(call, done.error());
}

Response get_rule(Call& call) {
    return answer(call);
}

Response set_rule_mode(Call& call) {
    const auto rules = rules_in_force(call.app);
    const auto* rule = rules->find(call.captures[0]);
    if (rule == nullptr) return unknown_rule(call);
    const auto mode = model::rule_mode_of(call.text("mode"));
    if (!mode) return bad(call, {"mode\u00A0: live, shadow ou off.", "mode: live, shadow or off."});
    constexpr std::size_t longest = 2000;
    const auto why = long_text(call.body, "why", longest);
    if (!why || why->empty())
        return bad(call, {"why\u00A0: il faut un motif, de 2000 caractères au plus.",
                          "why: a reason is needed, of at most 2000 characters."});
    const auto was = judge::shown(rule->mode);
    const auto is = judge::shown(*mode);
    const auto done = call.app.parts.store->write([&](ports::Session& s) -> Result<> {
        VIGIE_TRY(s.put_rule_switch({rule->name, *mode, rule->digest, *why, call.user->name, call.now()}));
        VIGIE_TRY(s.append_audit(
            {.at = call.now(),
             .actor = call.user->name,
             .act = "rule.mode",
             .object = rule->name,
             .incident = {},
             .says = {"Règle «\u00A0" + rule->name + "\u00A0»\u00A0: " + was.fr + " → " + is.fr,
                      "Rule “" + rule->name + "”: " + was.en + " → " + is.en},
             .why = *why}));
        return {};
    });
    if (!done) return problem(call, done.error());
    if (call.app.parts.refresh_rules) {
        if (const auto refreshed = call.app.parts.refresh_rules(); !refreshed)
            return problem(call, refreshed.error());
    }
    call.app.parts.bus->publish("rule.updated", model::dump(Json{{"name", rule->name}}));
    return answer(call);
}

Response backtest_rule(Call& call) {
    const auto rules = rules_in_force(call.app);
    const auto* rule = rules->find(call.captures[0]);
    if (rule == nullptr) return unknown_rule(call);
    constexpr int most_hours = 2160;
    const auto hours = call.body.find("hours");
    if (hours == call.body.end() || !hours->is_number_integer() || hours->get<std::int64_t>() < 1 ||
        hours->get<std::int64_t>() > most_hours)
        return bad(call, {"hours\u00A0: 1 à 2160.", "hours: 1 to 2160."});
    auto candidate = rules;
    if (call.body.contains("condition")) {
        if (!call.body["condition"].is_string())
            return bad(call, {"condition\u00A0: il faut un texte.", "condition: a text is needed."});
        auto variant = rules->variant(rule->name, call.text("condition"));
        if (!variant.rules) return invalid_query(call, variant.problems);
        candidate = std::move(variant.rules);
    }
    const judge::BacktestOptions options{
        .now = call.now(), .hours = hours->get<int>(), .most_items = 100'000};
    const auto view = call.app.parts.rule_view ? call.app.parts.rule_view() : judge::MakeRuleInput{};
    if (!view) return problem(call, Error{Errc::unavailable, "nothing judges items here"});
    Json body;
    const auto done = call.app.parts.store->read([&](ports::Session& s) -> Result<> {
        VIGIE_TRY_ASSIGN(const auto tests,
                         judge::backtest(s, *rules, *candidate, {rule->name}, options, view));
        body = json_of(tests.front(), options.hours);
        return {};
    });
    return done ? json(body) : problem(call, done.error());
}

}  // namespace vigie::serve
