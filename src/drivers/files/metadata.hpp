// EXIF, XMP and IPTC of a picture, by exiv2: where it was taken, by what, by whom, and the small picture
// inside.
#pragma once

#include "content.hpp"

#include <string>
#include <string_view>

namespace vigie::drivers {

// Loads what exiv2 makes at its first use; before the rights are given up.
void prepare_metadata();

struct PictureMetadata {
    int orientation = 1;    // EXIF, 1 to 8
    std::string thumbnail;  // a JPEG, or empty
};

// Adds to `content` what the metadata tells. Broken metadata is the remark metadata_broken.
[[nodiscard]] PictureMetadata read_metadata(std::string_view bytes, Content& content);

}  // namespace vigie::drivers
