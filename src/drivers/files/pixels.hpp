// Pictures as Leptonica holds them: decoded, upright, small enough to work on.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/kit/pdq.hpp>
#include <vigie/model/file_content.hpp>

#include <leptonica/allheaders.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::drivers {

struct PixDestroyer {
    void operator()(PIX* pix) const { pixDestroy(&pix); }
};
using Pix = std::unique_ptr<PIX, PixDestroyer>;

// JPEG, PNG, GIF, WebP, BMP, TIFF. The size that the header declares is checked before pixels are decoded:
// Errc::invalid_argument beyond 50 megapixels, or when it is broken; a JPEG beyond 12 is decoded at half its
// size or less unless `whole`. `orientation` is EXIF's.
[[nodiscard]] Result<Pix> decode_pixels(std::string_view bytes, std::string_view kind, int orientation,
                                        bool whole = false);

struct PixelSize {
    int width = 0;
    int height = 0;
};
[[nodiscard]] std::optional<PixelSize> size_of_picture(std::string_view bytes);

[[nodiscard]] Pix grey_of(PIX* pix);
[[nodiscard]] std::vector<std::uint8_t> bytes_of(PIX* grey);
// The other way; null without memory.
[[nodiscard]] Pix pix_of(const std::vector<std::uint8_t>& grey, int width, int height);

// Does the small picture of the metadata show what the picture shows? Nothing when it cannot be read.
[[nodiscard]] std::optional<model::Thumbnail> compare_thumbnail(PIX* grey, std::string_view small,
                                                                int orientation);

}  // namespace vigie::drivers
