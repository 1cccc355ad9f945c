// The few pieces of MIME that an outgoing message needs. Pure; inputs are valid UTF-8.
#pragma once

#include <vigie/base/time.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace vigie::respond::mime {

[[nodiscard]] bool header_safe(std::string_view value) noexcept;  // no CR, LF, NUL or other control character

// RFC 2047 "Q" words of at most 75 characters, cut between code points, folded onto lines; plain ASCII stays
// itself (folded at blanks). `column`: how much of the first line the header's name takes.
[[nodiscard]] std::string header_text(std::string_view text, std::size_t column);

// RFC 2045, CRLF line ends, lines of at most 76 characters.
[[nodiscard]] std::string quoted_printable(std::string_view text);

[[nodiscard]] std::string date(Time t);  // "Mon, 09 Mar 2026 08:31:14 +0000"

// Escaped, line ends as <br>, https links clickable. Defanged links stay text.
[[nodiscard]] std::string html(std::string_view text);

struct Address {
    std::string name;   // may be empty, UTF-8
    std::string email;  // ASCII: local@domain
    [[nodiscard]] std::string header(std::size_t column) const;
};
// "Vigie <vigie@exemple.test>" or "vigie@exemple.test"; nullopt when it is no address that can be sent to.
[[nodiscard]] std::optional<Address> parse_address(std::string_view text);

}  // namespace vigie::respond::mime
