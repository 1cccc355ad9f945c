#include "rules/finding.hpp"
#include "rules/impl.hpp"

#include <vigie/ports/clock.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vigie::judge {
namespace {

constexpr std::uint32_t the_rule = 0xFFFFFFFFU;  // an owner that is no exception

bool holds(const RuleException& exception, Time seen) {
    return !exception.until || seen < *exception.until;
}

void add_sources(const Rule& rule, std::vector<query::Source>& sources) {
    sources.push_back({rule.name, rule.condition});
    for (const auto& e : rule.exceptions) sources.push_back({rule.name + "/" + e.name, e.condition});
}

// Only what these queries lead to: a register has tens of thousands of names.
void add_needed(std::string_view text, const query::Names& all, query::Names& out) {
    const auto visit = [&](const auto& self, const query::Node& node) -> void {
        for (const auto& child : node.children) self(self, child);
        if (node.op != query::Op::reference) return;
        const std::string_view name = node.text;
        constexpr std::string_view watch = "watch:";
        constexpr std::string_view list = "list:";
        if (name.starts_with(watch)) {
            const auto it = all.queries.find(std::string(name.substr(watch.size())));
            if (it != all.queries.end() && out.queries.insert(*it).second) add_needed(it->second, all, out);
        } else {
            const auto it =
                all.lists.find(std::string(name.starts_with(list) ? name.substr(list.size()) : name));
            if (it != all.lists.end()) out.lists.insert(*it);
        }
    };
    const auto parsed = query::parse(text, {.scores = true});
    if (parsed.root) visit(visit, *parsed.root);
}

query::CompileOptions compile_options(const std::vector<query::Source>& sources, const query::Names& names) {
    query::CompileOptions options;
    options.parse.scores = true;
    for (const auto& source : sources) add_needed(source.text, names, options.names);
    return options;
}

}  // namespace

std::string RulePlace::text() const {
    return file.empty() ? std::string() : fmt::format("{}:{}:{}", file, line, column);
}

std::string Rule::effective() const {
    if (exceptions.empty()) return condition;
    auto out = "(" + condition + ")";
    for (const auto& e : exceptions) out += " AND NOT (" + e.condition + ")";
    return out;
}

std::string hits_of(const Rule& rule) {
    return "rule:" + rule.name;
}

std::string hits_of(const Rule& rule, const RuleException& exception) {
    return "rule:" + rule.name + "/" + exception.name;
}

// ---- scanners: each thread borrows one

query::Scanner ScannerPool::take() {
    {
        const std::lock_guard lock(mutex_);
        if (!free_.empty()) {
            auto scanner = std::move(free_.back());
            free_.pop_back();
            return scanner;
        }
    }
    return query::Scanner(set_);
}

void ScannerPool::give_back(query::Scanner scanner) {
    const std::lock_guard lock(mutex_);
    constexpr std::size_t most = 16;
    if (free_.size() < most) free_.push_back(std::move(scanner));
}

// ---- the set

std::vector<query::SourceProblem> RuleSet::Impl::compile() {
    std::vector<query::Source> sources;
    owners.clear();
    singles.clear();
    for (std::uint32_t r = 0; r < rules.size(); ++r) {
        const auto& rule = rules[r];
        std::vector<query::Source> alone;
        add_sources(rule, alone);
        auto single = query::compile(alone, compile_options(alone, *names));
        if (!single.set) return std::move(single.problems);
        singles.push_back(std::make_unique<ScannerPool>(std::move(single.set)));
        if (rule.mode == model::RuleMode::off) continue;
        owners.push_back({r, the_rule});
        for (std::uint32_t e = 0; e < rule.exceptions.size(); ++e) owners.push_back({r, e});
        sources.insert(sources.end(), alone.begin(), alone.end());
    }
    auto all = query::compile(sources, compile_options(sources, *names));
    if (!all.set) return std::move(all.problems);
    language = all.set->needs_language();
    pool = std::make_unique<ScannerPool>(std::move(all.set));
    return {};
}

