// URLs as Safe Browsing looks them up: one canonical spelling, and the host-suffix and path-prefix expressions
// of it that a list may hold. After Google's "URLs and hashing". Part of safe_browsing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vigie::plugins::safe_browsing {

struct Canonical {
    std::string host;
    std::string path;   // begins with '/'
    std::string query;  // with its '?'; empty when there is none
    bool is_address = false;
    [[nodiscard]] std::string text() const { return "http://" + host + path + query; }
};

// Empty host when `url` has none. At most 4,096 bytes are looked at. O(bytes · layers of escapes, at most 64).
[[nodiscard]] Canonical canonical(std::string_view url);

// At most 5 hosts times 6 paths, no scheme, no port: "b.c/1/", …, the most exact first.
[[nodiscard]] std::vector<std::string> expressions(const Canonical& url);

}  // namespace vigie::plugins::safe_browsing
