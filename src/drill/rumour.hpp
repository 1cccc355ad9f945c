#pragma once

#include <vigie/drill/scenario.hpp>

namespace vigie::drill {

[[nodiscard]] Result<Scenario> make_rumour(std::uint64_t seed);

}  // namespace vigie::drill
