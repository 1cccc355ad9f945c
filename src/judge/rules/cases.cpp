#include <vigie/judge/rule_cases.hpp>
#include <vigie/kit/yaml.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace vigie::judge {
namespace {

using kit::YamlNode;

constexpr std::int64_t most = 1'000'000'000'000;

class CaseReader {
public:
    CaseReader(const std::string& path, const RuleSet* rules) : path_(path), rules_(rules) {}

    void file(const YamlNode& root, RuleCaseFile& out) {
        if (root.type() != YamlNode::Type::map) {
            root.error("wrong-type", "a file of cases is a map", "begin with 'cases:'");
            return;
        }
        root.known({"rules", "assets", "cases"});
        out.rules = root.get("rules").texts();
        out.assets = root.get("assets").texts();
        for (const auto& node : root.require("cases").items())
            out.cases.push_back(one(node, out.cases.size()));
    }

private:
    RuleCase one(const YamlNode& node, std::size_t number) {
        RuleCase c;
        c.place = {path_, node.line(), node.column()};
        if (node.type() != YamlNode::Type::map) {
            node.error("wrong-type", "a case is a map", "write {rule: …, text: …, raises: true}");
            return c;
        }
        node.known({"name",    "rule", "raises",     "exception", "output",    "severity", "culprit",
                    "scores",  "text", "author",     "links",     "hashtags",  "mentions", "lang",
                    "network", "kind", "reply_to",   "quote_of",  "repost_of", "rating",   "place",
                    "country", "at",   "created_at", "likes",     "reposts",   "replies",  "views",
                    "media",   "id",   "url"});
        c.name = node.get("name").text().value_or(fmt::format("case {}", number + 1));
        rule(node.require("rule"), c);
        item(node, c.item);
        expectations(node, c);
        return c;
    }

    void rule(const YamlNode& node, RuleCase& c) const {
        c.rule = node.text().value_or("");
        if (rules_ == nullptr || c.rule.empty() || rules_->find(c.rule) != nullptr) return;
        std::vector<std::string> names;
        for (const auto& r : rules_->rules()) names.push_back(r.name);
        const auto near = nearest(c.rule, names);
        node.error("unknown-rule", fmt::format("no rule is called '{}'", c.rule),
                   near.empty() ? std::string() : fmt::format("did you mean '{}'?", near));
    }

    void expectations(const YamlNode& node, RuleCase& c) const {
        c.exception = node.get("exception").text().value_or("");
        c.raises = node.get("raises").flag().value_or(c.exception.empty());
        c.output = node.get("output").texts();
        c.culprit = node.get("culprit").one_of({"account", "post", "domain", "url"}).value_or("");
        if (const auto s = node.get("severity").one_of({"info", "low", "medium", "high", "critical"}))
            c.severity = model::severity_of(*s);
        node.get("scores").each_key([&](const std::string& key, const YamlNode&, const YamlNode& value) {
            c.scores[key] = value.number(0, 1).value_or(0);
        });
        if (c.raises && !c.exception.empty())
            node.get("exception")
                .error("two-ways", "what an exception takes away is not raised",
                       "write 'raises: false', or leave 'exception' out");
    }

    static std::optional<Time> time(const YamlNode& node) {
        const auto text = node.text();
        if (!text) return std::nullopt;
        auto read = parse_time(*text);
        if (read) return *read;
        node.error("bad-date", fmt::format("'{}' is not a time", *text), "write 2026-03-01T12:00:00Z");
        return std::nullopt;
    }

    static void author(const YamlNode& node, const model::Item& item, model::Account& out) {
        if (node.type() == YamlNode::Type::scalar) {
            out.handle = node.text().value_or("");
        } else {
            node.known({"id", "handle", "name", "bio", "links", "followers", "following", "posts",
                        "created_at", "age", "verified", "network"});
            out.id = node.get("id").text().value_or("");
            out.handle = node.get("handle").text().value_or("");
            out.name = node.get("name").text().value_or("");
            out.bio = node.get("bio").text().value_or("");
            out.links = node.get("links").texts();
            out.followers = node.get("followers").integer(0, most);
            out.following = node.get("following").integer(0, most);
            out.posts = node.get("posts").integer(0, most);
            out.verified = node.get("verified").flag();
            out.created_at = time(node.get("created_at"));
            if (const auto age = node.get("age").duration()) out.created_at = item.observed_at - *age;
        }
        if (out.handle.starts_with('@')) out.handle.erase(0, 1);
        out.network = node.get("network").text().value_or(item.network);
        if (out.id.empty() && !out.handle.empty()) out.id = "id-of-" + out.handle;
    }

