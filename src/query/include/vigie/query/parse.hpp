// From the text of a query to its tree, and back to words. All errors of a query at once, each with its place
// and what to write instead, in French and English. Bounded: text of at most limits::query_bytes, depth 200,
// 20,000 nodes; O(bytes).
#pragma once

#include <vigie/base/diagnostic.hpp>
#include <vigie/model/text.hpp>
#include <vigie/query/ast.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::query {

struct Problem {
    Diagnostic::Level level = Diagnostic::Level::error;
    std::string code;  // stable: "query.unclosed-quote"
    Place place;
    model::Text says;
    model::Text help;     // may be empty on both sides
    std::string instead;  // what could stand at `place`; empty when nothing is known
};

struct ParseOptions {
    bool scores = false;  // score:detector>0.8 is allowed (rules, policies)
};

struct Parsed {
    std::optional<Node> root;  // nothing when there is an error
    std::vector<Problem> problems;
};
[[nodiscard]] Parsed parse(std::string_view text, const ParseOptions& options = {});

// A problem of a query that stands in a file: `line` and `column` (1-based) are where the query's first byte
// stands.
[[nodiscard]] Diagnostic to_diagnostic(const Problem& problem, std::string_view query, std::string_view file,
                                       int line, int column, std::string_view lang = "en");

// The query in one canonical spelling; parse(to_text(n)) gives the same tree (places apart).
[[nodiscard]] std::string to_text(const Node& node);

// What the query will match, as sentences: "posts that contain the word « coupon » and …".
[[nodiscard]] model::Text say(const Node& node);

}  // namespace vigie::query
