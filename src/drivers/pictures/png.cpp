#include "decode.hpp"

#include <png.h>

namespace vigie::drivers {
namespace {

struct Image {
    png_image value{};
    Image() { value.version = PNG_IMAGE_VERSION; }
    ~Image() { png_image_free(&value); }
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;

    [[nodiscard]] tl::unexpected<Error> broken() const {
        return fail(Errc::invalid_argument, "this PNG picture is broken: {}", &value.message[0]);
    }
};

}  // namespace

Result<GreyPicture> decode_png(std::string_view bytes) {
    Image image;
    if (png_image_begin_read_from_memory(&image.value, bytes.data(), bytes.size()) == 0)
        return image.broken();
    VIGIE_TRY_ASSIGN(auto picture, blank(image.value.width, image.value.height));
    image.value.format = PNG_FORMAT_RGBA;
    std::vector<std::uint8_t> colours(PNG_IMAGE_SIZE(image.value));
    if (png_image_finish_read(&image.value, nullptr, colours.data(), 0, nullptr) == 0) return image.broken();
    for (std::size_t i = 0; i < picture.pixels.size(); ++i) {
        const auto* pixel = &colours[4 * i];
        picture.pixels[i] = luma(pixel[0], pixel[1], pixel[2], pixel[3]);
    }
    return picture;
}

}  // namespace vigie::drivers
