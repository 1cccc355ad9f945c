// Recognisers of what people should not post and what crooks do post: telephone numbers, mail addresses,
// IBANs, payment cards. A number counts only when its check digits and its issuer's form are right, so dates,
// prices, order and tracking numbers pass. The bool forms allocate nothing. O(bytes); most posts are refused
// at the first look.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace vigie::kit {

// Bytes [start, end) of the text.
struct Span {
    std::size_t start = 0;
    std::size_t end = 0;
    friend bool operator==(const Span&, const Span&) = default;
};

// French numbers in every usual grouping ("06 12 34 56 78", "06.12.34.56.78", "0 800 123 456"), those of
// Belgium, Switzerland, Britain and North America as they are written at home, and any international number
// (+33…, 0033…, "+33 (0)6…") whose country code and length are possible.
[[nodiscard]] bool has_phone(std::string_view text) noexcept;
[[nodiscard]] std::vector<Span> find_phones(std::string_view text);

// name@host.tld; not @handles, @user@instance.tld nor the user of a URL.
[[nodiscard]] bool has_email(std::string_view text) noexcept;
[[nodiscard]] std::vector<Span> find_emails(std::string_view text);

// ISO 13616: country, its length and form, check digits mod 97; with or without blanks.
[[nodiscard]] bool has_iban(std::string_view text) noexcept;
[[nodiscard]] std::vector<Span> find_ibans(std::string_view text);

// 13 to 19 digits in groups or in one run: a range that an issuer owns, and the Luhn digit.
[[nodiscard]] bool has_card(std::string_view text) noexcept;
[[nodiscard]] std::vector<Span> find_cards(std::string_view text);

}  // namespace vigie::kit
