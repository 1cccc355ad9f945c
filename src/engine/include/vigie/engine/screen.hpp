// A draft before it is published: the detectors' findings and the house's rules in one decision. Nothing is
// stored.
#pragma once

#include <vigie/engage/screen.hpp>
#include <vigie/engine/judgement.hpp>

namespace vigie::engine {

// `draft` is read as nobody's yet: its author is left out.
[[nodiscard]] engage::Screening screen(const Judgement& judgement, model::Item draft);

}  // namespace vigie::engine
