// What each metric means, for the `# HELP` lines; docs/operate/metrics.md says more.
#pragma once

#include <string>
#include <vector>

namespace vigie::drivers::prometheus_text {

[[nodiscard]] std::string help_of(const std::string& name);             // "" when unknown
[[nodiscard]] std::vector<double> buckets_of(const std::string& name);  // seconds

}  // namespace vigie::drivers::prometheus_text
