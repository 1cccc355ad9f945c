// What a post says stands in its text, in the descriptions of its pictures, and in what was read in them: a
// detector of texts looks at all of it at once.
#pragma once

#include <vigie/judge/detector.hpp>

#include <memory>

namespace vigie::judge {

// `inner` sees the text followed by each description, a blank line between two; spans of its findings point
// into the field they came from again: "text", "media.0.alt"… An item without descriptions goes through as it
// is. At most 16 descriptions, 64 KiB in all; O(bytes).
[[nodiscard]] std::unique_ptr<Detector> read_all(std::unique_ptr<Detector> inner);

}  // namespace vigie::judge
