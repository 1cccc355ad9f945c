// Which addresses of the Internet a URL that came from content may lead to. Pure.
#pragma once

struct sockaddr;

namespace vigie::drivers {

// False for private, loopback, link-local (with the cloud metadata address), carrier NAT, documentation,
// benchmark, multicast and reserved ranges, IPv4 and IPv6, also when an IPv4 address hides in an IPv6 one
// (mapped, NAT64, 6to4, Teredo), and for anything that is neither. `address` must be as long as its family
// says.
[[nodiscard]] bool is_public_address(const sockaddr& address) noexcept;

}  // namespace vigie::drivers
