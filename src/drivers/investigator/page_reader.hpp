// What a page says and asks, from its HTML as it was sent. Hostile bytes: linear time, bounded memory and
// depth.
#pragma once

#include <vigie/model/page.hpp>

#include <string>
#include <string_view>

namespace vigie::drivers {

struct PageReading {
    std::string refresh;  // absolute URL of a <meta http-equiv=refresh>; empty when none
    std::string script;   // absolute URL that an inline script of a nearly empty page assigns to location
    std::string frame;    // absolute URL of what fills a nearly empty page
};

// Fills title, lang, text, forms, asks_*, favicon and hosts of `visit` (final_url is the base) and says where
// the page leads on by itself.
[[nodiscard]] PageReading read_page(std::string_view html, model::PageVisit& visit);

// `html` up to where its elements are nested deeper than any page of people is: parsers of trees recurse.
[[nodiscard]] std::string_view cut_deep(std::string_view html);

}  // namespace vigie::drivers
