// Which terms a query cannot do without: of an AND its rarest part, of an OR all of its parts.
#pragma once

#include <vigie/query/ast.hpp>

#include <vector>

namespace vigie::query {

// Two terms of which one must be there as well; often the same one twice.
struct Need {
    const Node* one = nullptr;
    const Node* other = nullptr;
};

struct Anchor {
    const Node* node = nullptr;  // a term, a value or a flag
    std::vector<Need> needs;     // beside it
    bool decides = false;        // where it is, the query matches
};

struct Anchors {
    bool found = false;  // false: the query must be tried on every item
    double share = 1;    // of items that hold one of them, estimated
    std::vector<Anchor> anchors;
};

// A value that stands in the table of terms: an account or a domain without stars.
[[nodiscard]] bool is_named(const Node& node);

[[nodiscard]] Anchors anchors_of(const Node& node);

// Of items that match this node, estimated from word frequencies.
[[nodiscard]] double share_of(const Node& node);

}  // namespace vigie::query
