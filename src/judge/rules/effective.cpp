#include "rules/effective.hpp"

#include "rules/finding.hpp"
#include "rules/impl.hpp"
#include "rules/output.hpp"

#include <vigie/kit/hash.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vigie::judge {
namespace {

model::Text severity_word(model::Severity severity) {
    switch (severity) {
        case model::Severity::info: return {"information", "info"};
        case model::Severity::low: return {"faible", "low"};
        case model::Severity::medium: return {"moyenne", "medium"};
        case model::Severity::high: return {"haute", "high"};
        case model::Severity::critical: return {"critique", "critical"};
    }
    return {};
}

std::string and_of(const std::string& a, const std::string& b) {
    return "(" + a + ") AND (" + b + ")";
}
std::string or_of(const std::string& a, const std::string& b) {
    return "(" + a + ") OR (" + b + ")";
}

class Assembler {
public:
    Assembler(const Entries& entries, const query::Names& names, Reading& reading)
        : entries_(entries), names_(names), reading_(reading) {}

    std::vector<Rule> run() {
        for (const auto& macro : entries_.macros) (void)reading_.check(macro.file, macro.condition, names_);
        for (const auto& entry : entries_.rules) {
            check_parts(entry);
            if (entry.is_override)
                change(entry);
            else
                add(entry);
        }
        for (auto& rule : rules_) finish(rule);
        return std::move(rules_);
    }

private:
    Rule* find(const std::string& name) {
        const auto it = std::ranges::find(rules_, name, &Rule::name);
        return it == rules_.end() ? nullptr : &*it;
    }

    void check_parts(const ReadRule& entry) {
        for (const auto& part : entry.outputs) {
            for (auto& p : check_output(part.text, reading_.surroundings().detectors))
                reading_.complain(entry.file, part, p.at, "unknown-output-field", std::move(p.message),
                                  std::move(p.help));
        }
        const auto& policies = reading_.surroundings().policies;
        if (entry.playbook && !policies.empty() &&
            std::ranges::find(policies, *entry.playbook) == policies.end()) {
            const auto near = nearest(*entry.playbook, policies);
            entry.node.get("playbook")
                .error("unknown-policy", fmt::format("no policy has the id '{}'", *entry.playbook),
                       near.empty() ? fmt::format("known here: {}", fmt::join(policies, ", "))
                                    : fmt::format("did you mean '{}'?", near));
        }
    }

    std::optional<query::Node> check(const ReadRule& entry, const Written& query) {
        return reading_.check(entry.file, query, names_);
    }

    void add(const ReadRule& entry) {
        if (const auto* first = find(entry.name)) {
            entry.node.error(
                "duplicate-name",
                fmt::format("a rule is called '{}' already ({})", entry.name, first->place.text()),
                fmt::format("write 'override: {}' to change it", entry.name));
            return;
        }
        Rule rule;
        rule.name = entry.name;
        rule.place = reading_.place(entry.file, entry.node);
        rule.written = entry.condition.text;
        rule.condition = entry.condition.text;
        rule.kind = "rule";
        if (const auto tree = check(entry, entry.condition))
            tell_references(*tree, entries_, reading_, rule.changes);
        rule.set_by["condition"] = reading_.place(entry.file, entry.condition.node);
        take(entry, rule);
        rules_.push_back(std::move(rule));
    }

    // What an entry says of the parts that rules and overrides share.
    void take(const ReadRule& entry, Rule& rule) {
        const auto at = [&](const char* field) { return reading_.place(entry.file, entry.node.get(field)); };
        if (entry.desc) rule.desc = *entry.desc, rule.set_by["desc"] = at("desc");
        if (entry.output) rule.output = *entry.output, rule.set_by["output"] = at("output");
        if (entry.severity) rule.severity = *entry.severity, rule.set_by["severity"] = at("severity");
        if (entry.score) rule.score = *entry.score, rule.set_by["score"] = at("score");
        if (entry.playbook) rule.playbook = *entry.playbook, rule.set_by["playbook"] = at("playbook");
        if (entry.kind) rule.kind = *entry.kind, rule.set_by["kind"] = at("kind");
        if (entry.culprit) rule.culprit = *entry.culprit, rule.set_by["culprit"] = at("culprit");
        if (entry.mode) rule.file_mode = *entry.mode, rule.set_by["enabled"] = at("enabled");
        if (!entry.tags.empty()) rule.set_by["tags"] = at("tags");
        for (const auto& tag : entry.tags)
            if (std::ranges::find(rule.tags, tag) == rule.tags.end()) rule.tags.push_back(tag);
        for (const auto& e : entry.exceptions) except(entry, e, rule);
    }

