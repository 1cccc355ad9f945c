#include "terms.hpp"

#include <vigie/kit/yaml.hpp>
#include <vigie/stories/facts.hpp>

#include <algorithm>
#include <set>

namespace vigie::stories {

FactsResult read_facts(const std::string& path, const std::string& content) {
    const kit::YamlFile file(path, content, "facts");
    std::vector<Fact> facts;
    std::set<std::string> ids;
    const auto root = file.root();
    root.known({"facts"});
    for (const auto& node : root.get("facts").items()) {
        node.known({"id", "statement", "about", "sources", "since"});
        if (facts.size() == most_facts) {
            node.error("too-many", "more than 2,000 facts");
            break;
        }
        Fact fact;
        fact.id = node.require("id").text().value_or("");
        if (!fact.id.empty() && !ids.insert(fact.id).second)
            node.error("duplicate-id", "there is another fact '" + fact.id + "'");
        const auto statement = node.require("statement");
        if (statement.type() == kit::YamlNode::Type::map) {
            statement.known({"fr", "en"});
            fact.statement = {statement.get("fr").text().value_or(""),
                              statement.get("en").text().value_or("")};
            if (fact.statement.fr.empty()) fact.statement.fr = fact.statement.en;
            if (fact.statement.en.empty()) fact.statement.en = fact.statement.fr;
        } else if (const auto text = statement.text()) {
            fact.statement = {*text, *text};
        }
        fact.about = node.get("about").texts();
        fact.sources = node.require("sources").texts();
        fact.since = node.require("since").text().value_or("");
        if (!fact.since.empty() && !parse_time(fact.since + "T00:00:00Z"))
            node.get("since").error("wrong-type", "expected a day, like 2026-03-01");
        auto words = fact.statement.fr + ' ' + fact.statement.en;
        // What claims say, when it is written down, and not how the answer puts it.
        if (!fact.about.empty()) words.clear();
        for (const auto& word : fact.about) words += ' ' + word;
        fact.terms = terms_of(words);
        facts.push_back(std::move(fact));
    }
    FactsResult out;
    out.diagnostics = file.diagnostics();
    if (!has_errors(out.diagnostics)) out.facts = std::move(facts);
    return out;
}

const Fact* fact_for(std::string_view claim, const std::vector<Fact>& facts) {
    constexpr std::size_t words = 2;
    constexpr double share = 0.15;
    const auto terms = terms_of(claim);
    const Fact* best = nullptr;
    double most = 0;
    for (const auto& fact : facts) {
        const auto common = common_terms(terms, fact.terms);
        const auto of = std::min(terms.size(), fact.terms.size());
        if (common < words || of == 0) continue;
        const double likeness = static_cast<double>(common) / static_cast<double>(of);
        if (likeness < share || likeness <= most) continue;
        most = likeness;
        best = &fact;
    }
    return best;
}

}  // namespace vigie::stories
