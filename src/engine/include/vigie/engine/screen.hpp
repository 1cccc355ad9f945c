// A draft before it is published: the detectors' findings and the house's rules in one decision. Nothing is
// stored.
#pragma once

#include <vigie/engage/screen.hpp>
#include <vigie/engine/judgement.hpp>
#include <vigie/model/json.hpp>

namespace vigie::engine {

// `draft` is read as nobody's yet: its author is left out.
[[nodiscard]] engage::Screening screen(const Judgement& judgement, model::Item draft);

// {"decision", "reasons": [code…]} and what explained() says.
[[nodiscard]] model::Json screened(const engage::Screening& screening);

// {"explanations": [{"code", "decision", "says", "mend", "spans"}], "mended"}: spans give the words as they
// stand in the draft.
[[nodiscard]] model::Json explained(const engage::Screening& screening);

}  // namespace vigie::engine
