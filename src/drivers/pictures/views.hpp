// The forms in which copies of a picture of ours go about, one hash each: cut, framed, in a circle, askew,
// with a badge. Positions (turned, mirrored) and negatives need no pixels: the index adds them.
#pragma once

#include "decode.hpp"

#include <string>
#include <vector>

namespace vigie::drivers {

// The picture itself first. Only hashes that say enough (quality 50), no two within 4 bits. At most 64.
[[nodiscard]] std::vector<kit::PdqHash> views_of(const GreyPicture& picture);

}  // namespace vigie::drivers
