// A view of an item as text, one field a line, absent ones left out: to compare two views in a test, to show
// one in a log.
#pragma once

#include <vigie/model/item_view.hpp>

#include <string>

namespace vigie::model {

[[nodiscard]] std::string describe(const ItemView& view);

}  // namespace vigie::model
