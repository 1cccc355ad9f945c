// Brings a database to the form that this version knows: the numbered files of migrations/, each applied
// once, in order.
#pragma once

#include "connection.hpp"

namespace vigie::drivers::sqlite {

// All or nothing. Refuses a file that belongs to another program or to a newer Vigie, and leaves it
// untouched.
[[nodiscard]] Result<> migrate(Connection& writer);

}  // namespace vigie::drivers::sqlite
