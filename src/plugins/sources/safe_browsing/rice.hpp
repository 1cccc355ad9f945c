// Rice–Golomb coded lists of rising 32-bit numbers, as Safe Browsing sends hash prefixes and removal indices.
// Part of safe_browsing.
#pragma once

#include <vigie/base/result.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace vigie::plugins::safe_browsing {

struct RiceDeltas {
    std::uint32_t first_value = 0;
    unsigned parameter = 0;       // 0 only when `count` is 0; else 3 to 30
    std::uint32_t count = 0;      // of the deltas: one less than the numbers
    std::string data;             // bits, lowest of each byte first
};

// `first_value` and `count` more numbers. Each delta: as many 1 bits as its quotient by 2^parameter, a 0, then
// `parameter` bits of the remainder, lowest first. Errc::parse: bits missing, sums past 2^32, parameter out of
// range, more than ten million numbers. O(bits).
[[nodiscard]] Result<std::vector<std::uint32_t>> decode_rice(const RiceDeltas& deltas);

}  // namespace vigie::plugins::safe_browsing
