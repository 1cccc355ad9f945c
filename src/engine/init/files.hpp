// One function a file. Answers are already tidy. Private to engine/init.
#pragma once

#include <vigie/engine/init.hpp>

#include <string>

namespace vigie::engine {

[[nodiscard]] std::string init_assets(const InitAnswers& answers);
[[nodiscard]] std::string init_policies(const InitAnswers& answers);
[[nodiscard]] std::string init_watches(const InitAnswers& answers);
[[nodiscard]] std::string init_config(const InitAnswers& answers);

}  // namespace vigie::engine
