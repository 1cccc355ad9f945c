// What Vigie itself found out before: pictures that were read, pages that were visited.
#pragma once

#include "members.hpp"

namespace vigie::plugins::items {

void read_picture(Members& m, std::optional<model::PictureFacts>& out);
void read_visits(Members& m, Item& item);

}  // namespace vigie::plugins::items
