#include "richtext.hpp"

#include "records.hpp"

#include <vigie/kit/url.hpp>

#include <algorithm>

namespace vigie::plugins::jetstream {
namespace {

bool fits(const Facet& facet, std::string_view text) noexcept {
    return span_fits(facet.start, facet.end, text);
}

std::string_view host_part(std::string_view url) noexcept {
    if (const auto scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
    return url.substr(0, url.find_first_of("/?#"));
}

// "banque.fr" shown over https://evil.test: the reader believes the words. Only words that are themselves an
// address count; clients shorten what they show ("exemple.fr/promo…"), so only the domains are compared.
bool shows_another_host(std::string_view shown, std::string_view uri) {
    if (shown.find('.') == std::string_view::npos) return false;
    for (const std::string_view ellipsis : {"...", "…"}) {
        if (shown.ends_with(ellipsis)) shown.remove_suffix(ellipsis.size());
    }
    if (host_part(shown) == host_part(uri)) return false;  // by far the most frequent
    const auto found = kit::find_urls(shown);
    if (found.size() != 1 || found.front().start != 0) return false;
    const auto claimed = kit::parse_url(found.front().url);
    const auto real = kit::parse_url(uri);
    if (!claimed || !real) return false;
    const auto domain = [](const std::string& host) {
        auto registrable = kit::registrable_domain(host);
        return registrable.empty() ? host : registrable;
    };
    return domain(claimed->host) != domain(real->host);
}

}  // namespace

std::vector<Facet> read_facets(Reading& reading, od::value value) {
    std::vector<Facet> facets;
    reading.elements(value, "facets.type", [&](od::value element) {
        Facet facet;
        reading.members(element, "facet.type", [&](std::string_view key, od::value member) {
            if (key == "index") {
                reading.members(member, "facet.bad-offsets", [&](std::string_view side, od::value offset) {
                    if (side == "byteStart")
                        facet.start = reading.number(offset, "facet.bad-offsets").value_or(-1);
                    if (side == "byteEnd")
                        facet.end = reading.number(offset, "facet.bad-offsets").value_or(-1);
                });
            } else if (key == "features") {
                reading.elements(member, "facet.type", [&](od::value feature) {
                    reading.members(feature, "facet.type", [&](std::string_view name, od::value what) {
                        const auto add = [&](Feature::Kind kind) {
                            if (const auto text = reading.text(what, "facet.type"))
                                facet.features.push_back({kind, *text});
                        };
                        if (name == "uri") add(Feature::Kind::link);
                        if (name == "did") add(Feature::Kind::mention);
                        if (name == "tag") add(Feature::Kind::tag);
                    });
                });
            }
        });
        facets.push_back(std::move(facet));
    });
    return facets;
}

void add_richtext(Reading& reading, std::string_view text, std::vector<Facet>& facets) {
    auto& item = reading.item;
    std::erase_if(facets, [&](const Facet& facet) {
        const bool bad = !fits(facet, text);
        if (bad) reading.warn("facet.bad-offsets");
        return bad;
    });
    std::stable_sort(facets.begin(), facets.end(),
                     [](const Facet& a, const Facet& b) { return a.start < b.start; });
    std::int64_t covered = 0;
    std::erase_if(facets, [&](const Facet& facet) {  // clients show the first of two that overlap
        if (facet.start < covered) {
            reading.warn("facet.overlap");
            return true;
        }
        covered = facet.end;
        return false;
    });
    for (const auto& facet : facets) {
        for (const auto& [kind, value] : facet.features) {
            if (kind == Feature::Kind::link) {
                const auto shown = text.substr(static_cast<std::size_t>(facet.start),
                                               static_cast<std::size_t>(facet.end - facet.start));
                if (shows_another_host(shown, value)) reading.warn("link.text-differs");
                add_once(item.links, kit::prefix_utf8(value, limits::url_bytes));
            } else if (kind == Feature::Kind::mention) {
                add_once(item.mentions, kit::prefix_utf8(value, limits::name_bytes));
            } else {
                add_once(item.hashtags, kit::prefix_utf8(value, limits::name_bytes));
            }
        }
    }
    const auto plain = kit::prefix_utf8(text, limits::text_bytes);
    for (auto& found : kit::find_urls(plain)) {
        const bool marked = std::any_of(facets.begin(), facets.end(), [&](const Facet& f) {
            return static_cast<std::size_t>(f.start) < found.end &&
                   found.start < static_cast<std::size_t>(f.end);
        });
        if (!marked) add_once(item.links, found.url);
    }
    bare_tags(plain, [&](std::string_view tag) { add_once(item.hashtags, tag); });
}

}  // namespace vigie::plugins::jetstream
