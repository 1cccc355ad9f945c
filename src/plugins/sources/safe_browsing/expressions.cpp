#include "expressions.hpp"

#include <vigie/base/limits.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>

namespace vigie::plugins::safe_browsing {
namespace {

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string unescaped_once(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? digit_of(text[i + 1]) : -1;
        const int low = high >= 0 ? digit_of(text[i + 2]) : -1;
        if (low >= 0) {
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

// Layer by layer until none is left.
std::string unescaped(std::string text) {
    constexpr int most_layers = 64;
    for (int i = 0; i < most_layers; ++i) {
        auto next = unescaped_once(text);
        if (next == text) break;
        text = std::move(next);
    }
    return text;
}

std::string escaped(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char raw : text) {
        const auto c = static_cast<unsigned char>(raw);
        if (c <= 0x20 || c >= 0x7F || c == '#' || c == '%') {
            out += '%';
            out += digits[c >> 4U];
            out += digits[c & 15U];
        } else {
            out += raw;
        }
    }
    return out;
}

// A number in decimal, octal (0…) or hexadecimal (0x…), as inet_aton reads it.
std::optional<std::uint64_t> part_of_address(std::string_view text) {
    unsigned base = 10;
    if (text.starts_with("0x")) {
        base = 16;
        text.remove_prefix(2);
    } else if (text.size() > 1 && text.front() == '0') {
        base = 8;
    }
    if (text.empty() || text.size() > 12) return std::nullopt;
    std::uint64_t out = 0;
    for (const char c : text) {
        const int d = digit_of(c);
        if (d < 0 || static_cast<unsigned>(d) >= base) return std::nullopt;
        out = out * base + static_cast<unsigned>(d);
    }
    return out;
}

// "3279880203", "0x12.0x43.0x44.0x01", "1.2.3" as four decimal parts; nullopt for names.
std::optional<std::string> address_of(std::string_view host) {
    std::vector<std::uint64_t> parts;
    while (true) {
        const auto dot = host.find('.');
        const auto part = part_of_address(host.substr(0, dot));
        if (!part || parts.size() == 4) return std::nullopt;
        parts.push_back(*part);
        if (dot == std::string_view::npos) break;
        host.remove_prefix(dot + 1);
    }
    std::uint64_t address = parts.back();
    if (address >= std::uint64_t{1} << (8 * (5 - parts.size()))) return std::nullopt;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        if (parts[i] > 255) return std::nullopt;
        address |= parts[i] << (24 - 8 * i);
    }
    std::string out;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        if (!out.empty()) out += '.';
        out += std::to_string(address >> shift & 255U);
    }
    return out;
}

std::string canonical_host(std::string_view raw, bool& is_address) {
    std::string host;
    for (const char c : raw) {
        if (c == '.' && (host.empty() || host.back() == '.')) continue;
        host += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    while (host.ends_with('.')) host.pop_back();
    if (auto address = address_of(host)) {
        is_address = true;
        return *address;
    }
    is_address = host.starts_with('[');
    return escaped(host);
}

// "/a//b/../c" → "/a/c".
std::string canonical_path(std::string_view raw) {
    std::vector<std::string_view> parts;
    bool ends_in_slash = true;
    while (!raw.empty()) {
        const auto end = std::min(raw.find('/'), raw.size());
        const auto part = raw.substr(0, end);
        const bool last = end == raw.size();
        raw.remove_prefix(std::min(end + 1, raw.size()));
        if (part.empty()) continue;
        ends_in_slash = !last || part == "." || part == "..";
        if (part == ".") continue;
        if (part != "..") {
            parts.push_back(part);
        } else if (!parts.empty()) {
            parts.pop_back();
        }
    }
    std::string out = "/";
    for (const auto part : parts) {
        out += escaped(part);
        out += '/';
    }
    if (!ends_in_slash && out.size() > 1) out.pop_back();
    return out;
}

}  // namespace

Canonical canonical(std::string_view url) {
    std::string text;
    for (const char c : url.substr(0, limits::url_bytes)) {
        if (c != '\t' && c != '\r' && c != '\n') text += c;
    }
    const auto first = text.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    text = text.substr(first, text.find_last_not_of(' ') + 1 - first);
    text = text.substr(0, text.find('#'));
    if (const auto scheme = text.find("://"); scheme != std::string::npos && scheme < text.find_first_of("/?")) {
        text.erase(0, scheme + 3);
    }
    // Split before escapes are undone: an escaped '/' or '?' must not move the borders.
    const auto host_end = std::min(text.find_first_of("/?\\"), text.size());
    auto authority = text.substr(0, host_end);
    const auto rest = text.substr(host_end);
    const auto question = rest.find('?');
    const auto path = rest.substr(0, question);
    if (const auto at = authority.rfind('@'); at != std::string::npos) authority.erase(0, at + 1);
    if (const auto colon = authority.rfind(':'); colon != std::string::npos && authority.find(']', colon) == std::string::npos)
        authority.resize(colon);
    Canonical out;
    out.host = canonical_host(unescaped(authority), out.is_address);
    out.path = canonical_path(unescaped(path));
    if (question != std::string::npos) out.query = "?" + escaped(unescaped(rest.substr(question + 1)));
    return out;
}

std::vector<std::string> expressions(const Canonical& url) {
    std::vector<std::string> out;
    if (url.host.empty()) return out;
    std::vector<std::string_view> hosts{url.host};
    if (!url.is_address) {
        // The last five labels, then four, … two.
        std::vector<std::size_t> starts;
        for (std::size_t i = url.host.rfind('.'); i != std::string::npos && i > 0; i = url.host.rfind('.', i - 1))
            starts.push_back(i + 1);
        // starts[k] begins the last k + 1 labels; the whole host is already there.
        for (std::size_t k = std::min<std::size_t>(starts.size(), 5); k-- > 1;)
            hosts.emplace_back(std::string_view(url.host).substr(starts[k]));
    }
    std::vector<std::string> paths{url.path + url.query};
    if (!url.query.empty()) paths.push_back(url.path);
    std::size_t slash = 0;
    for (int level = 0; level < 4 && slash != std::string::npos; ++level) {
        auto prefix = url.path.substr(0, slash + 1);
        if (std::ranges::find(paths, prefix) == paths.end()) paths.push_back(std::move(prefix));
        slash = url.path.find('/', slash + 1);
    }
    for (const auto host : hosts) {
        for (const auto& path : paths) out.push_back(std::string(host) + path);
    }
    return out;
}

}  // namespace vigie::plugins::safe_browsing
