#include "rules/entries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace vigie::judge {
namespace {

using kit::YamlNode;

constexpr std::size_t most_rules = 2000;
constexpr std::size_t most_lists = 2000;
constexpr std::size_t most_items = 100'000;

bool good_name(std::string_view name) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    };
    constexpr std::size_t longest = 64;
    return !name.empty() && name.size() <= longest && std::ranges::all_of(name, allowed) &&
           name.front() != '-' && name.front() != '.';
}

std::optional<std::string> read_name(const YamlNode& node) {
    auto name = node.text();
    if (!name) {
        if (node.type() == YamlNode::Type::null) node.error("missing-field", "the name is missing");
        return std::nullopt;
    }
    if (!good_name(*name)) {
        constexpr std::size_t shown = 64;
        node.error("bad-name", fmt::format("'{}' is not a name", name->substr(0, shown)),
                   "use small letters a-z, digits, '-', '_' and '.'; what people read goes to 'desc'");
        return std::nullopt;
    }
    return name;
}

// One text for all readers, or {fr: …, en: …}.
std::optional<model::Text> read_text(const YamlNode& node, std::vector<Written>* parts) {
    const auto keep = [&](const YamlNode& part, std::string& into) {
        into = part.text().value_or("");
        if (parts != nullptr && part) parts->push_back({into, part});
    };
    if (!node || node.type() == YamlNode::Type::null) return std::nullopt;
    model::Text text;
    if (node.type() == YamlNode::Type::map) {
        node.known({"fr", "en"});
        keep(node.get("fr"), text.fr);
        keep(node.get("en"), text.en);
        if (text.fr.empty() != text.en.empty()) {
            node.warning("one-language",
                         fmt::format("the {} text is missing", text.fr.empty() ? "French" : "English"),
                         "give both, {fr: …, en: …}, or one text without 'fr' and 'en' for all readers");
        }
    } else {
        keep(node, text.fr);
        text.en = text.fr;
    }
    if (text.fr.empty()) text.fr = text.en;
    if (text.en.empty()) text.en = text.fr;
    return text;
}

Written read_query(const YamlNode& node) {
    auto text = node.text();
    if (!text) return {};
    return {*std::move(text), node};
}

std::vector<std::string> read_values(const YamlNode& row, std::size_t fields) {
    auto values = row.texts();
    if (values.size() != fields) {
        row.error("wrong-values", fmt::format("{} values for {} fields", values.size(), fields),
                  "give each combination one value for each field: [[a, b], [c, d]]");
    }
    return values;
}

// fields and values, Falco's way: any row, all fields of it.
void read_comparisons(const YamlNode& node, RuleException& out) {
    const auto fields = node.get("fields");
    out.fields = fields.texts();
    if (out.fields.empty()) {
        fields.error("missing-field", "'fields' names no field", "write 'fields: [author.handle]'");
        return;
    }
    for (const auto& field : fields.items()) {
        const auto name = field.text();
        if (name && !clause_of(*name, "x")) {
            field.error("unknown-value", fmt::format("'{}' cannot be compared", *name),
                        "known here: author.handle, author.name, author.bio, text, domain, url, network, "
                        "lang, kind, country, asset, hashtag");
            return;
        }
    }
    for (const auto& row : node.require("values").items()) {
        auto values = read_values(row, out.fields.size());
        if (values.size() != out.fields.size()) return;
        std::string clauses;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i > 0) clauses += ' ';
            clauses += clause_of(out.fields[i], values[i]).value_or("");
        }
        if (values.size() > 1) clauses = "(" + clauses + ")";
        if (!out.condition.empty()) out.condition += " OR ";
        out.condition += clauses;
        out.values.push_back(std::move(values));
    }
}

