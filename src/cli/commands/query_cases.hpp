// Cases kept beside queries (*.test.yaml): which queries an item must match, which it must not, and by which
// words. All errors of a file at once.
#pragma once

#include "query.hpp"

#include <vigie/model/item.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vigie::cli {

struct QueryCase {
    std::string name;  // its own, or the beginning of the text
    int line = 0;
    model::Item item;
    std::vector<std::string> match;
    std::vector<std::string> not_match;
    std::map<std::string, std::vector<std::string>> hits;  // of a query: the words that are highlighted
};

struct QueryCases {
    std::string queries;  // path of the file of queries; empty when they stand in this file
    std::vector<std::string> assets;
    std::vector<QueryCase> cases;
    Diagnostics diagnostics;
};

[[nodiscard]] QueryCases read_query_cases(const std::string& path, const std::string& content);

// Complaints about names of cases that no query has.
void check_case_names(const std::string& path, const QueryCases& cases, const query::Set& set,
                      Diagnostics& diagnostics);

// What is wrong with one case, a line each; empty when it passes.
[[nodiscard]] std::vector<std::string> run_case(const QueryCase& one, query::Scanner& scanner,
                                                const query::Set& set, const query::Context& context);

}  // namespace vigie::cli
