#include "web/host.hpp"

#include <vigie/base/assert.hpp>
#include <vigie/kit/url.hpp>

#include <libpsl.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <memory>

namespace vigie::kit {
namespace {

constexpr std::size_t host_bytes = 253;
constexpr std::size_t label_bytes = 63;

struct CloseIdna {
    void operator()(UIDNA* idna) const noexcept { uidna_close(idna); }
};

const UIDNA* idna() {
    static const std::unique_ptr<UIDNA, CloseIdna> opened = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<UIDNA, CloseIdna> made(
            uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE, &status));
        VIGIE_ASSERT(U_SUCCESS(status) != 0);
        return made;
    }();
    return opened.get();
}

const psl_ctx_t* suffixes() {
    static const psl_ctx_t* const list = psl_builtin();
    VIGIE_ASSERT(list != nullptr);
    return list;
}

bool ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool host_char(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// Lower-case ASCII labels of legal size, no empty one.
bool well_formed(std::string_view host) {
    if (host.empty() || host.size() > host_bytes) return false;
    std::size_t label = 0;
    for (const char c : host) {
        if (c == '.') {
            if (label == 0) return false;
            label = 0;
        } else if (!host_char(c) || ++label > label_bytes) {
            return false;
        }
    }
    return label > 0;
}

template <class Convert>
std::string through_idna(Convert convert, std::string_view host, std::uint32_t tolerated) {
    std::array<char, 1024> out{};
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UErrorCode status = U_ZERO_ERROR;
    const auto n = convert(idna(), host.data(), static_cast<std::int32_t>(host.size()), out.data(),
                           static_cast<std::int32_t>(out.size()), &info, &status);
    if (U_FAILURE(status) != 0 || (info.errors & ~tolerated) != 0) return {};
    return {out.data(), static_cast<std::size_t>(n)};
}

bool is_ipv4(std::string_view host) {
    int parts = 0;
    while (!host.empty() && parts < 4) {
        const auto dot = std::min(host.find('.'), host.size());
        int value = 0;
        const auto [end, error] = std::from_chars(host.data(), host.data() + dot, value);
        if (error != std::errc{} || end != host.data() + dot || value < 0 || value > 255 || host[0] == '-')
            return false;
        ++parts;
        if (dot == host.size()) return parts == 4;
        host.remove_prefix(dot + 1);
    }
    return false;
}

bool is_ipv6(std::string_view host) {
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (host.size() < 2 || host.size() > 45 || std::ranges::count(host, ':') < 2) return false;
    return std::ranges::all_of(host, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' ||
               c == '.';
    });
}

}  // namespace

bool is_ip_address(std::string_view host) {
    return is_ipv4(host) || is_ipv6(host);
}

std::string host_to_ascii(std::string_view host) {
    if (host.ends_with('.')) host.remove_suffix(1);
    if (host.empty() || host.size() > 4 * host_bytes) return {};
    std::string lower(host);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    }
    if (is_ipv6(lower)) return lower;
    if (!ascii(lower)) {
        lower =
            through_idna(uidna_nameToASCII_UTF8, lower,
                         UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4);
        if (lower.ends_with('.')) lower.pop_back();
    }
    return well_formed(lower) ? lower : std::string{};
}

std::string host_to_unicode(std::string_view ascii_host) {
    if (ascii_host.find("xn--") == std::string_view::npos || ascii_host.size() > host_bytes)
        return std::string(ascii_host);
    auto out = through_idna(uidna_nameToUnicodeUTF8, ascii_host, 0);
    return out.empty() ? std::string(ascii_host) : out;
}

bool is_or_is_below(std::string_view host, std::string_view domain) noexcept {
    if (!host.ends_with(domain)) return false;
    return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

namespace {

// The suffix list takes a microsecond or two, and one host is asked about again and again while it is parsed,
// made canonical and taken apart. So each thread keeps its last answer, which depends on nothing but the
// host.
struct LastAnswer {
    std::string asked;
    std::string answer;
};
LastAnswer& last_domain() {
    thread_local LastAnswer last;
    return last;
}

bool is_known_top(std::string_view top) {
    thread_local LastAnswer last;
    if (last.asked != top) {
        last.asked = top;
        const bool known =
            psl_is_public_suffix2(suffixes(), last.asked.c_str(), PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE) != 0;
        last.answer = known ? "known" : "";
    }
    return !last.answer.empty();
}

}  // namespace

std::string registrable_domain(std::string_view host) {
    if (host.ends_with('.')) host.remove_suffix(1);
    auto& last = last_domain();
    if (last.asked == host) return last.answer;
    if (host.empty() || host.size() > host_bytes || is_ip_address(host)) return {};
    last.asked = host;
    const char* domain = psl_registrable_domain(suffixes(), last.asked.c_str());
    last.answer = domain == nullptr ? std::string_view{} : std::string_view(domain);
    return last.answer;
}

std::string main_label(std::string_view host) {
    auto domain = registrable_domain(host);
    domain.resize(std::min(domain.find('.'), domain.size()));
    return domain;
}

bool has_real_suffix(std::string_view host) {
    const auto dot = host.rfind('.');
    if (dot == std::string_view::npos || dot + 2 >= host.size() || host.size() > host_bytes) return false;
    const auto last = host.substr(dot + 1);
    const bool reserved = last == "test" || last == "example";
    return (reserved || is_known_top(last)) && !registrable_domain(host).empty();
}

}  // namespace vigie::kit
