// The links, hashtags and mentions of a post: servers do not look for them, so whoever writes says where they
// stand, in bytes of UTF-8.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vigie::atproto {

struct Facet {
    enum class Kind { link, tag, mention };
    Kind kind = Kind::link;
    std::size_t start = 0;
    std::size_t end = 0;
    std::string value;  // the URL; the tag without '#'; the handle without '@', lower case
    friend bool operator==(const Facet&, const Facet&) = default;
};

// In order of standing, none inside another; at most 64. O(bytes).
[[nodiscard]] std::vector<Facet> find_facets(std::string_view text);

}  // namespace vigie::atproto
