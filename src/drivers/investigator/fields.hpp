// What a field of a form is for, from all that names it.
#pragma once

#include <vigie/model/page.hpp>

#include <string_view>

namespace vigie::drivers {

// Sets visit.asks_*. `type` and `names` are folded; `names`: name, id, autocomplete, placeholder, label,
// blanks between them. O(names · words).
void judge_field(std::string_view type, std::string_view names, model::PageVisit& visit);

}  // namespace vigie::drivers
