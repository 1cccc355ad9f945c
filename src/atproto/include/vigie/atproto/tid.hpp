// Record keys of the AT Protocol: 64 bits of time and clock, sortable as text.
#pragma once

#include <vigie/base/time.hpp>

#include <string>

namespace vigie::atproto {

// 13 characters of "234567a…z": microseconds since the epoch and a clock id of ten bits, most significant
// first (https://atproto.com/specs/tid).
[[nodiscard]] std::string tid(Time at, unsigned clock);

}  // namespace vigie::atproto
