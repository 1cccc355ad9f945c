#include "pivots/scan.hpp"

#include <vigie/judge/hosts.hpp>
#include <vigie/kit/phone_number.hpp>
#include <vigie/kit/url.hpp>

#include <algorithm>
#include <string>

namespace vigie::judge {
namespace {

using pivots::alnum;
using pivots::digit;
using pivots::lower;

// The digits that a link gives as a number in international form: "336…" and "+336…", "%2B" and blanks aside.
std::string number_in(std::string_view text) {
    constexpr std::size_t least = 8;
    constexpr std::size_t most = 15;
    std::string digits;
    if (text.starts_with("%2B") || text.starts_with("%2b")) text.remove_prefix(3);
    for (const char c : text) {
        if (digit(c))
            digits += c;
        else if (c != '+' && c != '-' && c != ' ')
            break;
    }
    if (digits.starts_with("00")) digits.erase(0, 2);
    if (digits.size() < least || digits.size() > most) return {};
    const auto number = kit::read_phone("+" + digits, "FR");
    return number ? number->e164 : std::string();
}

std::string handle_in(std::string_view path) {
    std::string out = "@";
    while (path.starts_with('/')) path.remove_prefix(1);
    for (const char c : path) {
        if (!alnum(c) && c != '_' && c != '+' && c != '-') break;
        out += lower(c);
    }
    return out.size() > 3 ? out : std::string();
}

bool host_is(std::string_view host, std::string_view name) {
    return host == name || (host.ends_with(name) && host[host.size() - name.size() - 1] == '.');
}

std::string whatsapp(const kit::Url& url) {
    const auto at = url.query.find("phone=");
    auto number =
        at != std::string::npos ? number_in(std::string_view(url.query).substr(at + 6)) : std::string();
    if (number.empty() && url.path.size() > 1) number = number_in(std::string_view(url.path).substr(1));
    if (!number.empty()) return "whatsapp:" + number;
    auto group = std::string_view(url.path);
    if (const auto cut = group.rfind('/'); cut != std::string_view::npos) group.remove_prefix(cut);
    // An invitation to a group or a channel keeps its case: it is the key.
    std::string key;
    for (const char c : group)
        if (alnum(c)) key += c;
    return key.size() >= 6 ? "whatsapp:" + key : std::string();
}

}  // namespace

std::optional<Pivot> pivot_of_url(std::string_view text) {
    const auto url = kit::parse_url(text);
    if (!url || url->host.empty()) return std::nullopt;
    const std::string_view host = url->host;
    Pivot p{PivotKind::messenger, {}, 0, text.size(), std::string(text)};
    if (host_is(host, "wa.me") || host_is(host, "whatsapp.com")) {
        p.value = whatsapp(*url);
    } else if (host_is(host, "t.me") || host_is(host, "telegram.me") || host_is(host, "telegram.dog")) {
        auto path = std::string_view(url->path);
        if (path.starts_with("/s/")) path.remove_prefix(2);
        if (path.starts_with("/joinchat/")) path.remove_prefix(9);
        const auto number = path.starts_with("/+") ? number_in(path.substr(1)) : std::string();
        const auto handle = handle_in(path);
        p.value =
            number.empty() ? (handle.empty() ? std::string() : "telegram:" + handle) : "telegram:" + number;
    } else if (host_is(host, "signal.me")) {
        const std::string_view fragment = url->fragment;
        const auto number = fragment.starts_with("p/") ? number_in(fragment.substr(2)) : std::string();
        p.value = number.empty() ? (fragment.empty() ? std::string() : "signal:" + std::string(fragment))
                                 : "signal:" + number;
    } else if (host_is(host, "signal.group") && !url->fragment.empty()) {
        p.value = "signal:" + url->fragment;
    } else if (is_shortener(host)) {
        p.kind = PivotKind::short_link;
        if (url->path.size() > 1) p.value = kit::canonical_url(text);
    }
    if (p.value.empty()) return std::nullopt;
    return p;
}

}  // namespace vigie::judge
