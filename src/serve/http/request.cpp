#include <vigie/kit/utf8.hpp>
#include <vigie/serve/http.hpp>

#include <algorithm>

namespace vigie::serve {
namespace {

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// No control characters, no part that moves through folders.
bool plain(std::string_view path) {
    if (std::ranges::any_of(path, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }))
        return false;
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto part = path.substr(0, path.find('/'));
        if (part == "." || part == "..") return false;
        path.remove_prefix(part.size());
    }
    return true;
}

}  // namespace

std::string_view Request::header(std::string_view lower_case_name) const {
    const auto it =
        std::ranges::find(headers, lower_case_name, [](const auto& h) { return std::string_view(h.first); });
    return it == headers.end() ? std::string_view() : std::string_view(it->second);
}

std::string Request::cookie(std::string_view name) const {
    auto all = header("cookie");
    while (!all.empty()) {
        const auto end = all.find(';');
        auto pair = all.substr(0, end);
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
            return std::string(pair.substr(name.size() + 1));
        }
        if (end == std::string_view::npos) break;
        all.remove_prefix(end + 1);
    }
    return {};
}

std::string Request::parameter(std::string_view name) const {
    const auto it = query.find(std::string(name));
    return it == query.end() ? std::string() : it->second;
}

bool read_target(std::string_view target, Request& out) {
    if (const auto scheme = target.find("://");
        !target.starts_with('/') && scheme != std::string_view::npos) {
        target.remove_prefix(
            std::min(target.find('/', scheme + 3), target.size()));  // as a proxy is asked: http://host/path
    }
    const auto mark = target.find('?');
    out.sent_path = target.substr(0, mark);
    out.path = percent_decode(out.sent_path, false);
    if (!out.path.starts_with('/') || !plain(out.path)) return false;
    if (mark == std::string_view::npos) return true;
    auto rest = target.substr(mark + 1);
    while (!rest.empty()) {
        const auto end = rest.find('&');
        const auto pair = rest.substr(0, end);
        const auto equals = pair.find('=');
        const auto value = equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
        auto& slot = out.query[percent_decode(pair.substr(0, equals), true)];
        if (!slot.empty()) slot += ',';
        slot += percent_decode(value, true);
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 1);
    }
    return true;
}

std::string percent_decode(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
            out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
            i += 2;
        } else {
            out += plus_is_space && text[i] == '+' ? ' ' : text[i];
        }
    }
    return kit::sanitize_utf8(out, out.size() * 3);
}

}  // namespace vigie::serve
