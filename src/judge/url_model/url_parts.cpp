#include "url_walk.hpp"

#include <vigie/kit/url.hpp>

#include <algorithm>

namespace vigie::judge {
namespace {

constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool is_scheme(std::string_view s, std::string_view name) {
    return s.size() >= name.size() && std::equal(name.begin(), name.end(), s.begin(), [](char a, char b) { return a == lower(b); });
}

bool is_host_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

// "203.0.113.7", "0xcb007107", "3405803783": only digits, dots and hexadecimal after 0x.
bool looks_like_address(std::string_view host) {
    if (host.starts_with('[')) return true;
    const auto last = host.substr(host.rfind('.') + 1);  // npos + 1 is 0
    if (last.starts_with("0x")) return true;
    return !last.empty() && std::ranges::all_of(last, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool UrlParts::take_host(std::string_view host) {
    while (host.ends_with('.')) host.remove_suffix(1);
    if (host.empty() || host.size() > most_host) return false;
    std::size_t n = 0;
    for (const char raw : host) {
        const char c = lower(raw);
        if (!is_host_char(c) && !host.starts_with('[')) return false;
        host_[1 + n++] = c;
    }
    is_address = looks_like_address({host_.data() + 1, n});
    if (!is_address && std::string_view(host_.data() + 1, n).find('.') == std::string_view::npos) return false;
    // "www." says nothing: benign lists are written with and without it.
    if (std::string_view(host_.data() + 1, n).starts_with("www.") && n > 7) {
        std::copy(host_.begin() + 5, host_.begin() + 1 + static_cast<std::ptrdiff_t>(n), host_.begin() + 1);
        n -= 4;
    }
    host_[0] = '^';
    host_[n + 1] = '$';
    host_bytes_ = n;
    return true;
}

void UrlParts::take_rest(std::string_view rest) {
    rest = rest.substr(0, rest.find('#'));
    rest_end += rest.size();
    if (rest == "/" || rest == "/?" || rest == "?") rest = {};
    for (const char c : rest.substr(0, most_rest)) {
        capitals += c >= 'A' && c <= 'Z' ? 1U : 0U;
        rest_[rest_bytes_++] = lower(c);
    }
}

bool UrlParts::read(std::string_view url) {
    *this = {};
    const auto first = url.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return false;
    auto left = url.substr(first);
    left = left.substr(0, left.find_last_not_of(" \t\r\n") + 1);
    std::size_t at = first;
    if (is_scheme(left, "https://") || is_scheme(left, "http://")) {
        const auto skip = left.find("//") + 2;
        left.remove_prefix(skip);
        at += skip;
    } else if (left.find("://") < left.find_first_of("/?#.")) {
        return false;  // another scheme
    }
    auto authority = left.substr(0, left.find_first_of("/?#\\"));
    const auto rest = left.substr(authority.size());
    rest_end = at + authority.size();
    if (const auto user = authority.rfind('@'); user != std::string_view::npos) {
        has_user = true;
        at += user + 1;
        authority.remove_prefix(user + 1);
    }
    const auto close = authority.find(']');
    const auto colon = authority.find(':', close == std::string_view::npos ? 0 : close);
    if (colon != std::string_view::npos) {
        const auto port = authority.substr(colon + 1);
        has_port = !port.empty() && port != "443" && port != "80";
        authority = authority.substr(0, colon);
    }
    host_start = at;
    host_end = at + authority.size();
    const bool ascii = std::ranges::all_of(authority, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    const bool good = ascii ? take_host(authority) : take_host(kit::host_to_ascii(authority));
    if (!good) return false;
    take_rest(rest);
    return true;
}

}  // namespace vigie::judge
