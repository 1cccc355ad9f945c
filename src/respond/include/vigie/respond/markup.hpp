// Foreign text inside the markups of chat services and logs: it may inject no mention, no link, no field.
// Every function is pure, linear, and takes UTF-8. What a service shows as text stays readable.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vigie::respond::markup {

// At most `limit` code points, the last one "…" when something was cut.
[[nodiscard]] std::string cut(std::string_view text, std::size_t limit);
// The same in bytes, at a code point boundary.
[[nodiscard]] std::string cut_bytes(std::string_view text, std::size_t limit);

// Control characters become blanks, bidirectional overrides and line separators go away; '\n' stays.
[[nodiscard]] std::string clean(std::string_view text);

// Slack mrkdwn: '&', '<', '>' as entities, so neither <!channel> nor <url|label>; reserved mentions broken.
[[nodiscard]] std::string slack(std::string_view text);
// Mattermost and Discord: punctuation of Markdown after a backslash, every mention broken after its '@'.
[[nodiscard]] std::string markdown(std::string_view text);
// Adaptive Cards: no [label](url), no <at>.
[[nodiscard]] std::string card(std::string_view text);

// CEF. Header: '\' and '|' escaped, one line. Value: '\' and '=' escaped, line ends as the two characters \n.
[[nodiscard]] std::string cef_header(std::string_view text);
[[nodiscard]] std::string cef_value(std::string_view text);
// RFC 5424 6.3.3: '"', '\' and ']' escaped, no control character.
[[nodiscard]] std::string sd_value(std::string_view text);

}  // namespace vigie::respond::markup
