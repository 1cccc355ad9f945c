#include "decode.hpp"

#include <array>
#include <cstdlib>

namespace vigie::drivers {
namespace {

tl::unexpected<Error> broken(std::string_view why) {
    return fail(Errc::invalid_argument, "this BMP picture is broken: {}", why);
}

// Little-endian, 4 or 2 bytes; the caller has checked the length.
std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

}  // namespace

// Windows bitmaps: file header (14 bytes), information header (40 or more), colours, rows of a multiple of 4
// bytes from the bottom up.
Result<GreyPicture> decode_bmp(std::string_view bytes) {
    constexpr std::size_t file_header = 14;
    constexpr std::size_t headers = file_header + 40;
    if (bytes.size() < headers) return broken("it ends in its header");
    const std::size_t data = number(bytes, 10, 4);
    const std::size_t information = number(bytes, 14, 4);
    if (information < 40 || information > 1024) return broken("a header of another kind");
    const std::int64_t width = static_cast<std::int32_t>(number(bytes, 18, 4));
    const std::int64_t signed_height = static_cast<std::int32_t>(number(bytes, 22, 4));
    const std::size_t bits = number(bytes, 28, 2);
    const std::uint32_t compression = number(bytes, 30, 4);
    if (compression != 0 && !(compression == 3 && bits == 32)) return broken("compressed ones are not read");
    if (bits != 8 && bits != 24 && bits != 32)
        return fail(Errc::invalid_argument, "a BMP picture of {} bits is not read", bits);
    VIGIE_TRY_ASSIGN(auto picture, blank(width, std::abs(signed_height)));
    const std::size_t bytes_a_pixel = bits / 8;
    const std::size_t stride = (static_cast<std::size_t>(width) * bytes_a_pixel + 3) / 4 * 4;
    const auto rows = static_cast<std::size_t>(picture.height);
    if (data > bytes.size() || (bytes.size() - data) / stride < rows) return broken("it ends early");

    std::array<std::uint8_t, 256> greys{};
    const std::size_t colours = file_header + information;
    for (std::size_t i = 0; bits == 8 && i < greys.size() && colours + 4 * i + 4 <= data; ++i) {
        const std::uint32_t c = number(bytes, colours + 4 * i, 4);
        greys[i] = luma(c >> 16U & 255U, c >> 8U & 255U, c & 255U);
    }
    for (std::size_t y = 0; y < rows; ++y) {
        const std::size_t from = data + (signed_height > 0 ? rows - 1 - y : y) * stride;
        for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x) {
            const std::uint32_t c = number(bytes, from + x * bytes_a_pixel, bits == 8 ? 1 : 3);
            picture.pixels[y * static_cast<std::size_t>(width) + x] =
                bits == 8 ? greys[c] : luma(c >> 16U & 255U, c >> 8U & 255U, c & 255U);
        }
    }
    return picture;
}

}  // namespace vigie::drivers
