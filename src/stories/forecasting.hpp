// The trained model of cascades, for those here who forecast.
#pragma once

#include <vigie/kit/cascades.hpp>

namespace vigie::stories {

[[nodiscard]] const kit::CascadeModel& cascade_model();

}  // namespace vigie::stories
