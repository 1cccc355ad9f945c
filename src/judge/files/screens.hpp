// Words that stand on screens of medical records and of internal tools.
#pragma once

#include <vigie/model/finding.hpp>

#include <string_view>
#include <vector>

namespace vigie::judge {

enum class ScreenKind : std::uint8_t { medical, internal };

// Spans of the distinct words found in `text` from `start` on; one for each word. O(text).
[[nodiscard]] std::vector<model::Span> screen_words(std::string_view text, ScreenKind kind);

}  // namespace vigie::judge
