// The kinds of `vigie inspect` that answer figures of a whole (a series, a cascade…), not scores of one item.
// They need no register.
#pragma once

#include "commands.hpp"

#include <string>
#include <vector>

namespace vigie::cli {

[[nodiscard]] bool is_figure(const std::string& kind);
[[nodiscard]] std::vector<std::string> figure_kinds();
int inspect_figures(const InspectOptions& options);

}  // namespace vigie::cli
