#include "match/scan.hpp"

#include <vigie/kit/text.hpp>
#include <vigie/kit/url.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace vigie::watch::match {
namespace {

constexpr std::size_t shortest_inside_domain = 5;
constexpr std::size_t most_labels = 8;

bool plain_host_char(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

// The host and what follows it, without parsing where the URL is of the plain kind. Anything else is parsed.
struct Split {
    std::string_view host;
    std::string_view rest;
    std::optional<kit::Url> parsed;  // owns host and rest when present
};

bool split_plain(std::string_view url, Split& out) {
    std::string_view text = url;
    if (text.starts_with("https://")) {
        text.remove_prefix(8);
    } else if (text.starts_with("http://")) {
        text.remove_prefix(7);
    } else {
        return false;
    }
    std::size_t n = 0;
    bool letters = false;
    while (n < text.size() && plain_host_char(text[n])) {
        if (text[n] == '.' && (n == 0 || text[n - 1] == '.')) return false;
        letters = letters || text[n] >= 'a';
        ++n;
    }
    if (!letters || (n < text.size() && text[n] != '/' && text[n] != '?' && text[n] != '#')) return false;
    out.host = text.substr(0, n);
    out.rest = text.substr(n);
    return out.host.find('.') != std::string_view::npos && !out.host.ends_with('.') &&
           !out.host.starts_with("0x");
}

}  // namespace

void Scan::urls_in(std::string_view text) {
    for (const auto& found : kit::find_urls(text)) {
        if (out_.done()) return;
        link(found.url, Reason::text_domain);
    }
}

void Scan::link(std::string_view url, Reason own) {
    Split split;
    if (!split_plain(url, split)) {
        split.parsed = kit::parse_url(url);
        if (!split.parsed) return;
        split.host = split.parsed->host;
        split.rest = split.parsed->path;
    }
    if (own_host(split.host, own)) return;
    // "https://meridien.example@evil.test": what looks like our host is a user name.
    if (split.parsed && !split.parsed->user_info.empty())
        own_host(split.parsed->user_info, Reason::link_lookalike);
    if (!index_.link_hosts.find(key_of(Space::host, hash_of(split.host))).empty()) {
        const auto whole = kit::canonical_url(url);
        // Below a registered link that ends with '/', or the link itself.
        std::uint64_t hash = 0;
        for (std::size_t i = 0; i < whole.size(); ++i) {
            hash = extend(hash, whole[i]);
            if (whole[i] != '/' && i + 1 < whole.size()) continue;
            for (const auto asset : index_.links.find(key_of(Space::link, hash)))
                add(asset, Reason::link_approved);
        }
    }
    if (out_.done()) return;
    lookalike_host(split.host);
    if (own == Reason::link_domain && !out_.done()) names(split.rest, Reason::link_name);
}

bool Scan::own_host(std::string_view host, Reason reason) {
    bool own = false;
    for (std::size_t labels = 0; !host.empty() && labels < most_labels; ++labels) {
        for (const auto asset : index_.hosts.find(key_of(Space::host, hash_of(host)))) {
            add(asset, reason);
            own = true;
        }
        const auto dot = host.find('.');
        if (dot == std::string_view::npos) break;
        host.remove_prefix(dot + 1);
    }
    return own;
}

// Only a candidate test: detectors judge it. The last label says nothing; each other is a word of its own.
void Scan::lookalike_host(std::string_view ascii_host) {
    std::string unicode;
    auto host = ascii_host;
    if (host.find("xn--") != std::string_view::npos) {
        unicode = kit::host_to_unicode(host);
        host = unicode;
    }
    const auto last = host.rfind('.');
    if (last == std::string_view::npos || kit::is_ip_address(ascii_host)) return;
    host = host.substr(0, last);
    if (host.starts_with("www.")) host.remove_prefix(4);
    Shape shape;
    read_skeleton(kit::word_skeleton(host), shape);
    look_runs(shape, Reason::link_lookalike);
    for (std::size_t labels = 0; !host.empty() && labels < most_labels && !out_.done(); ++labels) {
        const auto dot = std::min(host.find('.'), host.size());
        if (dot < host.size() || labels > 0) read_skeleton(kit::word_skeleton(host.substr(0, dot)), shape);
        look_inside(shape, shortest_inside_domain, Reason::link_lookalike);
        look_near(shape.word, Reason::link_lookalike);
        host.remove_prefix(std::min(dot + 1, host.size()));
    }
}

}  // namespace vigie::watch::match
