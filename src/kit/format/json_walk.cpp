#include <vigie/kit/json_walk.hpp>
#include <vigie/kit/utf8.hpp>

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace vigie::kit {
namespace {

constexpr std::size_t first_capacity = std::size_t{16} << 10;
constexpr std::size_t depth_of_no_use = 4;  // the first stage keeps no stack

bool digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

bool hex4(std::string_view text, std::size_t pos, char32_t& out) noexcept {
    if (pos + 4 > text.size()) return false;
    std::uint32_t value = 0;
    const auto* end = text.data() + pos + 4;
    const auto [stop, error] = std::from_chars(text.data() + pos, end, value, 16);
    out = value;
    return error == std::errc() && stop == end;
}

// The code point of \uXXXX at `pos` (the first hexadecimal digit), with its second half where it needs one.
bool code_point(std::string_view text, std::size_t& pos, char32_t& out) noexcept {
    if (!hex4(text, pos, out)) return false;
    pos += 4;
    if (out < 0xD800 || out > 0xDFFF) return true;
    char32_t low = 0;
    if (out > 0xDBFF || text.substr(pos, 2) != "\\u" || !hex4(text, pos + 2, low)) return false;
    if (low < 0xDC00 || low > 0xDFFF) return false;
    pos += 6;
    out = 0x10000 + ((out - 0xD800) << 10U) + (low - 0xDC00);
    return true;
}

char* put_utf8(char* to, char32_t c) noexcept {
    const auto put = [&](char32_t byte) { *to++ = static_cast<char>(byte); };
    if (c < 0x80) {
        put(c);
        return to;
    }
    if (c < 0x800) {
        put(0xC0U | c >> 6U);
    } else {
        if (c < 0x10000) {
            put(0xE0U | c >> 12U);
        } else {
            put(0xF0U | c >> 18U);
            put(0x80U | (c >> 12U & 0x3FU));
        }
        put(0x80U | (c >> 6U & 0x3FU));
    }
    put(0x80U | (c & 0x3FU));
    return to;
}

char simple_escape(char c) noexcept {
    switch (c) {
        case '"':
        case '\\':
        case '/': return c;
        case 'b': return '\b';
        case 'f': return '\f';
        case 'n': return '\n';
        case 'r': return '\r';
        case 't': return '\t';
        default: return '\0';
    }
}

}  // namespace

// simdjson's own parser object, of which only the first stage is used. It is public for its own higher
// layers; this file is the only one that knows.
struct JsonWalk::Index {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
};

JsonWalk::JsonWalk() : index_(std::make_unique<Index>()) {}
JsonWalk::~JsonWalk() = default;

void JsonWalk::shrink() {
    index_->parser.reset();
    strings_.reset();
    strings_size_ = 0;
    at_ = end_ = begin_ = nullptr;
}

bool JsonWalk::open(std::string_view json) {
    at_ = end_ = begin_ = nullptr;
    if (json.empty() || json.size() >= simdjson::SIMDJSON_MAXSIZE_BYTES) return false;
    auto& parser = index_->parser;
    if (!parser || parser->capacity() < json.size()) {
        const auto capacity = std::max(first_capacity, json.size() + json.size() / 2);
        parser.reset();
        const auto made = simdjson::get_active_implementation()->create_dom_parser_implementation(
            std::min<std::size_t>(capacity, simdjson::SIMDJSON_MAXSIZE_BYTES), depth_of_no_use, parser);
        if (made != simdjson::SUCCESS) return false;
    }
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(json.data());
    if (parser->stage1(bytes, json.size(), simdjson::stage1_mode::regular) != simdjson::SUCCESS) return false;
    text_ = json.data();
    text_size_ = json.size();
    begin_ = at_ = parser->structural_indexes.get();
    end_ = begin_ + parser->n_structural_indexes;
    const auto* escape = std::memchr(json.data(), '\\', json.size());
    escape_ = escape == nullptr ? json.data() + json.size() : static_cast<const char*>(escape);
    strings_used_ = 0;
    return true;
}

bool JsonWalk::has_escape(std::string_view raw) noexcept {
    return !raw.empty() && std::memchr(raw.data(), '\\', raw.size()) != nullptr;
}

// The same strings that simdjson takes, so a surrogate without its other half is refused.
bool JsonWalk::unescape(std::string_view& text) {
    // Views of strings read before must stand, so the room for all of them is there from the first on.
    if (strings_used_ == 0 && strings_size_ < text_size_) {
        strings_size_ = text_size_ + text_size_ / 2;
        strings_.reset(new char[strings_size_]);  // NOLINT: not filled with zeros first
    }
    if (strings_used_ + text.size() > strings_size_) return false;  // read again and again
    auto* const begin = strings_.get() + strings_used_;
    auto* to = begin;
    for (std::size_t i = 0; i < text.size();) {
        const auto* stop = static_cast<const char*>(std::memchr(text.data() + i, '\\', text.size() - i));
        const auto run = stop == nullptr ? text.size() - i : static_cast<std::size_t>(stop - text.data()) - i;
        std::memcpy(to, text.data() + i, run);
        to += run;
        i += run;
        if (stop == nullptr) break;
        if (++i >= text.size()) return false;
        if (text[i] == 'u') {
            char32_t c = 0;
            if (!code_point(text, ++i, c)) return false;
            to = put_utf8(to, c);
        } else {
            *to = simple_escape(text[i++]);
            if (*to++ == '\0') return false;
        }
    }
    text = {begin, static_cast<std::size_t>(to - begin)};
    strings_used_ += text.size();
    return true;
}

std::string_view JsonWalk::scalar() const noexcept {
    const auto* begin = text_ + *at_;
    const auto* end = text_ + at_[1];
    while (end > begin && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\n' || end[-1] == '\r')) --end;
    return {begin, static_cast<std::size_t>(end - begin)};
}

bool JsonWalk::integer(std::int64_t& out) noexcept {
    if (at_end()) return false;
    const auto token = scalar();
    const auto* const end = token.data() + token.size();
    const auto* first = token.data();
    if (first != end && *first == '-') ++first;
    if (first == end || !digit(*first) || (*first == '0' && (end - first > 1 || first != token.data())))
        return false;
    const auto [stop, error] = std::from_chars(token.data(), end, out);
    if (error != std::errc() || stop != end) return false;
    return next();
}

bool JsonWalk::digits(std::string_view& out) noexcept {
    std::int64_t unused = 0;
    if (at_end()) return false;
    out = scalar();
    return integer(unused);
}

bool JsonWalk::number(double& out) noexcept {
    constexpr std::ptrdiff_t longest_whole = 18;
    if (at_end()) return false;
    const auto token = scalar();
    const auto* const end = token.data() + token.size();
    const auto* p = token.data();
    const auto digits = [&] {
        const auto* from = p;
        while (p != end && digit(*p)) ++p;
        return p != from;
    };
    if (p != end && *p == '-') ++p;
    if (p != end && *p == '0') {
        ++p;
    } else if (!digits()) {
        return false;
    }
    if (p == end && p - token.data() > longest_whole) return false;
    if (p != end && *p == '.') {
        ++p;
        if (!digits()) return false;
    }
    if (p != end && (*p == 'e' || *p == 'E')) {
        ++p;
        if (p != end && (*p == '+' || *p == '-')) ++p;
        if (!digits()) return false;
    }
    if (p != end) return false;
    const auto [stop, error] = std::from_chars(token.data(), end, out);
    if (error != std::errc() || stop != end) return false;
    return next();
}

bool JsonWalk::boolean(bool& out) noexcept {
    if (at_end()) return false;
    const auto token = scalar();
    out = token == "true";
    if (!out && token != "false") return false;
    return next();
}

bool JsonWalk::check_key() {
    std::string_view key;
    return string(key) && peek() == ':' && next();
}

bool JsonWalk::check_scalar() {
    std::string_view text;
    double number_unused = 0;
    bool flag_unused = false;
    switch (peek()) {
        case '"': return string(text);
        case 't':
        case 'f': return boolean(flag_unused);
        case 'n': return null();
        default: return number(number_unused);
    }
}

bool JsonWalk::check() {
    constexpr unsigned deepest = 60;
    std::uint64_t in_array = 0;  // one bit a level, the innermost last
    unsigned depth = 0;
    for (;;) {
        const char first = peek();
        const bool array = first == '[';
        if (!opens(first)) {
            if (!check_scalar()) return false;
        } else {
            if (depth == deepest) return false;
            ++at_;
            if (peek() != (array ? ']' : '}')) {
                in_array = in_array << 1U | (array ? 1U : 0U);
                ++depth;
                if (!array && !check_key()) return false;
                continue;
            }
            ++at_;
        }
        // A value has ended, and with it perhaps those around it.
        for (; depth > 0; --depth, in_array >>= 1U) {
            const bool inside_array = (in_array & 1U) != 0;
            const char c = peek();
            ++at_;
            if (c == ',') {
                if (!inside_array && !check_key()) return false;
                break;
            }
            if (c != (inside_array ? ']' : '}')) return false;
        }
        if (depth == 0) return true;
    }
}

bool JsonWalk::null() noexcept {
    if (peek() != 'n' || scalar() != "null") return false;
    return next();
}

}  // namespace vigie::kit
