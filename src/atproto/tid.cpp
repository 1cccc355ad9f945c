#include <vigie/atproto/tid.hpp>

#include <cstdint>
#include <string_view>

namespace vigie::atproto {

std::string tid(Time at, unsigned clock) {
    constexpr std::string_view digits = "234567abcdefghijklmnopqrstuvwxyz";
    constexpr std::size_t length = 13;
    auto value = (static_cast<std::uint64_t>(to_us(at)) << 10U) | (clock & 0x3ffU);
    std::string out(length, '2');
    for (std::size_t i = length; i-- > 0; value >>= 5U) out[i] = digits[value & 31U];
    return out;
}

}  // namespace vigie::atproto
