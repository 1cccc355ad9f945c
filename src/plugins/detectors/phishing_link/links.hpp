// All links of an item with where they stand. Part of phishing_link.
#pragma once

#include <vigie/model/item.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace vigie::plugins {

struct Link {
    std::string url;
    std::string field;      // "links.0", "text", "author.links.1", "author.bio"
    std::size_t start = 0;  // of the URL in the field
};

// Each URL once per field kind, in order: links, text, author's links, author's bio. At most 64.
[[nodiscard]] std::vector<Link> links_of(const model::Item& item);

}  // namespace vigie::plugins
