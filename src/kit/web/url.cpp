#include "web/host.hpp"
#include "web/refang.hpp"

#include <vigie/base/limits.hpp>
#include <vigie/kit/url.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace vigie::kit {
namespace {

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

int hex_value(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    c = lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
            hex_value(text[i + 2]) >= 0) {
            out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

// Browsers read "3232235777", "0xC0.168.1.1" and "0300.0250.1.1" as addresses: so do we. nullopt when it is a
// name.
std::optional<std::string> odd_ipv4(std::string_view host) {
    std::array<std::uint64_t, 4> parts{};
    std::size_t n = 0;
    for (auto rest = host; n < parts.size();) {
        const auto dot = std::min(rest.find('.'), rest.size());
        auto digits = rest.substr(0, dot);
        int base = 10;
        if (digits.starts_with("0x")) {
            base = 16;
            digits.remove_prefix(2);
        } else if (digits.size() > 1 && digits[0] == '0') {
            base = 8;
        }
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), parts[n], base);
        if (error != std::errc{} || end != digits.data() + digits.size() || parts[n] > 0xFFFFFFFFULL)
            return std::nullopt;
        ++n;
        if (dot == rest.size()) break;
        rest.remove_prefix(dot + 1);
        if (n == parts.size()) return std::nullopt;
    }
    std::uint64_t address = parts[n - 1];
    if (address >= (1ULL << (8 * (5 - n)))) return std::nullopt;
    for (std::size_t i = 0; i + 1 < n; ++i) {
        if (parts[i] > 255) return std::nullopt;
        address |= parts[i] << (8 * (3 - i));
    }
    return fmt::format("{}.{}.{}.{}", address >> 24U, address >> 16U & 255U, address >> 8U & 255U,
                       address & 255U);
}

// Takes "http://" and what people and scammers write for it: any number of slashes, of either kind. False for
// another scheme.
bool take_scheme(std::string_view& text, std::string& scheme) {
    const auto colon = text.find(':');
    const auto stop = text.find_first_of("/\\?#@.");
    if (colon == std::string_view::npos || colon > stop) return true;
    std::string word(text.substr(0, colon));
    std::ranges::transform(word, word.begin(), lower);
    if (word == "http" || word == "https") {
        scheme = word;
        text.remove_prefix(colon + 1);
        text.remove_prefix(std::min(text.find_first_not_of("/\\"), text.size()));
        return true;
    }
    // "exemple.fr:8080" never gets here (the dot comes first); "localhost:80" and "mailto:x" are no web
    // address.
    return false;
}

bool take_authority(std::string_view authority, Url& url) {
    if (const auto at = authority.rfind('@'); at != std::string_view::npos) {
        url.user_info = authority.substr(0, at);
        authority.remove_prefix(at + 1);
    }
    const auto bracket = authority.rfind(']');
    const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (colon != std::string_view::npos) {
        const auto digits = authority.substr(colon + 1);
        if (!digits.empty()) {
            const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), url.port);
            if (error != std::errc{} || end != digits.data() + digits.size() || url.port <= 0 ||
                url.port > 65535)
                return false;
        }
        authority = authority.substr(0, colon);
    }
    url.host = host_to_ascii(percent_decoded(authority));
    if (auto address = odd_ipv4(url.host)) url.host = std::move(*address);
    return !url.host.empty();
}

bool tracking(std::string_view parameter) {
    static constexpr std::array names{"fbclid",  "gclid",  "dclid",  "gbraid",  "wbraid",
                                      "msclkid", "yclid",  "igshid", "igsh",    "mc_cid",
                                      "mc_eid",  "twclid", "ttclid", "ref_src", "ref_url"};
    const auto name = parameter.substr(0, parameter.find('='));
    return name.starts_with("utm_") || std::ranges::find(names, name) != names.end();
}

bool unreserved(char c) noexcept {
    c = lower(c);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

// RFC 3986 §6.2.2: needless escapes decoded, the others in upper case, blanks and bytes above ASCII
// escaped, and so is a '%' that escapes nothing.
std::string normal_escapes(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
            hex_value(text[i + 2]) >= 0) {
            const char c = static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
            i += 2;
            if (unreserved(c)) {
                out += c;
            } else {
                out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
            }
        } else if (const auto byte = static_cast<unsigned char>(text[i]);
                   byte <= ' ' || byte >= 0x7F || text[i] == '%') {
            out += fmt::format("%{:02X}", static_cast<unsigned>(byte));
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string without_tracking(std::string_view query) {
    std::string out;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto parameter = query.substr(0, end);
        if (!parameter.empty() && !tracking(parameter)) {
            if (!out.empty()) out += '&';
            out += parameter;
        }
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return out;
}

}  // namespace

std::string Url::text() const {
    std::string out = scheme + "://";
    if (!user_info.empty()) out += user_info + '@';
    out += host;
    if (port != 0) out += fmt::format(":{}", port);
    out += path;
    if (!query.empty()) out += '?' + query;
    if (!fragment.empty()) out += '#' + fragment;
    return out;
}

std::optional<Url> parse_url(std::string_view given) {
    if (given.size() > limits::url_bytes) return std::nullopt;
    const auto clean = refang(given);
    std::string_view text = clean;
    Url url;
    if (!take_scheme(text, url.scheme)) return std::nullopt;
    const auto end = std::min(text.find_first_of("/\\?#"), text.size());
    if (!take_authority(text.substr(0, end), url)) return std::nullopt;
    if (url.scheme.empty()) {
        const bool mail_address = !url.user_info.empty() && end == text.size();
        if (mail_address || !has_real_suffix(url.host)) return std::nullopt;
        url.scheme = "https";
    }
    text.remove_prefix(end);
    if (const auto hash = text.find('#'); hash != std::string_view::npos) {
        url.fragment = text.substr(hash + 1);
        text = text.substr(0, hash);
    }
    if (const auto mark = text.find('?'); mark != std::string_view::npos) {
        url.query = text.substr(mark + 1);
        text = text.substr(0, mark);
    }
    url.path = text;
    std::ranges::replace(url.path, '\\', '/');
    return url;
}

std::string canonical_url(std::string_view text) {
    auto url = parse_url(text);
    if (!url) return std::string(text);
    if ((url->scheme == "http" && url->port == 80) || (url->scheme == "https" && url->port == 443))
        url->port = 0;
    url->fragment.clear();
    url->path = url->path.empty() ? "/" : normal_escapes(url->path);
    url->query = normal_escapes(without_tracking(url->query));
    return url->text();
}

}  // namespace vigie::kit
