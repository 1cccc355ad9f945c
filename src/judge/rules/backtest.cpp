#include <vigie/judge/backtest.hpp>
#include <vigie/ports/store_rules.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace vigie::judge {
namespace {

struct Label {
    model::Verdict verdict = model::Verdict::none;
    model::IncidentId incident;
};

// Which items matched on which side: labels are looked up after the visit.
struct Hit {
    model::ItemKey item;
    bool before = false;
    bool after = false;
};

class Comparison {
public:
    Comparison(std::string name, const RuleSet& current, const RuleSet& candidate,
               const BacktestOptions& options)
        : current_(current), candidate_(candidate), options_(options) {
        out.rule = std::move(name);
        before_ = number_of(current);
        after_ = number_of(candidate);
        const auto days = static_cast<std::size_t>((options.hours + 23) / 24);
        out.current.per_day.resize(days);
        out.candidate.per_day.resize(days);
    }

    void look(const model::Item& item, const RuleInput& input) {
        ++out.looked_at;
        auto before = look(current_, before_, input);
        auto after = look(candidate_, after_, input);
        if (!before && !after) return;
        if (before) count(out.current, item);
        if (after) count(out.candidate, item);
        hits_.push_back({item.key(), before.has_value(), after.has_value()});
        if (before && after)
            ++out.kept;
        else if (after)
            keep(out.gained, out.gained_count, item, std::move(after->highlights));
        else
            keep(out.lost, out.lost_count, item, std::move(before->highlights));
    }

    Result<> label(ports::Session& session, std::map<model::ItemKey, Label>& known) {
        const auto label_of = [&](const model::ItemKey& key) -> Result<Label> {
            if (const auto it = known.find(key); it != known.end()) return it->second;
            VIGIE_TRY_ASSIGN(const auto incident, session.incident_on(key));
            const auto label = incident ? Label{incident->verdict, incident->id} : Label{};
            known.emplace(key, label);
            return label;
        };
        for (const auto& hit : hits_) {
            VIGIE_TRY_ASSIGN(const auto label, label_of(hit.item));
            if (hit.before) ports::count(label.verdict, out.current.verdicts);
            if (hit.after) ports::count(label.verdict, out.candidate.verdicts);
        }
        for (auto* rows : {&out.gained, &out.lost}) {
            for (auto& row : *rows) {
                VIGIE_TRY_ASSIGN(const auto label, label_of(row.item.key()));
                row.verdict = label.verdict;
                row.incident = label.incident;
            }
        }
        return {};
    }

    Backtest out;

private:
    [[nodiscard]] std::optional<std::uint32_t> number_of(const RuleSet& rules) const {
        const auto* rule = rules.find(out.rule);
        if (rule == nullptr) return std::nullopt;
        return static_cast<std::uint32_t>(rule - rules.rules().data());
    }

    static std::optional<RuleSet::Look> look(const RuleSet& rules, std::optional<std::uint32_t> number,
                                             const RuleInput& input) {
        if (!number) return std::nullopt;
        auto look = rules.look(*number, input, false);
        if (!look.matched || look.exception) return std::nullopt;
        return look;
    }

    void count(BacktestSide& side, const model::Item& item) const {
        ++side.matched;
        const auto age = std::max(options_.now - item.observed_at, Duration{});
        const auto days = static_cast<std::size_t>(std::chrono::floor<std::chrono::days>(age).count());
        if (days < side.per_day.size()) ++side.per_day[side.per_day.size() - 1 - days];
    }

    void keep(std::vector<BacktestRow>& rows, std::int64_t& number, const model::Item& item,
              std::vector<query::Highlight> highlights) const {
        ++number;
        if (rows.size() < options_.rows) rows.push_back({item, std::move(highlights), {}, {}});
    }

    const RuleSet& current_;
    const RuleSet& candidate_;
    const BacktestOptions& options_;
    std::optional<std::uint32_t> before_;
    std::optional<std::uint32_t> after_;
    std::vector<Hit> hits_;
};

std::vector<std::string> names_in(const RuleSet& current, const RuleSet& candidate) {
    std::vector<std::string> out;
    for (const auto& rule : candidate.rules()) out.push_back(rule.name);
    for (const auto& rule : current.rules())
        if (candidate.find(rule.name) == nullptr) out.push_back(rule.name);
    return out;
}

}  // namespace

Result<std::vector<Backtest>> backtest(ports::Session& session, const RuleSet& current,
                                       const RuleSet& candidate, const std::vector<std::string>& names,
                                       const BacktestOptions& options, const MakeRuleInput& make) {
    std::vector<Comparison> comparisons;
    for (const auto& name : names.empty() ? names_in(current, candidate) : names)
        comparisons.emplace_back(name, current, candidate, options);
    const auto since = options.now - std::chrono::hours(options.hours);
    bool more = false;
    std::int64_t looked_at = 0;
    VIGIE_TRY(session.visit_items(since, options.most_items + 1, [&](const model::Item& item) {
        more = looked_at == options.most_items;
        if (more) return false;
        ++looked_at;
        const auto input = make(item);
        for (auto& comparison : comparisons) comparison.look(item, input);
        return true;
    }));
    std::vector<Backtest> out;
    std::map<model::ItemKey, Label> labels;
    for (auto& comparison : comparisons) {
        VIGIE_TRY(comparison.label(session, labels));
        comparison.out.truncated = more;
        out.push_back(std::move(comparison.out));
    }
    return out;
}

}  // namespace vigie::judge
