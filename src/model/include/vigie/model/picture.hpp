// What Vigie knows of a picture: never the picture itself.
#pragma once

#include <string>
#include <vector>

namespace vigie::model {

struct PictureFacts {
    std::string pdq;  // 64 lower-case hex digits; empty when it could not be read
    int quality = 0;  // of the PDQ hash, 0 to 100; below 50 it says little
    int width = 0;    // pixels
    int height = 0;
    std::vector<std::string> codes;  // texts of its QR codes, at most 8
    friend bool operator==(const PictureFacts&, const PictureFacts&) = default;
};

}  // namespace vigie::model
