// QR codes in a picture, by ZXing.
#pragma once

#include <vigie/kit/pdq.hpp>

#include <string>
#include <vector>

namespace vigie::drivers {

// Their texts as valid UTF-8, at most 8 of at most 4,096 bytes.
[[nodiscard]] std::vector<std::string> codes_in(const kit::GreyView& view);

}  // namespace vigie::drivers
