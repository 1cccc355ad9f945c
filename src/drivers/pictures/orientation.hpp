// How the camera was held.
#pragma once

#include "decode.hpp"

namespace vigie::drivers {

// EXIF's value, 1 to 8, of the TIFF structure in an APP1 marker (after "Exif\0\0"); 1 when there is none.
[[nodiscard]] int exif_orientation(std::string_view tiff);

// The picture as it is to be looked at.
[[nodiscard]] GreyPicture upright(GreyPicture picture, int orientation);

}  // namespace vigie::drivers
