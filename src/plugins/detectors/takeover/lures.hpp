// What thieves post once they have an account: give-aways of crypto-coins, wallets, quick money, requests for
// codes. Judged on our own accounts only, where such words are rare. French and English.
#pragma once

#include <vigie/model/finding.hpp>
#include <vigie/model/item.hpp>

#include <string_view>
#include <vector>

namespace vigie::plugins::takeover {

// Evidence of the text, at most five pieces; a warning against fraud counts against it.
[[nodiscard]] std::vector<model::Evidence> lures_of(std::string_view text);
[[nodiscard]] const std::vector<std::string>& lure_codes();

}  // namespace vigie::plugins::takeover
