#include "pivots/scan.hpp"

#include <vigie/kit/hash.hpp>

#include <array>
#include <cstdint>
#include <string>

namespace vigie::judge {
namespace {

using pivots::alnum;
using pivots::digit;
using pivots::lower;

constexpr std::string_view base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::string_view bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

// Base58check of 25 bytes: the version byte, or -1 when a character or the check sum is wrong. O(n²) on n
// ≤ 35.
int base58check_version(std::string_view text) {
    std::array<std::uint8_t, 25> bytes{};
    for (const char c : text) {
        const auto value = base58.find(c);
        if (value == std::string_view::npos) return -1;
        auto carry = static_cast<std::uint32_t>(value);
        for (std::size_t i = bytes.size(); i-- > 0;) {
            carry += std::uint32_t{58} * bytes[i];
            bytes[i] = static_cast<std::uint8_t>(carry & 0xffU);
            carry >>= 8U;
        }
        if (carry != 0) return -1;
    }
    const std::string payload(bytes.begin(), bytes.begin() + 21);
    const auto digest = kit::sha256(kit::sha256(payload));
    for (std::size_t i = 0; i < 4; ++i)
        if (static_cast<std::uint8_t>(digest[i]) != bytes[21 + i]) return -1;
    return bytes[0];
}

// BIP 173 (witness version 0) and BIP 350 (1 and above).
bool is_segwit(std::string_view text) {
    bool any_upper = false;
    bool any_lower = false;
    std::string s;
    for (const char c : text) {
        any_upper = any_upper || (c >= 'A' && c <= 'Z');
        any_lower = any_lower || (c >= 'a' && c <= 'z');
        s += lower(c);
    }
    if ((any_upper && any_lower) || !s.starts_with("bc1") || s.size() < 14 || s.size() > 74) return false;
    constexpr std::array<std::uint32_t, 5> generator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                                     0x2a1462b3};
    std::uint32_t check = 1;
    const auto feed = [&](std::uint32_t value) {
        const auto top = check >> 25U;
        check = ((check & 0x1ffffffU) << 5U) ^ value;
        for (std::size_t i = 0; i < generator.size(); ++i)
            if (((top >> i) & 1U) != 0) check ^= generator[i];
    };
    for (const char c : std::string_view("bc")) feed(static_cast<std::uint32_t>(c) >> 5U);
    feed(0);
    for (const char c : std::string_view("bc")) feed(static_cast<std::uint32_t>(c) & 31U);
    for (const char c : std::string_view(s).substr(3)) {
        const auto value = bech32.find(c);
        if (value == std::string_view::npos) return false;
        feed(static_cast<std::uint32_t>(value));
    }
    return check == (s[3] == 'q' ? 1U : 0x2bc830a3U);
}

}  // namespace

bool is_bitcoin_address(std::string_view text) {
    if (text.size() >= 26 && text.size() <= 35 && (text[0] == '1' || text[0] == '3')) {
        const auto version = base58check_version(text);
        return version == 0x00 || version == 0x05;
    }
    return is_segwit(text);
}

bool is_tron_address(std::string_view text) {
    return text.size() == 34 && text[0] == 'T' && base58check_version(text) == 0x41;
}

bool is_ethereum_address(std::string_view text) noexcept {
    if (text.size() != 42 || text[0] != '0' || (text[1] != 'x' && text[1] != 'X')) return false;
    for (const char c : text.substr(2))
        if (!digit(c) && (lower(c) < 'a' || lower(c) > 'f')) return false;
    return true;
}

void pivots::find_wallets(std::string_view text, Pivots& out) {
    constexpr std::size_t shortest = 26;
    for (std::size_t i = 0; i + shortest <= text.size();) {
        // From the end of the shortest run back: the first sign that is none of a run lets all before it be
        // passed over.
        std::size_t j = i + shortest;
        while (j > i && alnum(text[j - 1])) --j;
        if (j > i) {
            i = j;
            continue;
        }
        const auto start = i;
        while (i < text.size() && alnum(text[i])) ++i;
        if (i - start > 90 || out.size() >= most_pivots) continue;
        const auto word = text.substr(start, i - start);
        std::string value;
        if (is_ethereum_address(word)) {
            value = "eth:";
            for (const char c : word) value += lower(c);
        } else if (is_tron_address(word)) {
            value = "trx:" + std::string(word);
        } else if (is_bitcoin_address(word)) {
            value = "btc:";
            const bool segwit = lower(word[0]) == 'b';
            for (const char c : word) value += segwit ? lower(c) : c;
        }
        if (!value.empty()) out.push_back({PivotKind::wallet, std::move(value), start, i, std::string(word)});
    }
}

}  // namespace vigie::judge
