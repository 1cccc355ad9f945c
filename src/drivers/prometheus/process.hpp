// The process_* figures that every Prometheus client gives, read from the kernel when asked. A figure that
// cannot be read is left out.
#pragma once

#include <string>

namespace vigie::drivers::prometheus_text {

[[nodiscard]] std::string process_metrics();

}  // namespace vigie::drivers::prometheus_text
