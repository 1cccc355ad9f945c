// From the bytes of a file to grey values. Every decoder checks the size that the header declares before it
// allocates for the pixels; transparent parts are white; what is broken is Errc::invalid_argument with a
// reason.
#pragma once

#include <vigie/base/result.hpp>
#include <vigie/kit/pdq.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace vigie::drivers {

struct GreyPicture {
    std::vector<std::uint8_t> pixels;  // rows without gaps
    int width = 0;
    int height = 0;
    int full_width = 0;  // before a decoder made a giant smaller
    int full_height = 0;

    [[nodiscard]] kit::GreyView view() const {
        return {pixels.data(), width, height, static_cast<std::size_t>(width)};
    }
};

// Sets sizes and allocates, or says that the picture is empty or larger than 50 megapixels.
[[nodiscard]] Result<> check_size(std::int64_t width, std::int64_t height);
[[nodiscard]] Result<GreyPicture> blank(std::int64_t width, std::int64_t height, std::uint8_t grey = 0);

// Luminance as the PDQ description weighs it.
[[nodiscard]] constexpr std::uint8_t luma(unsigned r, unsigned g, unsigned b) {
    return static_cast<std::uint8_t>((r * 19595U + g * 38470U + b * 7471U + 32768U) >> 16U);
}
// The same of a pixel that lets white through.
[[nodiscard]] constexpr std::uint8_t luma(unsigned r, unsigned g, unsigned b, unsigned alpha) {
    return static_cast<std::uint8_t>((luma(r, g, b) * alpha + 255U * (255U - alpha) + 127U) / 255U);
}

// By the first bytes: JPEG, PNG, WebP, GIF, BMP.
[[nodiscard]] Result<GreyPicture> decode(std::string_view bytes);

[[nodiscard]] Result<GreyPicture> decode_jpeg(std::string_view bytes);  // upright, by its EXIF orientation
[[nodiscard]] Result<GreyPicture> decode_png(std::string_view bytes);
[[nodiscard]] Result<GreyPicture> decode_webp(std::string_view bytes);  // first frame
[[nodiscard]] Result<GreyPicture> decode_gif(std::string_view bytes);   // first frame
[[nodiscard]] Result<GreyPicture> decode_bmp(std::string_view bytes);   // uncompressed, 8, 24 or 32 bits

}  // namespace vigie::drivers
