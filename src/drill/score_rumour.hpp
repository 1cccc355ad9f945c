#pragma once

#include <vigie/drill/exercise.hpp>

namespace vigie::drill {

// What the cases about the rumour and their claim cards say, held against the truth.
[[nodiscard]] Result<RumourScore> score_rumour(const Scenario& scenario, ports::Store& store);

}  // namespace vigie::drill
