#include "url_walk.hpp"

#include <vigie/judge/hosts.hpp>

#include <algorithm>
#include <cmath>

namespace vigie::judge {
namespace {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}
constexpr bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

// n · log2(n) for the entropy of at most 255 characters.
const std::array<float, 256>& n_log_n() {
    static const auto table = [] {
        std::array<float, 256> t{};
        for (std::size_t n = 2; n < t.size(); ++n) t[n] = static_cast<float>(n) * std::log2(static_cast<float>(n));
        return t;
    }();
    return table;
}

// Bits that n takes; std::bit_width differs in its type between compilers.
constexpr std::size_t width(std::size_t n) {
    std::size_t bits = 0;
    for (; n != 0; n >>= 1U) ++bits;
    return bits;
}

// 0 1 2 3 4 5 6 8 10 12 16 24 32 …: finer where it matters.
constexpr std::uint64_t bucket(std::size_t n) {
    if (n <= 6) return n;
    if (n <= 12) return 7 + (n - 7) / 2;
    return 10 + width(n / 8) * 2 + ((n >> (width(n) - 2)) & 1U);
}

std::uint64_t share(std::size_t part, std::size_t of) {
    return of == 0 ? 0 : (10 * part + of / 2) / of;
}

}  // namespace

UrlShape shape_of(std::string_view host) {
    UrlShape s;
    std::array<std::uint8_t, 128> seen{};
    std::size_t label = 0;
    std::size_t consonants = 0;
    for (std::size_t i = 0; i < host.size(); ++i) {
        const char c = host[i];
        ++seen[static_cast<unsigned char>(c) & 0x7FU];
        label = c == '.' ? 0 : label + 1;
        s.longest_label = std::max(s.longest_label, label);
        s.dots += c == '.' ? 1U : 0U;
        s.hyphens += c == '-' ? 1U : 0U;
        s.digits += is_digit(c) ? 1U : 0U;
        s.letters += is_letter(c) ? 1U : 0U;
        s.vowels += is_vowel(c) ? 1U : 0U;
        consonants = is_letter(c) && !is_vowel(c) ? consonants + 1 : 0;
        s.longest_consonants = std::max(s.longest_consonants, consonants);
        if (i > 0 && is_letter(c) != is_letter(host[i - 1]) && is_digit(c) != is_digit(host[i - 1])) ++s.turns;
    }
    if (host.size() > 1) {
        float sum = 0;
        for (const auto n : seen) sum += n_log_n()[n];
        const auto n = static_cast<float>(host.size());
        s.entropy_tenths = static_cast<unsigned>(10 * (std::log2(n) - sum / n));
    }
    return s;
}

namespace {

// Only what is there makes a feature: an absence is no reason that a person could check.
void add_host_tokens(const UrlParts& parts, std::string_view host, UrlTokens& out) {
    using enum UrlGroup;
    const auto last = host.rfind('.');
    const auto tld = host.substr(last + 1);
    const auto tld_hash = url_hash::text(tld);
    const auto second = last == 0 ? std::string_view::npos : host.rfind('.', last - 1);
    const auto two = second == std::string_view::npos ? host : host.substr(second + 1);
    const auto rest = host.substr(0, last);
    const auto s = shape_of(rest);
    out.add(ending, 1, tld_hash);
    if (is_abused_tld(host)) out.add(ending, 2, 1);
    out.add(ending, 3, tld_hash ^ bucket(rest.size()));
    out.add(ending, 4, tld_hash ^ bucket(s.dots) << 8U);
    out.add(hosting, 1, url_hash::text(two));
    if (is_free_hosting(host)) out.add(hosting, 2, 1);
    if (is_shortener(host)) out.add(hosting, 3, 1);
    if (second != std::string_view::npos) {
        const auto third = second == 0 ? std::string_view::npos : host.rfind('.', second - 1);
        out.add(hosting, 4, url_hash::text(third == std::string_view::npos ? host : host.substr(third + 1)));
    }
    out.add(host_shape, 1, bucket(rest.size()));
    out.add(host_shape, 2, s.dots);
    out.add(host_shape, 3, bucket(s.digits));
    out.add(host_shape, 4, share(s.digits, rest.size()));
    out.add(host_shape, 5, s.hyphens);
    out.add(host_shape, 6, bucket(s.longest_label));
    out.add(host_shape, 7, s.entropy_tenths / 3);
    out.add(host_shape, 8, share(s.vowels, s.letters) | bucket(s.letters) << 8U);
    out.add(host_shape, 9, s.longest_consonants);
    out.add(host_shape, 10, bucket(s.turns));
    if (host.starts_with("xn--") || host.find(".xn--") != std::string_view::npos) out.add(address, 1, 1);
    if (parts.has_user) out.add(address, 2, 1);
    if (parts.has_port) out.add(address, 3, 1);
}

void add_rest_tokens(const UrlParts& parts, std::string_view rest, UrlTokens& out) {
    using enum UrlGroup;
    const auto path = rest.substr(0, rest.find('?'));
    const auto query = rest.substr(path.size());
    const auto slash = path.rfind('/');
    const auto file = slash == std::string_view::npos ? path : path.substr(slash + 1);
    const auto dot = file.rfind('.');
    out.add(path_shape, 1, static_cast<std::uint64_t>(std::ranges::count(path, '/')));
    out.add(path_shape, 2, bucket(path.size()));
    out.add(path_shape, 3, bucket(query.size()));
    out.add(path_shape, 4, dot == std::string_view::npos ? 0 : url_hash::text(file.substr(dot)));
    out.add(path_shape, 5, static_cast<std::uint64_t>(std::ranges::count(query, '&')));
    out.add(path_shape, 6, share(static_cast<std::size_t>(std::ranges::count_if(rest, is_digit)), rest.size()));
    out.add(path_shape, 7, share(parts.capitals, rest.size()));
    const auto s = shape_of(file.substr(0, std::min<std::size_t>(file.size(), 64)));
    out.add(path_shape, 8, s.longest_consonants);
    out.add(path_shape, 9, bucket(s.turns));
}

}  // namespace

void add_tokens(const UrlParts& parts, UrlTokens& out) {
    out.count = 0;
    const auto host = parts.host();
    if (parts.is_address) {
        out.add(UrlGroup::address, 4, 1);
        if (parts.has_port) out.add(UrlGroup::address, 3, 1);
        if (parts.has_user) out.add(UrlGroup::address, 2, 1);
    } else {
        add_host_tokens(parts, host, out);
    }
    if (!parts.rest().empty()) add_rest_tokens(parts, parts.rest(), out);
}

}  // namespace vigie::judge