ReadException read_exception(const YamlNode& node) {
    ReadException read;
    read.node = node;
    if (node.type() != YamlNode::Type::map) {
        node.error("wrong-type", "an exception is a map",
                   "write {name: …, condition: …, why: …, until: 2026-12-31}");
        return read;
    }
    node.known({"name", "condition", "fields", "values", "why", "until"});
    auto& e = read.exception;
    e.name = read_name(node.require("name")).value_or("");
    if (node.get("fields")) {
        read_comparisons(node, e);
        if (const auto both = node.get("condition")) {
            both.error("two-ways", "an exception has a 'condition' or 'fields' and 'values', not both",
                       "make two exceptions of it");
        }
    } else {
        read.condition = read_query(node.require("condition"));
        e.condition = read.condition.text;
    }
    e.why = read_text(node.get("why"), nullptr).value_or(model::Text{});
    if (e.why.fr.empty()) {
        node.warning("no-reason", fmt::format("the exception '{}' does not say why", e.name),
                     "add 'why: …': who comes after you will want to know");
    }
    if (const auto until = node.get("until"); until) {
        if (const auto text = until.text()) {
            if (auto time = parse_time(*text)) {
                e.until = *time;
            } else {
                until.error("bad-date", fmt::format("'{}' is not a date", *text), "write 2026-12-31");
            }
        }
    }
    return read;
}

void read_mode(const YamlNode& node, ReadRule& rule) {
    const auto word = node.one_of({"live", "shadow", "off", "true", "false"});
    if (!word) return;
    if (*word == "true") rule.mode = model::RuleMode::live;
    if (*word == "false") rule.mode = model::RuleMode::off;
    if (const auto mode = model::rule_mode_of(*word)) rule.mode = mode;
}

void read_parts(const YamlNode& node, ReadRule& rule) {
    rule.desc_node = node.get("desc");
    rule.desc = read_text(rule.desc_node, nullptr);
    rule.output = read_text(node.get("output"), &rule.outputs);
    if (const auto severity = node.get("severity").one_of({"info", "low", "medium", "high", "critical"})) {
        rule.severity = model::severity_of(*severity);
    }
    rule.score = node.get("score").number(0, 1);
    rule.tags = node.get("tags").texts();
    rule.playbook = node.get("playbook").text();
    if (const auto kind = node.get("kind")) rule.kind = read_name(kind);
    if (const auto culprit = node.get("culprit").one_of({"account", "post", "link"})) {
        rule.culprit = *culprit == "post"   ? RuleCulprit::post
                       : *culprit == "link" ? RuleCulprit::link
                                            : RuleCulprit::account;
    }
    read_mode(node.get("enabled"), rule);
    for (const auto& item : node.get("exceptions").items()) rule.exceptions.push_back(read_exception(item));
}

std::optional<ReadRule> read_rule(const YamlNode& node, std::size_t file) {
    node.known({"rule", "desc", "condition", "output", "severity", "score", "tags", "playbook", "kind",
                "culprit", "exceptions", "enabled"});
    ReadRule rule;
    rule.file = file;
    rule.node = node;
    auto name = read_name(node.get("rule"));
    rule.condition = read_query(node.require("condition"));
    read_parts(node, rule);
    if (!rule.desc && name) {
        node.warning("no-desc", fmt::format("the rule '{}' does not say what it catches", *name),
                     "add 'desc: …': it is the title of its cases");
    }
    if (!rule.output) (void)node.require("output");
    if (!name) return std::nullopt;
    rule.name = *std::move(name);
    return rule;
}

std::optional<ReadRule> read_override(const YamlNode& node, std::size_t file) {
    node.known({"override", "desc", "condition", "and", "or", "output", "severity", "score", "tags",
                "playbook", "kind", "culprit", "exceptions", "enabled"});
    ReadRule rule;
    rule.is_override = true;
    rule.file = file;
    rule.node = node;
    auto name = read_name(node.get("override"));
    rule.condition = read_query(node.get("condition"));
    rule.narrowed = read_query(node.get("and"));
    rule.widened = read_query(node.get("or"));
    read_parts(node, rule);
    if (!name) return std::nullopt;
    rule.name = *std::move(name);
    return rule;
}

