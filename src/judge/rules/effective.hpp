// From the entries of all files to rules: overrides applied in order, every change told. Private to
// judge/rules.
#pragma once

#include "rules/entries.hpp"

#include <vector>

namespace vigie::judge {

// Rule files while they are read: what complains, and where.
class Reading {
public:
    Reading(const std::vector<RuleFile>& files, const RuleSurroundings& surroundings);

    [[nodiscard]] RuleSurroundings const& surroundings() const { return surroundings_; }
    [[nodiscard]] kit::YamlFile& yaml(std::size_t file) { return *yaml_[file]; }
    [[nodiscard]] RulePlace place(std::size_t file, const kit::YamlNode& node) const;

    // A query that stands in a file: parsed, its names looked up, problems told where it stands. The tree
    // with its references, or nothing when it has an error. A `part` narrows another query and may be as
    // broad as it likes.
    std::optional<query::Node> check(std::size_t file, const Written& query, const query::Names& names,
                                     bool part = false);
    void complain(std::size_t file, const Written& text, std::size_t at, std::string code,
                  std::string message, std::string help);
    void tell(const query::Problem& problem, std::size_t file, const Written& query);

    [[nodiscard]] Diagnostics take();  // of all files, in the order of lines

private:
    const std::vector<RuleFile>& files_;
    const RuleSurroundings& surroundings_;
    std::vector<std::unique_ptr<kit::YamlFile>> yaml_;
    std::vector<Diagnostics> told_;  // by file
};

// Lists and macros of the files beside the names of the surroundings.
[[nodiscard]] query::Names names_of(const Entries& entries, Reading& reading);

// All rules with their changes; entries with errors are complained about and may be missing.
[[nodiscard]] std::vector<Rule> assemble(const Entries& entries, const query::Names& names, Reading& reading);

// Macros and lists that the condition refers to, as changes of the rule.
void tell_references(const query::Node& tree, const Entries& entries, const Reading& reading,
                     std::vector<RuleChange>& out);

}  // namespace vigie::judge
