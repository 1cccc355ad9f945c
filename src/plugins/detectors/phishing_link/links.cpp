#include "links.hpp"

#include <vigie/kit/url.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace vigie::plugins {

std::vector<Link> links_of(const model::Item& item) {
    constexpr std::size_t most = 64;
    std::vector<Link> out;
    const auto add = [&](std::string url, std::string field, std::size_t start) {
        const bool known = std::ranges::any_of(out, [&](const Link& l) { return l.url == url; });
        if (!known && !url.empty() && out.size() < most)
            out.push_back({std::move(url), std::move(field), start});
    };
    const auto add_found = [&](std::string_view text, std::string_view field) {
        // A dot or a scheme is in every URL: most texts have neither and cost one scan.
        if (text.find('.') == std::string_view::npos) return;
        for (auto& found : kit::find_urls(text)) add(std::move(found.url), std::string(field), found.start);
    };
    for (std::size_t i = 0; i < item.links.size(); ++i) add(item.links[i], fmt::format("links.{}", i), 0);
    add_found(item.text, "text");
    for (std::size_t i = 0; i < item.author.links.size(); ++i)
        add(item.author.links[i], fmt::format("author.links.{}", i), 0);
    add_found(item.author.bio, "author.bio");
    return out;
}

}  // namespace vigie::plugins
