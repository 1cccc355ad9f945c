// vigie rules backtest: what rules, or two versions of them, raise in stored items, and what analysts said.
#include "open_store.hpp"
#include "query.hpp"
#include "rules.hpp"

#include <vigie/drivers/system.hpp>
#include <vigie/engine/rule_view.hpp>
#include <vigie/judge/backtest.hpp>
#include <vigie/judge/phrase.hpp>

#include <fmt/format.h>

#include <chrono>

namespace vigie::cli {
namespace {

using judge::Backtest;
using model::Json;

std::string verdict_word(model::Verdict verdict, bool fr) {
    switch (verdict) {
        case model::Verdict::confirmed: return fr ? "confirmé" : "confirmed";
        case model::Verdict::false_alarm: return fr ? "fausse alerte" : "false alarm";
        case model::Verdict::harmless: return fr ? "sans gravité" : "harmless";
        case model::Verdict::none: return fr ? "sans verdict" : "no verdict";
    }
    return {};
}

Json side_json(const judge::BacktestSide& side) {
    const auto precision = side.verdicts.precision();
    return {{"matched", side.matched},
            {"per_day", side.per_day},
            {"verdicts", json_of(side.verdicts)},
            {"precision", precision ? Json(*precision) : Json()}};
}

Json rows_json(const std::vector<judge::BacktestRow>& rows) {
    auto out = Json::array();
    for (const auto& row : rows)
        out.push_back(
            {{"item", {{"network", row.item.network}, {"id", row.item.id}, {"text", row.item.text}}},
             {"verdict", model::name(row.verdict)},
             {"incident", row.incident.value}});
    return out;
}

void print_json(const Backtest& b, int hours) {
    out(model::dump({{"rule", b.rule},
                     {"hours", hours},
                     {"looked_at", b.looked_at},
                     {"truncated", b.truncated},
                     {"current", side_json(b.current)},
                     {"candidate", side_json(b.candidate)},
                     {"kept", b.kept},
                     {"gained_count", b.gained_count},
                     {"lost_count", b.lost_count},
                     {"gained", rows_json(b.gained)},
                     {"lost", rows_json(b.lost)}}));
}

void print_side(const char* name, const judge::BacktestSide& side, bool fr) {
    const auto& v = side.verdicts;
    out(fmt::format("  {:<8} {:>6}   {} {}, {} {}, {} {}, {} {}   {} {}", name, side.matched, v.confirmed,
                    verdict_word(model::Verdict::confirmed, fr), v.false_alarm,
                    verdict_word(model::Verdict::false_alarm, fr), v.harmless,
                    verdict_word(model::Verdict::harmless, fr), v.none,
                    verdict_word(model::Verdict::none, fr),
                    fr ? "précision :" : "precision:", shown_precision(v, fr)));
}

void print_rows(const std::vector<judge::BacktestRow>& rows, bool fr) {
    for (const auto& row : rows) {
        const auto& item = row.item;
        out(fmt::format("      {}  @{}  {}{}  {}", format_time(item.observed_at).substr(0, 16),
                        judge::plain(item.author.handle), verdict_word(row.verdict, fr),
                        row.incident.empty() ? "" : " " + row.incident.value, judge::plain(item.text)));
    }
}

void print_text(const Backtest& b, bool fr, bool two) {
    out(fmt::format(fmt::runtime(fr ? "{}   {} messages examinés{}" : "{}   {} items looked at{}"), b.rule,
                    b.looked_at, b.truncated ? (fr ? " (il y en a d’autres)" : " (there are more)") : ""));
    if (!two) return print_side(fr ? "touche" : "matches", b.current, fr);
    print_side(fr ? "avant" : "before", b.current, fr);
    print_side(fr ? "après" : "after", b.candidate, fr);
    out(fmt::format(fmt::runtime(fr ? "  = {} inchangés" : "  = {} unchanged"), b.kept));
    out(fmt::format(fmt::runtime(fr ? "  + {} signalés en plus" : "  + {} newly raised"), b.gained_count));
    print_rows(b.gained, fr);
    out(fmt::format(fmt::runtime(fr ? "  - {} qui ne le sont plus" : "  - {} no longer raised"),
                    b.lost_count));
    print_rows(b.lost, fr);
}

struct Sides {
    std::shared_ptr<const engine::Judgement> judgement;
    std::shared_ptr<const judge::RuleSet> before;
    std::shared_ptr<const judge::RuleSet> after;
};

Result<Sides> sides_of(const RulesBacktestOptions& options) {
    Sides out;
    auto from = options.from;
    // With both versions given, no rules of the configuration are needed.
    if (from.rules.empty() && !from.assets.empty())
        from.rules = options.before.empty() ? options.after : options.before;
    VIGIE_TRY_ASSIGN(out.judgement, judgement_with_rules(from));
    out.before = out.judgement->shared_rules();
    out.after = out.before;
    if (!options.before.empty()) {
        VIGIE_TRY_ASSIGN(out.before, rules_in(options.before, *out.judgement));
    }
    if (!options.after.empty()) {
        VIGIE_TRY_ASSIGN(out.after, rules_in(options.after, *out.judgement));
    }
    for (const auto& name : options.names) {
        if (out.before->find(name) == nullptr && out.after->find(name) == nullptr)
            return fail(Errc::not_found, "no rule is called '{}'", name);
    }
    return out;
}

Result<judge::BacktestOptions> limits_of(const RulesBacktestOptions& options) {
    judge::BacktestOptions out;
    VIGIE_TRY_ASSIGN(const auto since, parse_duration(options.since));
    out.hours = static_cast<int>(std::chrono::ceil<std::chrono::hours>(since).count());
    constexpr int most_hours = 24 * 366;
    if (out.hours < 1 || out.hours > most_hours)
        return fail(Errc::invalid_argument, "--since: write 1h to 366d");
    out.now = drivers::make_system_clock()->now();
    if (!options.until.empty()) {
        VIGIE_TRY_ASSIGN(out.now, parse_time(options.until));
    }
    out.rows = static_cast<std::size_t>(options.limit);
    return out;
}

Result<> run(const RulesBacktestOptions& options) {
    VIGIE_TRY_ASSIGN(const auto limits, limits_of(options));
    VIGIE_TRY_ASSIGN(const auto sides, sides_of(options));
    VIGIE_TRY_ASSIGN(const auto store, open_configured_store(options.from.config, options.from.data));
    const QueryContext context;
    engine::RuleView view(sides.judgement, context.get().language);
    std::vector<Backtest> all;
    VIGIE_TRY(store->read([&](ports::Session& session) -> Result<> {
        VIGIE_TRY_ASSIGN(all, judge::backtest(session, *sides.before, *sides.after, options.names, limits,
                                              [&](const model::Item& item) { return view.of(item); }));
        return {};
    }));
    const bool fr = language() == "fr";
    const bool two = !options.before.empty() || !options.after.empty();
    for (const auto& b : all) {
        if (options.json)
            print_json(b, limits.hours);
        else
            print_text(b, fr, two);
    }
    if (all.empty() && !options.json) out(fr ? "aucune règle" : "no rules");
    return {};
}

}  // namespace

int rules_backtest(const RulesBacktestOptions& options) {
    const auto done = run(options);
    if (done) return exit_ok;
    return complain(done.error().message, done.error().code == Errc::io ? exit_input : exit_usage);
}

}  // namespace vigie::cli
