// What people write for a phone, a domain, a handle… brought to the one form that the rest of Vigie compares.
// Pure. Private to watch/assets.
#pragma once

#include <string>
#include <string_view>

namespace vigie::watch {

// Either a value in its normal form, or what is wrong with it and what to do.
struct Normal {
    std::string value;
    std::string problem;  // empty = the value is good
    std::string help;
};

// E.164, "+33612345678", from French national or any international writing. Short numbers (3639, 118 218)
// have no such form.
[[nodiscard]] Normal normal_phone(std::string_view text);
// Lower-case ASCII host name below a public suffix; a leading "www." goes away.
[[nodiscard]] Normal normal_domain(std::string_view text);
// Lower case; "twitter" is "x".
[[nodiscard]] Normal normal_network(std::string_view text);
// As written, without '@'. The inner '@' of a Mastodon address stays.
[[nodiscard]] Normal normal_handle(std::string_view network, std::string_view text);
// Without '#'.
[[nodiscard]] Normal normal_hashtag(std::string_view text);
// http(s) with its scheme.
[[nodiscard]] Normal normal_link(std::string_view text);
// A PDQ hash, 64 hexadecimal digits, in small letters.
[[nodiscard]] Normal normal_picture(std::string_view text);

// "Méridien & Fils" → "meridien-fils": the readable half of a derived id. Never empty.
[[nodiscard]] std::string slug(std::string_view name);

// A network's name when `word` looks like a slip of one ("bluesy" → "bluesky"), or "".
[[nodiscard]] std::string likely_network(const std::string& word);

// `path` seen from the folder of `file`; URLs and absolute paths stay.
[[nodiscard]] std::string beside(std::string_view file, std::string_view path);

[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

}  // namespace vigie::watch
