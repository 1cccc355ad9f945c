// Which addresses of the Internet a URL that came from content may lead to. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

struct sockaddr;

namespace vigie::drivers {

// False for private, loopback, link-local (with the cloud metadata address), carrier NAT, documentation,
// benchmark, multicast and reserved ranges, IPv4 and IPv6, also when an IPv4 address hides in an IPv6 one
// (mapped, NAT64, 6to4, Teredo), and for anything that is neither. `address` must be as long as its family
// says.
[[nodiscard]] bool is_public_address(const sockaddr& address) noexcept;

// An IPv4 network, "10.0.0.0/8" or one address.
struct Network {
    std::uint32_t address = 0;
    int bits = 32;
};
[[nodiscard]] std::optional<Network> network_of(std::string_view text) noexcept;
[[nodiscard]] bool lies_in(const sockaddr& address, const Network& network) noexcept;

}  // namespace vigie::drivers
