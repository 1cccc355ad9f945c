// URLs, hosts and domains as they are abused: lenient parsing, IDNA both ways, public suffixes (libpsl).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::kit {

struct Url {
    std::string scheme;     // lower case
    std::string user_info;  // before '@', a classic trick: https://bank.example@evil.test/
    std::string host;       // lower case, ASCII (punycode); IPv6 in brackets
    int port = 0;           // 0 = none given
    std::string path;       // from '/', may be empty
    std::string query;      // without '?'
    std::string fragment;

    [[nodiscard]] std::string text() const;
};

// http(s) URLs, with or without a scheme ("exemple.fr/x" reads as https). nullopt when it is none.
[[nodiscard]] std::optional<Url> parse_url(std::string_view text);

// "www.a.co.uk" → "a.co.uk"; an address or a bare suffix gives "". `host` lower-case ASCII.
[[nodiscard]] std::string registrable_domain(std::string_view host);
// The label before the public suffix: "a.co.uk" → "a".
[[nodiscard]] std::string main_label(std::string_view host);
[[nodiscard]] std::string host_to_unicode(
    std::string_view ascii_host);                                // xn--… → é; the input itself on error
[[nodiscard]] std::string host_to_ascii(std::string_view host);  // "" when it is not a host name
[[nodiscard]] bool is_ip_address(std::string_view host);

// `host` is `domain` or stands below it. Both lower case.
[[nodiscard]] bool is_or_is_below(std::string_view host, std::string_view domain) noexcept;

struct FoundUrl {
    std::string url;
    std::size_t start = 0;  // byte offsets in the text
    std::size_t end = 0;
};
// URLs and bare domains ("exemple.fr/promo") standing in running text; trailing punctuation is not part of
// them. O(bytes).
[[nodiscard]] std::vector<FoundUrl> find_urls(std::string_view text);
// False when find_urls finds nothing in this text nor in any part of it: 16 bytes at a look.
[[nodiscard]] bool may_hold_url(std::string_view text) noexcept;

// One form for equal URLs: lower-case host, no default port, no fragment, no tracking parameters (utm_*,
// fbclid, gclid).
[[nodiscard]] std::string canonical_url(std::string_view url);

}  // namespace vigie::kit
