// Reads big-endian numbers and length-prefixed strings of TLS presentation language (RFC 8446 §3) off a view.
// After the first read past the end every read gives nothing and `good` is false.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vigie::plugins::ct {

class Bytes {
public:
    explicit Bytes(std::string_view rest) : rest_(rest) {}

    std::uint64_t number(std::size_t width) {
        std::uint64_t n = 0;
        for (const char c : take(width)) n = (n << 8U) | static_cast<unsigned char>(c);
        return n;
    }
    std::string_view take(std::uint64_t count) {
        if (count > rest_.size()) {
            good_ = false;
            rest_ = {};
            return {};
        }
        const auto part = rest_.substr(0, count);
        rest_.remove_prefix(part.size());
        return part;
    }
    // A string with its length before it, in `width` bytes.
    std::string_view string(std::size_t width) { return take(number(width)); }

    [[nodiscard]] bool good() const noexcept { return good_; }
    [[nodiscard]] bool empty() const noexcept { return rest_.empty(); }

private:
    std::string_view rest_;
    bool good_ = true;
};

}  // namespace vigie::plugins::ct
