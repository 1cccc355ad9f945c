// What is no error and yet hardly meant: contradictions, and queries that match almost everything.
#pragma once

#include "parse/problems.hpp"

#include <vigie/query/ast.hpp>

namespace vigie::query {

void lint(const Node& root, Problems& problems);

}  // namespace vigie::query
