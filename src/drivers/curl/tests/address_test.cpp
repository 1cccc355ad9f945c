#include "address.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <sys/un.h>

#include <cstring>
#include <string>

namespace vigie::drivers {
namespace {

bool is_public(const std::string& text) {
    sockaddr_storage storage{};
    if (text.find(':') == std::string::npos) {
        auto& v4 = reinterpret_cast<sockaddr_in&>(storage);
        v4.sin_family = AF_INET;
        REQUIRE(inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1);
    } else {
        auto& v6 = reinterpret_cast<sockaddr_in6&>(storage);
        v6.sin6_family = AF_INET6;
        REQUIRE(inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1);
    }
    return is_public_address(reinterpret_cast<const sockaddr&>(storage));
}

}  // namespace

TEST_CASE("only globally reachable addresses are public") {
    for (const auto* text : {"1.1.1.1",         "9.255.255.255",        "11.0.0.0",
                             "100.63.255.255",  "100.128.0.0",          "126.255.255.255",
                             "128.0.0.1",       "169.253.255.255",      "172.15.255.255",
                             "172.32.0.0",      "192.167.255.255",      "192.169.0.0",
                             "198.17.255.255",  "198.20.0.0",           "223.255.255.255",
                             "2606:4700::1111", "2a00:1450:4007::200e", "2001:4860:4860::8888",
                             "::ffff:8.8.8.8",  "64:ff9b::8.8.8.8",     "2002:808:808::1"}) {
        CAPTURE(text);
        CHECK(is_public(text));
    }
    for (const auto* text : {"0.0.0.0",
                             "0.1.2.3",
                             "10.0.0.1",
                             "100.64.0.1",
                             "100.127.255.255",
                             "127.0.0.1",
                             "127.255.255.255",
                             "169.254.169.254",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.0.0.192",
                             "192.0.2.1",
                             "192.168.1.1",
                             "198.18.0.1",
                             "198.19.255.255",
                             "198.51.100.7",
                             "203.0.113.9",
                             "224.0.0.1",
                             "240.0.0.1",
                             "255.255.255.255",
                             "::",
                             "::1",
                             "::127.0.0.1",
                             "::ffff:127.0.0.1",
                             "::ffff:10.0.0.1",
                             "::ffff:169.254.169.254",
                             "64:ff9b::10.0.0.1",
                             "64:ff9b:1::a00:1",
                             "fe80::1",
                             "fc00::1",
                             "fd00:ec2::254",
                             "ff02::1",
                             "2001::1",
                             "2001:db8::1",
                             "2002:7f00:1::",
                             "2002:a00:1::1",
                             "3fff::1",
                             "fec0::1",
                             "100::1"}) {
        CAPTURE(text);
        CHECK_FALSE(is_public(text));
    }
    const sockaddr local{AF_UNIX, {}};
    CHECK_FALSE(is_public_address(local));
}

}  // namespace vigie::drivers
