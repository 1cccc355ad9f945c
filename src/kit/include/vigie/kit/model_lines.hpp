// The lines of model files: pieces up to a sign, and finite numbers that fill their piece.
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>
#include <type_traits>

namespace vigie::kit {

// The part before `end` (all of it without one); `rest` goes on behind.
inline std::string_view take_until(std::string_view& rest, char end) {
    const auto n = std::min(rest.find(end), rest.size());
    const auto piece = rest.substr(0, n);
    rest.remove_prefix(std::min(n + 1, rest.size()));
    return piece;
}

template <class T>
bool number(std::string_view text, T& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size()) return false;
    if constexpr (std::is_floating_point_v<T>) {
        return std::isfinite(out);
    } else {
        return true;
    }
}

}  // namespace vigie::kit
