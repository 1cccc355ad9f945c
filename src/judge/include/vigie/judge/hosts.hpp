// Hosts that many people share: what stands on them says nothing about their owner. Shorteners and platforms
// never join two cases; on free hosting the label before the suffix is what its user chose. O(labels), no
// allocation but the key.
#pragma once

#include <vigie/model/finding.hpp>

#include <string_view>

namespace vigie::judge {

// `host` lower-case ASCII; the host itself or any parent domain is looked up.
[[nodiscard]] bool is_shortener(std::string_view host);     // bit.ly, t.co…
[[nodiscard]] bool is_platform(std::string_view host);      // facebook.com, bsky.app, google.com, the press,
                                                            // public bodies (gouv.fr, gov, edu)…
[[nodiscard]] bool is_free_hosting(std::string_view host);  // x.github.io, x.web.app, x.pages.dev…
// Link pages and messengers: linktr.ee, t.me, wa.me: an account's contact, not its site.
[[nodiscard]] bool is_contact_host(std::string_view host);
// The part of `host` that its user chose on free hosting ("x" of "x.web.app"); empty elsewhere.
[[nodiscard]] std::string_view free_hosting_label(std::string_view host);
// Top-level domains with a bad record (cheap or free, much abused): "xyz", "top", "icu"…
[[nodiscard]] bool is_abused_tld(std::string_view host);

// Too widely shared to join two cases, or of a kind that never does.
[[nodiscard]] bool joins_cases(const model::Indicator& indicator);

}  // namespace vigie::judge
