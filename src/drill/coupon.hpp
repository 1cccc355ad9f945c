#pragma once

#include <vigie/drill/scenario.hpp>

namespace vigie::drill {

[[nodiscard]] Result<Scenario> make_coupon(std::uint64_t seed);

}  // namespace vigie::drill
