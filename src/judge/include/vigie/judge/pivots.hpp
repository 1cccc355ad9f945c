// Pivots: what a fraud needs people to use and cannot change as fast as its words, hence what joins its posts
// into one campaign (Gupta et al., AsiaCCS 2018). Telephone numbers as people write and disguise them,
// messenger handles, IBANs, crypto addresses, coupon codes, short links. One pass, O(bytes); most texts are
// refused at the first look.
#pragma once

#include <vigie/model/finding.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::judge {

enum class PivotKind : std::uint8_t { phone, messenger, iban, wallet, coupon, short_link };

struct Pivot {
    PivotKind kind{};
    // Normalised. phone "+33899700000", or "FR:3615" for short numbers; messenger "whatsapp:+33612345678",
    // "telegram:@name"; iban without blanks; wallet "btc:…", "eth:0x…" (lower case), "trx:…"; coupon upper
    // case; the canonical URL.
    std::string value;
    std::size_t start = 0;  // byte offsets in the text
    std::size_t end = 0;
    std::string words;     // as written
    bool premium = false;  // phone: calling it costs more than a call (089…, 118…, 3xxx, text codes)
    bool disguised =
        false;  // phone: written so that machines miss it ("zéro huit…", "0 8 9 9…", "o8…", keycaps)
};

inline constexpr std::size_t most_pivots = 32;

// In order of standing. Text beyond 16 KiB is not read. National numbers are read as French; those of Britain
// and North America when their grouping is theirs.
[[nodiscard]] std::vector<Pivot> find_pivots(std::string_view text);

// What a link is by itself: wa.me/…, t.me/…, signal.me/#p/…, or a short link. Spans cover the whole URL.
[[nodiscard]] std::optional<Pivot> pivot_of_url(std::string_view url);

// "phone", "messenger", "iban", "wallet", "coupon", "url".
[[nodiscard]] std::string_view indicator_kind(PivotKind kind) noexcept;
[[nodiscard]] model::Indicator indicator_of(const Pivot& pivot);

// The checks alone, for a whole candidate. Base58check with the version bytes of Bitcoin and Tron; BIP 173
// and 350.
[[nodiscard]] bool is_bitcoin_address(std::string_view text);
[[nodiscard]] bool is_tron_address(std::string_view text);
[[nodiscard]] bool is_ethereum_address(
    std::string_view text) noexcept;  // "0x" and 40 hex digits; case is not checked

}  // namespace vigie::judge
