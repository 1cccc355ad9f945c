// The recognisers behind pivots.hpp. Each appends to `out` and never beyond most_pivots.
#pragma once

#include <vigie/judge/pivots.hpp>

#include <string_view>
#include <vector>

namespace vigie::judge::pivots {

using Pivots = std::vector<Pivot>;

[[nodiscard]] constexpr bool digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] constexpr bool alnum(char c) noexcept {
    return digit(c) || letter(c);
}
[[nodiscard]] constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
// `word` (lower-case ASCII) stands at `pos`, whatever its case.
[[nodiscard]] bool stands_at(std::string_view text, std::size_t pos, std::string_view word) noexcept;

void find_numbers(std::string_view text, Pivots& out);
void find_links(std::string_view text, Pivots& out);
void find_wallets(std::string_view text, Pivots& out);
void find_named(std::string_view text, Pivots& out);  // "WhatsApp: …", "code promo : …"

}  // namespace vigie::judge::pivots
