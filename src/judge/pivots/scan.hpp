// The recognisers behind pivots.hpp. Each appends to `out` and never beyond most_pivots.
#pragma once

#include <vigie/judge/pivots.hpp>
#include <vigie/kit/ascii.hpp>

#include <string_view>
#include <vector>

namespace vigie::judge::pivots {

using Pivots = std::vector<Pivot>;

using kit::ascii::alnum;
using kit::ascii::digit;
using kit::ascii::letter;
using kit::ascii::lower;

// `word` (lower-case ASCII) stands at `pos`, whatever its case.
[[nodiscard]] bool stands_at(std::string_view text, std::size_t pos, std::string_view word) noexcept;

void find_numbers(std::string_view text, Pivots& out);
void find_links(std::string_view text, Pivots& out);
void find_wallets(std::string_view text, Pivots& out);
void find_named(std::string_view text, Pivots& out);  // "WhatsApp: …", "code promo : …"

}  // namespace vigie::judge::pivots