    void except(const ReadRule& entry, const ReadException& read, Rule& rule) {
        auto exception = read.exception;
        exception.place = reading_.place(entry.file, read.node);
        if (exception.name.empty()) return;
        if (std::ranges::find(rule.exceptions, exception.name, &RuleException::name) !=
            rule.exceptions.end()) {
            read.node.error(
                "duplicate-name",
                fmt::format("the rule '{}' has an exception '{}' already", rule.name, exception.name),
                "give it another name");
            return;
        }
        const Written query{exception.condition, read.condition ? read.condition.node : read.node};
        const auto tree = exception.condition.empty() ? std::nullopt : check(entry, query);
        if (!tree) return;
        RuleChange change{"exception", exception.name, exception.place,
                          "AND NOT (" + exception.condition + ")", exception.why};
        if (change.says.fr.empty()) {
            const auto says = query::say(*tree);
            change.says = {"Retire\u00a0: " + says.fr, "Takes away: " + says.en};
        }
        if (exception.until) {
            constexpr std::size_t day = 10;
            const auto date = format_time(*exception.until).substr(0, day);
            change.says.fr += fmt::format(" (jusqu’au {})", date);
            change.says.en += fmt::format(" (until {})", date);
        }
        rule.changes.push_back(std::move(change));
        tell_references(*tree, entries_, reading_, rule.changes);
        rule.exceptions.push_back(std::move(exception));
    }

    void change(const ReadRule& entry) {
        auto* rule = find(entry.name);
        if (rule == nullptr) {
            std::vector<std::string> names;
            for (const auto& r : rules_) names.push_back(r.name);
            const auto near = nearest(entry.name, names);
            entry.node.get("override")
                .error("unknown-rule", fmt::format("no rule before this is called '{}'", entry.name),
                       near.empty() ? "an override stands behind its rule, as a rule in a later file"
                                    : fmt::format("did you mean '{}'?", near));
            return;
        }
        change_condition(entry, *rule);
        const auto before = *rule;
        take(entry, *rule);
        const auto add = [&](const char* field, std::string adds, model::Text says) {
            rule->changes.push_back({"override", entry.name,
                                     reading_.place(entry.file, entry.node.get(field)), std::move(adds),
                                     std::move(says)});
        };
        if (entry.severity) {
            const auto was = severity_word(before.severity);
            const auto is = severity_word(*entry.severity);
            add("severity", fmt::format("severity: {}", model::name(*entry.severity)),
                {fmt::format("Gravité\u00a0: {} devient {}.", was.fr, is.fr),
                 fmt::format("Severity: {} becomes {}.", was.en, is.en)});
        }
        if (entry.mode) {
            const auto was = shown(before.file_mode);
            const auto is = shown(*entry.mode);
            add("enabled", fmt::format("enabled: {}", model::name(*entry.mode)),
                {fmt::format("Mode\u00a0: {} devient {}.", was.fr, is.fr),
                 fmt::format("Mode: {} becomes {}.", was.en, is.en)});
        }
        const auto replaced = [&](const char* field, const std::string& to, const char* french) {
            add(field, fmt::format("{}: {}", field, to),
                {fmt::format("{} remplacé\u00a0: {}", french, to),
                 fmt::format("{} replaced: {}", field, to)});
        };
        if (entry.output) replaced("output", entry.output->en, "Message");
        if (entry.desc) replaced("desc", entry.desc->en, "Libellé");
        if (entry.score) replaced("score", fmt::format("{}", *entry.score), "Score");
        if (entry.playbook) replaced("playbook", *entry.playbook, "Plan d’action");
        if (entry.kind) replaced("kind", *entry.kind, "Type de dossier");
        if (entry.culprit) replaced("culprit", entry.node.get("culprit").text().value_or(""), "Auteur visé");
        if (!entry.tags.empty())
            add("tags", fmt::format("tags: {}", fmt::join(entry.tags, ", ")),
                {fmt::format("Étiquettes ajoutées\u00a0: {}.", fmt::join(entry.tags, ", ")),
                 fmt::format("Tags added: {}.", fmt::join(entry.tags, ", "))});
    }

    void change_condition(const ReadRule& entry, Rule& rule) {
        const auto put = [&](const Written& query, const char* field, std::string adds, std::string condition,
                             const model::Text& before_says) {
            const auto tree = reading_.check(entry.file, query, names_, &query == &entry.narrowed);
            if (!tree) return;
            const auto says = query::say(*tree);
            rule.condition = std::move(condition);
            const auto place = reading_.place(entry.file, entry.node.get(field));
            rule.set_by["condition"] = place;
            rule.changes.push_back({"override",
                                    entry.name,
                                    place,
                                    std::move(adds),
                                    {before_says.fr + says.fr, before_says.en + says.en}});
            tell_references(*tree, entries_, reading_, rule.changes);
        };
        const auto& whole = entry.condition.text;
        const auto& narrow = entry.narrowed.text;
        const auto& wide = entry.widened.text;
        put(entry.condition, "condition", whole, whole,
            {"Condition remplacée\u00a0: ", "Condition replaced: "});
        put(entry.narrowed, "and", "AND (" + narrow + ")", and_of(rule.condition, narrow),
            {"Restreint à\u00a0: ", "Narrowed to: "});
        put(entry.widened, "or", "OR (" + wide + ")", or_of(rule.condition, wide),
            {"Étendu à\u00a0: ", "Widened to: "});
    }

