// A copy of a picture that holds nothing but its pixels, and not all of them.
#include "kinds.hpp"
#include "metadata.hpp"
#include "pixels.hpp"

#include <vigie/drivers/files.hpp>

#include <algorithm>

namespace vigie::drivers {
namespace {

// A little more than the word: the edges of letters can be guessed from.
void paint_black(PIX* pix, const model::PixelBox& box) {
    const int margin = std::clamp(box.height / 6, 2, 20);
    const int left = std::clamp(box.left - margin, 0, pixGetWidth(pix));
    const int top = std::clamp(box.top - margin, 0, pixGetHeight(pix));
    const int width = std::clamp(box.width, 0, pixGetWidth(pix)) + 2 * margin;
    const int height = std::clamp(box.height, 0, pixGetHeight(pix)) + 2 * margin;
    BOX* area = boxCreate(left, top, width, height);
    if (area == nullptr) return;
    pixSetInRectArbitrary(pix, area, 0x00000000U);
    boxDestroy(&area);
}

}  // namespace

Result<std::string> cleaned_picture(std::string_view bytes, const std::vector<model::PixelBox>& masks) {
    const auto kind = kind_of_bytes(bytes);
    if (!is_picture(kind) || kind == "heic")
        return fail(Errc::invalid_argument, "no picture that Vigie can write a clean copy of");
    model::FileContent unused;
    Content content(unused);
    const auto orientation = read_metadata(bytes, content).orientation;
    VIGIE_TRY_ASSIGN(const auto decoded, decode_pixels(bytes, kind, orientation, true));
    Pix pix(pixConvertTo32(decoded.get()));
    if (!pix) return fail(Errc::unavailable, "not enough memory for a copy of the picture");
    for (const auto& box : masks) paint_black(pix.get(), box);
    l_uint8* out = nullptr;
    std::size_t size = 0;
    constexpr int quality = 95;
    const int failed = kind == "jpeg"   ? pixWriteMemJpeg(&out, &size, pix.get(), quality, 0)
                       : kind == "webp" ? pixWriteMemWebP(&out, &size, pix.get(), quality, 0)
                                        : pixWriteMemPng(&out, &size, pix.get(), 0);
    if (failed != 0 || out == nullptr)
        return fail(Errc::unavailable, "the copy of the picture cannot be written");
    std::string copy(reinterpret_cast<const char*>(out), size);  // NOLINT
    lept_free(out);
    return copy;
}

}  // namespace vigie::drivers