RuleSet::RuleSet(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RuleSet::~RuleSet() = default;

const std::vector<Rule>& RuleSet::rules() const noexcept {
    return impl_->rules;
}

const Rule* RuleSet::find(std::string_view name) const noexcept {
    const auto it = std::ranges::find(impl_->rules, name, &Rule::name);
    return it == impl_->rules.end() ? nullptr : &*it;
}

const std::string& RuleSet::version() const noexcept {
    return impl_->version;
}

const query::Names& RuleSet::names() const noexcept {
    return *impl_->names;
}

bool RuleSet::needs_language() const noexcept {
    return impl_->language;
}

RuleOutcome RuleSet::examine(const RuleInput& input) const {
    RuleOutcome out;
    const auto& owners = impl_->owners;
    if (owners.empty()) return out;
    const Borrowed scanner(*impl_->pool);
    const auto found = scanner->match(*input.view, input.context);
    const std::vector<std::uint32_t> matched(found.begin(), found.end());
    for (std::size_t i = 0; i < matched.size();) {
        const auto query = matched[i++];
        const auto [number, part] = owners[query];
        if (part != the_rule) continue;  // an exception without its rule
        const auto& rule = impl_->rules[number];
        bool taken_away = false;
        for (; i < matched.size() && owners[matched[i]].rule == number; ++i) {
            const auto exception = owners[matched[i]].exception;
            if (taken_away || !holds(rule.exceptions[exception], input.item->observed_at)) continue;
            taken_away = true;
            out.suppressed.push_back({number, exception});
        }
        if (taken_away) continue;
        out.hits.push_back(number);
        if (rule.mode == model::RuleMode::live)
            out.findings.push_back(finding_of(rule, input, scanner->highlights(query)));
    }
    return out;
}

RuleSet::Look RuleSet::look(std::uint32_t number, const RuleInput& input, bool want_finding) const {
    Look out;
    const auto& rule = impl_->rules.at(number);
    const Borrowed scanner(*impl_->singles[number]);
    const auto found = scanner->match(*input.view, input.context);
    if (found.empty() || found.front() != 0) return out;
    out.matched = true;
    for (const auto query : found.subspan(1)) {
        if (!holds(rule.exceptions[query - 1], input.item->observed_at)) continue;
        out.exception = query - 1;
        break;
    }
    out.highlights = scanner->highlights(0);
    if (want_finding) out.finding = finding_of(rule, input, out.highlights);
    return out;
}

std::vector<double> RuleSet::cost_us(const RuleInput& input, const ports::Clock& clock) const {
    constexpr int times = 128;
    const auto measure = [&](ScannerPool& pool) {
        const Borrowed scanner(pool);
        (void)scanner->match(*input.view, input.context);  // warm
        const auto begin = clock.steady();
        for (int i = 0; i < times; ++i) (void)scanner->match(*input.view, input.context);
        return static_cast<double>((clock.steady() - begin).count()) / times;
    };
    // What any query costs an item: its words are found once for all rules.
    static const auto nothing = [] {
        const std::vector<query::Source> one{{"nothing", "zqxjkvwqz"}};
        return query::compile(one).set;
    }();
    ScannerPool idle(nothing);
    const auto base = measure(idle);
    std::vector<double> out(impl_->rules.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (impl_->rules[i].mode != model::RuleMode::off)
            out[i] = std::max(0.0, measure(*impl_->singles[i]) - base);
    }
    return out;
}

// ---- other forms of the same rules

std::shared_ptr<const RuleSet> RuleSet::with(const std::vector<model::RuleSwitch>& switches) const {
    auto impl = std::make_unique<Impl>();
    impl->rules = impl_->rules;
    impl->names = impl_->names;
    impl->version = impl_->version;
    for (auto& rule : impl->rules) {
        rule.mode = rule.file_mode;
        rule.switched.reset();
        std::erase_if(rule.changes, [](const RuleChange& c) { return c.kind == "mode"; });
        const auto it = std::ranges::find(switches, rule.name, &model::RuleSwitch::rule);
        if (it == switches.end() || it->digest != rule.digest) continue;
        rule.mode = it->mode;
        rule.switched = *it;
        rule.changes.push_back(change_of(*it, rule.file_mode));
    }
    const auto problems = impl->compile();
    VIGIE_ASSERT(problems.empty());  // they compiled before
    return std::make_shared<const RuleSet>(std::move(impl));
}

RuleSet::Variant RuleSet::variant(std::string_view name, std::string condition) const {
    Variant out;
    const auto* rule = find(name);
    if (rule == nullptr) return out;
    auto impl = std::make_unique<Impl>();
    impl->names = impl_->names;
    impl->version = impl_->version;
    impl->rules.push_back(*rule);
    impl->rules.front().condition = std::move(condition);
    for (auto& p : impl->compile())
        if (p.source == 0) out.problems.push_back(std::move(p.problem));
    if (out.problems.empty()) out.rules = std::make_shared<const RuleSet>(std::move(impl));
    return out;
}

}  // namespace vigie::judge
