#include "address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

namespace vigie::drivers {
namespace {

struct Range {
    std::uint32_t network;
    int bits;
};

constexpr std::uint32_t ip(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
    return a << 24U | b << 16U | c << 8U | d;
}

// IANA IPv4 Special-Purpose Address Registry, what is not globally reachable.
constexpr std::array closed_v4{
    Range{ip(0, 0, 0, 0), 8},      Range{ip(10, 0, 0, 0), 8},     Range{ip(100, 64, 0, 0), 10},
    Range{ip(127, 0, 0, 0), 8},    Range{ip(169, 254, 0, 0), 16}, Range{ip(172, 16, 0, 0), 12},
    Range{ip(192, 0, 0, 0), 24},   Range{ip(192, 0, 2, 0), 24},   Range{ip(192, 88, 99, 0), 24},
    Range{ip(192, 168, 0, 0), 16}, Range{ip(198, 18, 0, 0), 15},  Range{ip(198, 51, 100, 0), 24},
    Range{ip(203, 0, 113, 0), 24}, Range{ip(224, 0, 0, 0), 4},    Range{ip(240, 0, 0, 0), 4},
};

bool is_public_v4(std::uint32_t address) noexcept {
    for (const auto& range : closed_v4) {
        if ((address ^ range.network) >> (32 - range.bits) == 0) return false;
    }
    return true;
}

using V6 = std::array<std::uint8_t, 16>;

std::uint32_t v4_at(const V6& a, std::size_t i) noexcept {
    return ip(a[i], a[i + 1], a[i + 2], a[i + 3]);
}

bool zero(const V6& a, std::size_t from, std::size_t to) noexcept {
    for (std::size_t i = from; i < to; ++i) {
        if (a[i] != 0) return false;
    }
    return true;
}

bool is_public_v6(const V6& a) noexcept {
    if (zero(a, 0, 10) && a[10] == 0xff && a[11] == 0xff)
        return is_public_v4(v4_at(a, 12));  // ::ffff:a.b.c.d
    if (a[0] == 0x00 && a[1] == 0x64 && a[2] == 0xff && a[3] == 0x9b &&
        zero(a, 4, 12)) {  // 64:ff9b::/96 NAT64
        return is_public_v4(v4_at(a, 12));
    }
    if ((a[0] & 0xe0U) != 0x20)
        return false;  // only 2000::/3 is global unicast: no ::1, fc00::/7, fe80::/10, ff00::/8
    if (a[0] == 0x20 && a[1] == 0x01) {
        if (a[2] < 0x02) return false;                   // 2001::/23: Teredo, benchmark, ORCHID
        if (a[2] == 0x0d && a[3] == 0xb8) return false;  // documentation
    }
    if (a[0] == 0x20 && a[1] == 0x02) return is_public_v4(v4_at(a, 2));  // 6to4
    if (a[0] == 0x3f && a[1] == 0xff && a[2] < 0x10) return false;       // 3fff::/20 documentation
    return true;
}

}  // namespace

bool is_public_address(const sockaddr& address) noexcept {
    if (address.sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        return is_public_v4(ntohl(v4.sin_addr.s_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &address, sizeof v6);
        V6 bytes{};
        std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
        return is_public_v6(bytes);
    }
    return false;
}

std::optional<Network> network_of(std::string_view text) noexcept {
    Network out;
    if (const auto slash = text.find('/'); slash != std::string_view::npos) {
        const auto bits = text.substr(slash + 1);
        const auto [end, error] = std::from_chars(bits.data(), bits.data() + bits.size(), out.bits);
        if (error != std::errc{} || end != bits.data() + bits.size() || out.bits < 0 || out.bits > 32)
            return std::nullopt;
        text = text.substr(0, slash);
    }
    in_addr parsed{};
    if (inet_pton(AF_INET, std::string(text).c_str(), &parsed) != 1) return std::nullopt;
    out.address = ntohl(parsed.s_addr);
    return out;
}

bool lies_in(const sockaddr& address, const Network& network) noexcept {
    if (address.sa_family != AF_INET) return false;
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    if (network.bits == 0) return true;
    return (ntohl(v4.sin_addr.s_addr) ^ network.address) >> static_cast<unsigned>(32 - network.bits) == 0;
}

}  // namespace vigie::drivers