    static void finish(Rule& rule) {
        if (!rule.set_by.contains("score")) rule.score = usual_score(rule.severity);
        rule.mode = rule.file_mode;
        if (rule.desc.fr.empty()) rule.desc = {rule.name, rule.name};
        auto all = fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}", rule.effective(), rule.output.fr,
                               rule.output.en, model::name(rule.severity), rule.score, rule.playbook,
                               rule.kind, static_cast<int>(rule.culprit), model::name(rule.file_mode),
                               fmt::join(rule.tags, ","));
        for (const auto& e : rule.exceptions)
            if (e.until) all += format_time(*e.until);
        constexpr std::size_t digits = 16;
        rule.digest = kit::sha256_hex(all).substr(0, digits);
    }

    const Entries& entries_;
    const query::Names& names_;
    Reading& reading_;
    std::vector<Rule> rules_;
};

}  // namespace

model::Text shown(model::RuleMode mode) {
    switch (mode) {
        case model::RuleMode::live: return {"active", "live"};
        case model::RuleMode::shadow: return {"en observation", "shadow"};
        case model::RuleMode::off: return {"éteinte", "off"};
    }
    return {};
}

std::vector<Rule> assemble(const Entries& entries, const query::Names& names, Reading& reading) {
    return Assembler(entries, names, reading).run();
}

void tell_references(const query::Node& tree, const Entries& entries, const Reading& reading,
                     std::vector<RuleChange>& out) {
    const auto add = [&](RuleChange change) {
        const auto known = std::ranges::any_of(
            out, [&](const RuleChange& c) { return c.kind == change.kind && c.name == change.name; });
        if (!known) out.push_back(std::move(change));
    };
    if (tree.op == query::Op::reference) {
        for (const auto& macro : entries.macros) {
            if (tree.text != "watch:" + macro.name) continue;
            const auto parsed = query::parse(macro.condition.text, {.scores = true});
            const auto says = parsed.root ? query::say(*parsed.root) : model::Text{};
            add({"macro", macro.name, reading.place(macro.file, macro.node), macro.condition.text, says});
            constexpr std::size_t most = 64;  // a macro in a macro…, cycles are complained about elsewhere
            if (parsed.root && out.size() < most) tell_references(*parsed.root, entries, reading, out);
        }
        for (const auto& list : entries.lists) {
            if (tree.text != "list:" + list.name) continue;
            constexpr std::size_t shown = 8;
            const std::vector<std::string> head(
                list.items.begin(),
                list.items.begin() + static_cast<std::ptrdiff_t>(std::min(shown, list.items.size())));
            auto words = fmt::format("{}{}", fmt::join(head, ", "), list.items.size() > shown ? "…" : "");
            add({"list",
                 list.name,
                 reading.place(list.file, list.node),
                 words,
                 {fmt::format("{} éléments\u00a0: {}", list.items.size(), words),
                  fmt::format("{} items: {}", list.items.size(), words)}});
        }
    }
    for (const auto& child : tree.children) tell_references(child, entries, reading, out);
}

RuleChange change_of(const model::RuleSwitch& decided, model::RuleMode file_mode) {
    const auto was = shown(file_mode);
    const auto is = shown(decided.mode);
    RuleChange change{"mode",
                      decided.by,
                      {},
                      fmt::format("enabled: {}", model::name(decided.mode)),
                      {fmt::format("{}\u00a0: {} au lieu de {}.", decided.by, is.fr, was.fr),
                       fmt::format("{}: {} instead of {}.", decided.by, is.en, was.en)}};
    if (!decided.why.empty()) {
        change.says.fr += " " + decided.why;
        change.says.en += " " + decided.why;
    }
    return change;
}

RulesResult read_rules(const std::vector<RuleFile>& files, const RuleSurroundings& surroundings) {
    Reading reading(files, surroundings);
    Entries entries;
    std::string digests;
    for (std::size_t i = 0; i < files.size(); ++i) {
        read_entries(reading.yaml(i).root(), i, entries);
        digests += kit::sha256(files[i].content);
    }
    auto impl = std::make_unique<RuleSet::Impl>();
    impl->names = std::make_shared<const query::Names>(names_of(entries, reading));
    impl->rules = assemble(entries, *impl->names, reading);
    RulesResult result;
    result.diagnostics = reading.take();
    if (has_errors(result.diagnostics)) return result;
    for (const auto& p : impl->compile()) {
        // Each text reads by itself; only all together may be too much (limits of the set).
        result.diagnostics.push_back({.code = p.problem.code,
                                      .file = files.empty() ? std::string() : files.front().path,
                                      .message = p.problem.says.in(surroundings.lang),
                                      .help = p.problem.help.in(surroundings.lang)});
    }
    if (has_errors(result.diagnostics)) return result;
    constexpr std::size_t digits = 16;
    impl->version = kit::sha256_hex(digests).substr(0, digits);
    result.rules = std::make_shared<const RuleSet>(std::move(impl));
    return result;
}

}  // namespace vigie::judge
