#include "decode.hpp"

#include <vigie/drivers/pictures.hpp>

namespace vigie::drivers {

Result<> check_size(std::int64_t width, std::int64_t height) {
    if (width <= 0 || height <= 0) return fail(Errc::invalid_argument, "the picture has no pixels");
    constexpr std::int64_t longest = 65'535;
    if (width > longest || height > longest || width * height > static_cast<std::int64_t>(picture_pixels)) {
        return fail(Errc::invalid_argument,
                    "the picture says it has {} × {} pixels: 50 megapixels are allowed", width, height);
    }
    return {};
}

Result<GreyPicture> blank(std::int64_t width, std::int64_t height, std::uint8_t grey) {
    VIGIE_TRY(check_size(width, height));
    GreyPicture picture;
    picture.width = picture.full_width = static_cast<int>(width);
    picture.height = picture.full_height = static_cast<int>(height);
    picture.pixels.assign(static_cast<std::size_t>(width * height), grey);
    return picture;
}

Result<GreyPicture> decode(std::string_view bytes) {
    if (bytes.size() > picture_bytes) {
        return fail(Errc::invalid_argument, "a picture of {} bytes: {} are allowed", bytes.size(),
                    picture_bytes);
    }
    const auto begins = [&](std::string_view with) { return bytes.substr(0, with.size()) == with; };
    if (begins("\xFF\xD8\xFF")) return decode_jpeg(bytes);
    if (begins("\x89PNG\r\n\x1A\n")) return decode_png(bytes);
    if (begins("RIFF") && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP") return decode_webp(bytes);
    if (begins("GIF87a") || begins("GIF89a")) return decode_gif(bytes);
    if (begins("BM")) return decode_bmp(bytes);
    return fail(Errc::invalid_argument, "this is no JPEG, PNG, WebP, GIF or BMP picture");
}

}  // namespace vigie::drivers
