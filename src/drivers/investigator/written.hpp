// The HTML that scripts write into their page as string literals: document.write("…"), x.innerHTML = `…`,
// insertAdjacentHTML, jQuery's html() and append(); also when wrapped in atob(), unescape() or
// decodeURIComponent(). Nothing is run: what is computed stays unseen.
#pragma once

#include <string>
#include <string_view>

namespace vigie::drivers {

// One after the other, at most 256 KiB. O(script).
[[nodiscard]] std::string html_written_by(std::string_view script);

}  // namespace vigie::drivers
