#include <vigie/kit/json_mend.hpp>
#include <vigie/kit/utf8.hpp>

#include <cstddef>
#include <optional>

namespace vigie::kit {
namespace {

// The code unit of "\uXXXX" at `pos`, if one stands there.
std::optional<unsigned> escape_at(std::string_view s, std::size_t pos) {
    if (pos + 6 > s.size() || s[pos] != '\\' || s[pos + 1] != 'u') return std::nullopt;
    unsigned value = 0;
    for (std::size_t i = pos + 2; i < pos + 6; ++i) {
        const char c = s[i];
        unsigned digit = 0;
        if (c >= '0' && c <= '9') {
            digit = static_cast<unsigned>(c - '0');
        } else if (c >= 'a' && c <= 'f') {
            digit = static_cast<unsigned>(c - 'a') + 10;
        } else if (c >= 'A' && c <= 'F') {
            digit = static_cast<unsigned>(c - 'A') + 10;
        } else {
            return std::nullopt;
        }
        value = value * 16 + digit;
    }
    return value;
}

constexpr bool is_high(unsigned unit) {
    return unit >= 0xd800 && unit < 0xdc00;
}
constexpr bool is_low(unsigned unit) {
    return unit >= 0xdc00 && unit < 0xe000;
}

}  // namespace

std::string mend_json(std::string_view json) {
    const auto text = sanitize_utf8(json, json.size() * 3 + 3);
    std::string out;
    out.reserve(text.size());
    const std::string_view in = text;
    for (std::size_t i = 0; i < in.size();) {
        if (in[i] != '\\') {
            out += in[i++];
            continue;
        }
        const auto unit = escape_at(in, i);
        if (!unit) {  // some other escape: copy both characters, so that "\\u" stays what it is
            out += in.substr(i, 2);
            i += 2;
        } else if (is_high(*unit)) {
            const auto next = escape_at(in, i + 6);
            const bool pair = next && is_low(*next);
            out += pair ? in.substr(i, 12) : std::string_view("\\ufffd");
            i += pair ? 12 : 6;
        } else {
            out += is_low(*unit) ? std::string_view("\\ufffd") : in.substr(i, 6);
            i += 6;
        }
    }
    return out;
}

}  // namespace vigie::kit
