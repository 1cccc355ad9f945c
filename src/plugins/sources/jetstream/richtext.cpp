#include "records.hpp"

#include <vigie/kit/url.hpp>

#include <algorithm>

namespace vigie::plugins::jetstream {
namespace {

bool boundary(std::string_view text, std::size_t at) noexcept {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xc0U) != 0x80;
}

bool fits(const Facet& facet, std::string_view text) noexcept {
    if (facet.start < 0 || facet.start >= facet.end) return false;
    const auto start = static_cast<std::size_t>(facet.start);
    const auto end = static_cast<std::size_t>(facet.end);
    return end <= text.size() && boundary(text, start) && boundary(text, end);
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

// Ends a hashtag that stands bare in the text.
bool ends_tag(char32_t c) noexcept {
    if (c < 0x80) {
        return !((c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
                 c == U'_');
    }
    return c == 0xa0 || c == 0xab || c == 0xbb || (c >= 0x2000 && c <= 0x206f) ||
           (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xff0f) || c == 0xfffd;
}

void add_bare_tags(model::Item& item, std::string_view text) {
    constexpr std::size_t longest = 640;  // lexicon: 64 graphemes, 640 bytes
    for (auto at = text.find('#'); at != std::string_view::npos; at = text.find('#', at + 1)) {
        const bool starts_word = at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n' ||
                                 text[at - 1] == '\t' || text[at - 1] == '(' || text[at - 1] == '"' ||
                                 (static_cast<unsigned char>(text[at - 1]) & 0x80U) != 0;
        if (!starts_word) continue;
        std::size_t end = at + 1;
        bool digits_only = true;
        while (end < text.size() && end - at <= longest) {
            auto next = end;
            const auto c = kit::next_code_point(text, next);
            if (ends_tag(c)) break;
            digits_only = digits_only && c >= U'0' && c <= U'9';
            end = next;
        }
        if (end > at + 1 && !digits_only) add_once(item.hashtags, text.substr(at + 1, end - at - 1));
    }
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
    add_bare_tags(item, plain);
}

}  // namespace vigie::plugins::jetstream
