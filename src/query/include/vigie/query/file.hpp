// Queries that people keep in files: lines "name<TAB>query" ('#' begins a comment), or YAML, a list of
// {name, query} or a map with `queries` (list, or name: query) and `lists` (name: [values]). All errors of
// the file's form at once; the queries themselves are judged by compile(), whose problems to_diagnostic()
// places in the file, also inside block, folded and quoted scalars. O(bytes).
#pragma once

#include <vigie/query/set.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::query {

struct QueryFile {
    // Where a query's first byte stands.
    struct Position {
        std::size_t offset = 0;  // in `content`
        int line = 1;
        int column = 1;
    };
    std::string path;
    std::string content;
    std::vector<Source> sources;  // names are unique
    std::vector<Position> positions;
    Names names;  // the file's own lists; add those of the register before compiling
    Diagnostics diagnostics;
};

// Refused: files over limits::yaml_bytes, more than a million queries, names that are empty or over 200
// bytes.
[[nodiscard]] QueryFile read_queries(std::string path, std::string content);

// Does this look like a file of queries? For commands that take files of any kind.
[[nodiscard]] bool is_query_file(std::string_view path, std::string_view content);

[[nodiscard]] Diagnostic to_diagnostic(const QueryFile& file, const SourceProblem& problem,
                                       std::string_view lang = "en");

// A problem of a query that is a scalar of a YAML file: `line` and `column` (1-based) are where that one
// begins, as its node says. The diagnostic points at the byte as it is written there.
struct YamlScalar {
    std::string_view path;
    std::string_view content;  // of the file
    int line = 1;
    int column = 1;
};
[[nodiscard]] Diagnostic to_diagnostic(const Problem& problem, std::string_view query,
                                       const YamlScalar& scalar, std::string_view lang = "en");

}  // namespace vigie::query
