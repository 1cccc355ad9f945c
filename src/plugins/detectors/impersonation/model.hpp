// The trained model of impersonation: content/models/impersonation/, with its MODEL.md. Embedded in the binary.
#pragma once

#include "signs.hpp"

#include <vigie/kit/trees.hpp>

namespace vigie::plugins {

// Read once; a model that does not fit the table of features is a broken build.
[[nodiscard]] const kit::TreeEnsemble& account_model();

// Sets margin and score from the values.
void weigh(Verdict& v);
// Gives each evidence its part of the margin, and the features without evidence one sentence together, so that the
// weights and the bias sum to the margin. For a verdict with sentences.
void explain(Verdict& v);

}  // namespace vigie::plugins
