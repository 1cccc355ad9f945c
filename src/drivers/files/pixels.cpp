#include "pixels.hpp"

#include <vigie/drivers/files.hpp>

#include <algorithm>
#include <cmath>

namespace vigie::drivers {
namespace {

const l_uint8* data_of(std::string_view bytes) {
    return reinterpret_cast<const l_uint8*>(bytes.data());  // NOLINT
}

Pix upright(Pix pix, int orientation) {
    const auto turned = [&](int quarters) { return Pix(pixRotateOrth(pix.get(), quarters)); };
    switch (orientation) {
        case 2: return Pix(pixFlipLR(nullptr, pix.get()));
        case 3: return turned(2);
        case 4: return Pix(pixFlipTB(nullptr, pix.get()));
        case 5: pix = turned(1); return Pix(pixFlipLR(nullptr, pix.get()));
        case 6: return turned(1);
        case 7: pix = turned(3); return Pix(pixFlipLR(nullptr, pix.get()));
        case 8: return turned(3);
        default: return pix;
    }
}

// Cameras fill a thumbnail of another shape than the picture with black or white bars: rows and columns of
// one grey at the edges.
kit::GreyView without_bars(const kit::GreyView& view) {
    const auto flat = [&](int x, int y, int dx, int dy, int count) {
        int low = 255;
        int high = 0;
        for (int i = 0; i < count; ++i) {
            const int v = view.pixels[static_cast<std::size_t>(y + i * dy) * view.stride +
                                      static_cast<std::size_t>(x + i * dx)];
            low = std::min(low, v);
            high = std::max(high, v);
        }
        return high - low <= 24 && (high <= 40 || low >= 235);
    };
    int top = 0;
    int bottom = view.height;
    int left = 0;
    int right = view.width;
    while (top < view.height / 3 && flat(0, top, 1, 0, view.width)) ++top;
    while (bottom > view.height * 2 / 3 && flat(0, bottom - 1, 1, 0, view.width)) --bottom;
    while (left < view.width / 3 && flat(left, 0, 0, 1, view.height)) ++left;
    while (right > view.width * 2 / 3 && flat(right - 1, 0, 0, 1, view.height)) --right;
    return view.crop(left, top, right - left, bottom - top);
}

}  // namespace

std::optional<PixelSize> size_of_picture(std::string_view bytes) {
    l_int32 format = 0;
    l_int32 bits = 0;
    l_int32 samples = 0;
    l_int32 palette = 0;
    PixelSize size;
    if (pixReadHeaderMem(data_of(bytes), bytes.size(), &format, &size.width, &size.height, &bits, &samples,
                         &palette) != 0 ||
        size.width <= 0 || size.height <= 0)
        return std::nullopt;
    return size;
}

Result<Pix> decode_pixels(std::string_view bytes, std::string_view kind, int orientation, bool whole) {
    const auto size = size_of_picture(bytes);
    if (!size) return fail(Errc::invalid_argument, "the header of this {} picture is broken", kind);
    const auto pixels = static_cast<double>(size->width) * size->height;
    constexpr int longest = 65'535;
    if (size->width > longest || size->height > longest || pixels > static_cast<double>(file_pixels))
        return fail(Errc::invalid_argument,
                    "the picture says it has {} × {} pixels: 50 megapixels are allowed", size->width,
                    size->height);
    Pix pix;
    if (kind == "jpeg") {
        constexpr double enough = 12e6;
        int part = 1;
        while (!whole && part < 8 && pixels / (part * part) > enough) part *= 2;
        // A truncated one shows what came before, as it does everywhere.
        pix.reset(
            pixReadMemJpeg(data_of(bytes), bytes.size(), 0, part, nullptr, L_JPEG_CONTINUE_WITH_BAD_DATA));
    } else {
        pix.reset(pixReadMem(data_of(bytes), bytes.size()));
    }
    if (pix == nullptr) return fail(Errc::invalid_argument, "this {} picture is broken", kind);
    return upright(std::move(pix), orientation);
}

Pix grey_of(PIX* pix) {
    // What shines through is on white paper.
    if (pixGetDepth(pix) == 32 && pixGetSpp(pix) == 4) {
        const Pix flat(pixAlphaBlendUniform(pix, 0xFFFFFF00U));
        return Pix(pixConvertTo8(flat ? flat.get() : pix, 0));
    }
    return Pix(pixConvertTo8(pix, 0));
}

std::vector<std::uint8_t> bytes_of(PIX* grey) {
    const auto width = static_cast<std::size_t>(pixGetWidth(grey));
    const auto height = static_cast<std::size_t>(pixGetHeight(grey));
    std::vector<std::uint8_t> out(width * height);
    const auto* words = pixGetData(grey);
    const auto per_line = static_cast<std::size_t>(pixGetWpl(grey));
    for (std::size_t y = 0; y < height; ++y)
        for (std::size_t x = 0; x < width; ++x)
            out[y * width + x] =
                static_cast<std::uint8_t>(words[y * per_line + x / 4] >> (8U * (3U - x % 4U)) & 255U);
    return out;
}

Pix pix_of(const std::vector<std::uint8_t>& grey, int width, int height) {
    Pix pix(pixCreate(width, height, 8));
    if (!pix) return pix;
    auto* words = pixGetData(pix.get());
    const auto per_line = static_cast<std::size_t>(pixGetWpl(pix.get()));
    const auto columns = static_cast<std::size_t>(width);
    for (std::size_t y = 0; y < static_cast<std::size_t>(height); ++y)
        for (std::size_t x = 0; x < columns; ++x)
            words[y * per_line + x / 4] |= l_uint32{grey[y * columns + x]} << (8U * (3U - x % 4U));
    return pix;
}

std::optional<model::Thumbnail> compare_thumbnail(PIX* grey, std::string_view small, int orientation) {
    constexpr int differs_from =
        72;  // bits of 256; a faithful thumbnail stays below 50 (docs/operate/files.md)
    auto pix = decode_pixels(small, "jpeg", orientation, true);
    if (!pix) return std::nullopt;
    const auto little = grey_of(pix->get());
    if (!little) return std::nullopt;
    model::Thumbnail out;
    out.width = pixGetWidth(little.get());
    out.height = pixGetHeight(little.get());
    const auto small_bytes = bytes_of(little.get());
    const auto big_bytes = bytes_of(grey);
    const kit::GreyView whole{small_bytes.data(), out.width, out.height, static_cast<std::size_t>(out.width)};
    const kit::GreyView big{big_bytes.data(), pixGetWidth(grey), pixGetHeight(grey),
                            static_cast<std::size_t>(pixGetWidth(grey))};
    const auto inner = without_bars(whole);
    const auto of = kit::pdq(big);
    const auto best = [&](const kit::GreyView& view) {
        int least = 256;
        // Some programs turn the picture and leave the thumbnail as it was.
        for (const auto& hash : kit::pdq_variants(view))
            least = std::min(least, kit::distance(hash, of.hash));
        return least;
    };
    out.distance = std::min(best(whole), best(inner));
    const bool telling =
        of.quality >= kit::pdq_min_quality && kit::pdq(whole).quality >= kit::pdq_min_quality;
    out.differs = telling && out.distance >= differs_from;
    return out;
}

}  // namespace vigie::drivers
