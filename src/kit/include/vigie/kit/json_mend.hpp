// Makes almost-JSON text acceptable to a strict parser: ill-formed UTF-8 becomes U+FFFD, and so does each
// escape of a lone surrogate ("\ud83d" without its other half), which real clients send. Used only after a
// strict parse has failed.
#pragma once

#include <string>
#include <string_view>

namespace vigie::kit {

[[nodiscard]] std::string mend_json(std::string_view json);  // O(bytes)

}  // namespace vigie::kit
