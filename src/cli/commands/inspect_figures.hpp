// The kinds of `vigie inspect` that answer figures of a whole (a series, a cascade…), not scores of one item.
// They need no register.
#pragma once

#include "commands.hpp"

#include <vigie/base/result.hpp>
#include <vigie/model/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace vigie::cli {

[[nodiscard]] bool is_figure(const std::string& kind);
[[nodiscard]] std::vector<std::string> figure_kinds();
// Of a line of kind `story`.
[[nodiscard]] Result<model::Json> answer_story(std::string_view text);
int inspect_figures(const InspectOptions& options);

}  // namespace vigie::cli