    static void item(const YamlNode& node, model::Item& out) {
        out.network = node.get("network").text().value_or("bluesky");
        out.id = node.get("id").text().value_or("case");
        out.url = node.get("url").text().value_or("");
        out.observed_at = time(node.get("at")).value_or(parse_time("2026-03-01T12:00:00Z").value());
        out.created_at = time(node.get("created_at"));
        if (!out.created_at) out.created_at = out.observed_at;
        out.text = node.get("text").text().value_or("");
        out.links = node.get("links").texts();
        out.hashtags = node.get("hashtags").texts();
        out.mentions = node.get("mentions").texts();
        out.lang = node.get("lang").text().value_or("");
        out.reply_to = node.get("reply_to").text().value_or("");
        out.quote_of = node.get("quote_of").text().value_or("");
        out.repost_of = node.get("repost_of").text().value_or("");
        out.rating = node.get("rating").number(0, 100);
        out.place = node.get("place").text().value_or("");
        out.country = node.get("country").text().value_or("");
        out.metrics.likes = node.get("likes").integer(0, most);
        out.metrics.reposts = node.get("reposts").integer(0, most);
        out.metrics.replies = node.get("replies").integer(0, most);
        out.metrics.views = node.get("views").integer(0, most);
        for (const auto& type : node.get("media").texts()) out.media.push_back({type, {}, {}});
        if (const auto kind = node.get("kind").one_of({"post", "reply", "repost", "quote", "review",
                                                       "comment", "article", "account", "domain", "page"}))
            out.kind = model::item_kind_of(*kind).value_or(out.kind);
        else if (!out.reply_to.empty())
            out.kind = model::ItemKind::reply;
        author(node.get("author"), out, out.author);
    }

    const std::string& path_;
    const RuleSet* rules_;
};

std::string complaint(const RuleCase& wanted, const Rule& rule, const RuleSet::Look& look) {
    const auto& says = look.finding.evidence.front().says;
    if (!wanted.exception.empty()) {
        if (!look.matched) return "its condition does not match: there is nothing to take away";
        if (!look.exception) return "no exception takes it away";
        const auto& by = rule.exceptions[*look.exception].name;
        return by == wanted.exception ? std::string() : fmt::format("the exception '{}' takes it away", by);
    }
    const bool raised = look.matched && !look.exception;
    if (wanted.raises && !look.matched) return "the condition does not match";
    if (wanted.raises && look.exception)
        return fmt::format("the exception '{}' takes it away", rule.exceptions[*look.exception].name);
    if (!wanted.raises) return raised ? "it is raised: " + says.en : std::string();
    for (const auto& words : wanted.output) {
        if (says.fr.find(words) == std::string::npos && says.en.find(words) == std::string::npos)
            return fmt::format("the output does not say '{}': {}", words, says.en);
    }
    if (wanted.severity && *wanted.severity != look.finding.severity)
        return fmt::format("its severity is {}", model::name(look.finding.severity));
    if (!wanted.culprit.empty() && wanted.culprit != look.finding.culprit.kind)
        return fmt::format("it goes against the {} {}", look.finding.culprit.kind,
                           look.finding.culprit.display);
    return {};
}

}  // namespace

RuleCaseFile read_rule_cases(const std::string& path, const std::string& content, const RuleSet* rules) {
    RuleCaseFile out;
    const kit::YamlFile yaml(path, content, "cases");
    CaseReader(path, rules).file(yaml.root(), out);
    out.diagnostics = yaml.diagnostics();
    std::ranges::stable_sort(out.diagnostics, {},
                             [](const Diagnostic& d) { return std::pair(d.line, d.column); });
    return out;
}

RuleCaseResult run_case(const RuleSet& rules, const RuleCase& wanted, const MakeRuleInput& make) {
    const auto& all = rules.rules();
    const auto it = std::ranges::find(all, wanted.rule, &Rule::name);
    if (it == all.end()) return {false, fmt::format("no rule is called '{}'", wanted.rule)};
    auto input = make(wanted.item);
    if (!wanted.scores.empty()) {
        input.context.score = [&wanted, rest = input.context.score](std::string_view detector) {
            const auto given = wanted.scores.find(std::string(detector));
            if (given != wanted.scores.end()) return given->second;
            return rest ? rest(detector) : 0.0;
        };
    }
    auto look = rules.look(static_cast<std::uint32_t>(it - all.begin()), input, true);
    if (look.finding.evidence.empty()) look.finding.evidence.emplace_back();
    auto says = complaint(wanted, *it, look);
    if (!says.empty()) return {false, std::move(says)};
    return {true, look.matched && !look.exception ? look.finding.evidence.front().says.en : std::string()};
}

}  // namespace vigie::judge
