// One round of URL fuzzing: what is found stands in the text, in order, and reads as a URL; normal forms are
// stable.
#pragma once

#include <vigie/base/assert.hpp>
#include <vigie/kit/url.hpp>

namespace vigie::kit {

inline void fuzz_one_url(std::string_view text) {
    const auto url = parse_url(text);
    if (!url) return;
    VIGIE_ASSERT(!url->host.empty() && (url->scheme == "http" || url->scheme == "https"));
    VIGIE_ASSERT(host_to_ascii(url->host) == url->host);
    VIGIE_ASSERT(url->host.ends_with(registrable_domain(url->host)));
    (void)host_to_unicode(url->host);
    if (!url->user_info.empty()) return;
    const auto once = canonical_url(text);
    VIGIE_ASSERT(canonical_url(once) == once);
}

inline void fuzz_urls(std::string_view bytes) {
    std::size_t last = 0;
    for (const auto& found : find_urls(bytes)) {
        VIGIE_ASSERT(found.start >= last && found.start < found.end && found.end <= bytes.size());
        VIGIE_ASSERT(parse_url(found.url).has_value());
        fuzz_one_url(found.url);
        last = found.end;
    }
    fuzz_one_url(bytes);
    (void)host_to_ascii(bytes);
    (void)host_to_unicode(bytes);
    (void)main_label(bytes);
}

}  // namespace vigie::kit