std::optional<ReadList> read_list(const YamlNode& node, std::size_t file) {
    node.known({"list", "items", "append"});
    ReadList list;
    list.file = file;
    list.node = node;
    auto name = read_name(node.get("list"));
    const auto items = node.require("items");
    list.items = items.texts();
    if (list.items.size() > most_items) {
        items.error("too-large", fmt::format("more than {} items", most_items),
                    "keep long lists where they belong: a detector, a source");
    }
    list.append = node.get("append").flag().value_or(false);
    if (!name) return std::nullopt;
    list.name = *std::move(name);
    return list;
}

std::optional<ReadMacro> read_macro(const YamlNode& node, std::size_t file) {
    node.known({"macro", "condition"});
    ReadMacro macro;
    macro.file = file;
    macro.node = node;
    auto name = read_name(node.get("macro"));
    macro.condition = read_query(node.require("condition"));
    if (!name) return std::nullopt;
    macro.name = *std::move(name);
    return macro;
}

template <class T>
void keep(const YamlNode& node, std::optional<T> read, std::vector<T>& into, std::size_t most) {
    if (into.size() == most) node.error("too-large", fmt::format("more than {} entries of this kind", most));
    if (read && into.size() <= most) into.push_back(*std::move(read));
}

void read_entry(const YamlNode& node, std::size_t file, Entries& out) {
    if (node.type() != YamlNode::Type::map) {
        node.error("wrong-type", "an entry is a map", "begin it with 'rule: a-name'");
        return;
    }
    if (node.get("rule")) return keep(node, read_rule(node, file), out.rules, most_rules);
    if (node.get("override")) return keep(node, read_override(node, file), out.rules, most_rules);
    if (node.get("list")) return keep(node, read_list(node, file), out.lists, most_lists);
    if (node.get("macro")) return keep(node, read_macro(node, file), out.macros, most_lists);
    node.error("unknown-entry", "this is neither rule, list, macro nor override",
               "begin it with 'rule: a-name'");
}

std::string quoted(const std::string& value) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '_';
    };
    if (!value.empty() && std::ranges::all_of(value, plain)) return value;
    std::string out = "\"";
    for (const char c : value) out += c == '"' ? '\'' : c;
    return out + '"';
}

}  // namespace

std::optional<std::string> clause_of(const std::string& field, const std::string& value) {
    static const std::vector<std::pair<std::string_view, std::string_view>> table{{"author.handle", "from:"},
                                                                                  {"from", "from:"},
                                                                                  {"author.name", "name:"},
                                                                                  {"name", "name:"},
                                                                                  {"author.bio", "bio:"},
                                                                                  {"bio", "bio:"},
                                                                                  {"text", ""},
                                                                                  {"domain", "domain:"},
                                                                                  {"url", "url:"},
                                                                                  {"link", "url:"},
                                                                                  {"network", "network:"},
                                                                                  {"lang", "lang:"},
                                                                                  {"kind", "kind:"},
                                                                                  {"country", "country:"},
                                                                                  {"asset", "asset:"},
                                                                                  {"hashtag", "#"}};
    for (const auto& [name, prefix] : table) {
        if (name != field) continue;
        if (prefix == "#") return "#" + value.substr(value.starts_with('#') ? 1 : 0);
        return std::string(prefix) + quoted(value);
    }
    return std::nullopt;
}

void read_entries(const YamlNode& root, std::size_t file, Entries& out) {
    if (root.type() == YamlNode::Type::scalar) {
        root.error("wrong-type", "the file holds no rules", "begin with '- rule: a-name'");
        return;
    }
    if (root.type() == YamlNode::Type::map && !root.get("rule") && !root.get("override") &&
        !root.get("list") && !root.get("macro")) {
        root.error("wrong-type", "a rule file is a list", "begin with '- rule: a-name'");
        return;
    }
    for (const auto& node : root.items()) read_entry(node, file, out);
}

}  // namespace vigie::judge
