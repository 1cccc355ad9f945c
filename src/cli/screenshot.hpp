// A picture of a page that was visited, for people.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/model/page.hpp>

#include <string>
#include <vector>

namespace vigie::cli {

// Fetches the page of the visitor who was asked for most once more, as this visitor, and has it drawn without
// a network. Writes `path`. Takes seconds.
[[nodiscard]] Result<> draw(const std::vector<model::PageVisit>& visits,
                            const std::vector<std::string>& also_allow, const std::string& path);

// "page.png", "page-2.png", "page-3.png"…
[[nodiscard]] std::string numbered(const std::string& path, int number);

}  // namespace vigie::cli
