#include <vigie/kit/utf8.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace vigie::kit {
namespace {

constexpr char32_t replacement = 0xFFFD;

unsigned char at(std::string_view s, std::size_t i) noexcept {
    return static_cast<unsigned char>(s[i]);
}

bool continuation(std::string_view s, std::size_t i) noexcept {
    return i < s.size() && (at(s, i) & 0xC0U) == 0x80U;
}

// Length of the ASCII run that starts at `pos`, eight bytes at a time.
std::size_t ascii_run(std::string_view s, std::size_t pos) noexcept {
    std::size_t i = pos;
    for (; i + 8 <= s.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, s.data() + i, 8);
        if ((word & 0x8080808080808080ULL) != 0) break;
    }
    while (i < s.size() && at(s, i) < 0x80) ++i;
    return i - pos;
}

// Bytes of the well-formed sequence at `pos` (RFC 3629), or 0. Sets `code_point` when well-formed.
std::size_t sequence(std::string_view s, std::size_t pos, char32_t& code_point) noexcept {
    const std::uint32_t a = at(s, pos);
    if (a < 0x80) {
        code_point = a;
        return 1;
    }
    if (a < 0xC2 || a > 0xF4 || !continuation(s, pos + 1)) return 0;
    const std::uint32_t b = at(s, pos + 1) & 0x3FU;
    if (a < 0xE0) {
        code_point = (a & 0x1FU) << 6U | b;
        return 2;
    }
    if (!continuation(s, pos + 2)) return 0;
    const std::uint32_t c = at(s, pos + 2) & 0x3FU;
    if (a < 0xF0) {
        code_point = (a & 0x0FU) << 12U | b << 6U | c;
        return code_point < 0x800 || (code_point >= 0xD800 && code_point <= 0xDFFF) ? 0 : 3;
    }
    if (!continuation(s, pos + 3)) return 0;
    code_point = (a & 0x07U) << 18U | b << 12U | c << 6U | (at(s, pos + 3) & 0x3FU);
    return code_point < 0x10000 || code_point > 0x10FFFF ? 0 : 4;
}

}  // namespace

bool valid_utf8(std::string_view bytes) noexcept {
    for (std::size_t i = ascii_run(bytes, 0); i < bytes.size(); i += ascii_run(bytes, i)) {
        char32_t unused = 0;
        const auto n = sequence(bytes, i, unused);
        if (n == 0) return false;
        i += n;
    }
    return true;
}

std::string sanitize_utf8(std::string_view bytes, std::size_t limit, bool* changed) {
    if (valid_utf8(bytes)) {
        const auto kept = prefix_utf8(bytes, limit);
        if (changed != nullptr && kept.size() != bytes.size()) *changed = true;
        return std::string(kept);
    }
    if (changed != nullptr) *changed = true;
    std::string out;
    out.reserve(std::min(bytes.size(), limit) + 4);
    for (std::size_t i = 0; i < bytes.size() && out.size() < limit;) {
        if (const auto run = std::min(ascii_run(bytes, i), limit - out.size()); run > 0) {
            out.append(bytes, i, run);
            i += run;
        } else {
            append_utf8(out, next_code_point(bytes, i));
        }
    }
    out.resize(prefix_utf8(out, limit).size());
    return out;
}

std::string_view prefix_utf8(std::string_view text, std::size_t limit) noexcept {
    if (text.size() <= limit) return text;
    // At most three steps back: foreign bytes may hold long runs of continuation bytes.
    std::size_t cut = limit;
    for (int back = 0; back < 3 && cut > 0 && continuation(text, cut); ++back) --cut;
    return text.substr(0, continuation(text, cut) ? limit : cut);
}

char32_t next_code_point(std::string_view text, std::size_t& pos) noexcept {
    char32_t code_point = replacement;
    const auto n = sequence(text, pos, code_point);
    pos += n == 0 ? 1 : n;
    return n == 0 ? replacement : code_point;
}

void append_utf8(std::string& out, char32_t code_point) {
    const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) code_point = replacement;
    if (code_point < 0x80) return put(code_point);
    if (code_point < 0x800) {
        put(0xC0U | code_point >> 6U);
    } else {
        if (code_point < 0x10000) {
            put(0xE0U | code_point >> 12U);
        } else {
            put(0xF0U | code_point >> 18U);
            put(0x80U | (code_point >> 12U & 0x3FU));
        }
        put(0x80U | (code_point >> 6U & 0x3FU));
    }
    put(0x80U | (code_point & 0x3FU));
}

}  // namespace vigie::kit
