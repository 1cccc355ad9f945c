#include "decode.hpp"

#include <gif_lib.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace vigie::drivers {
namespace {

int more(GifFileType* file, GifByteType* to, int size) {
    auto* rest = static_cast<std::string_view*>(file->UserData);
    const auto n = std::min(rest->size(), static_cast<std::size_t>(std::max(size, 0)));
    std::memcpy(to, rest->data(), n);
    rest->remove_prefix(n);
    return static_cast<int>(n);
}

struct GifFile {
    std::string_view rest;
    GifFileType* file = nullptr;
    int error = 0;

    explicit GifFile(std::string_view bytes) : rest(bytes), file(DGifOpen(&rest, more, &error)) {}
    ~GifFile() {
        if (file != nullptr) DGifCloseFile(file, &error);
    }
    GifFile(const GifFile&) = delete;
    GifFile& operator=(const GifFile&) = delete;
};

tl::unexpected<Error> broken(const char* why) {
    return fail(Errc::invalid_argument, "this GIF picture is broken: {}", why);
}

// Reads up to the first picture; the colour that is transparent in it, or -1.
Result<int> to_first_picture(GifFileType* file) {
    int transparent = NO_TRANSPARENT_COLOR;
    for (int records = 0; records < 1000; ++records) {
        GifRecordType type = UNDEFINED_RECORD_TYPE;
        if (DGifGetRecordType(file, &type) == GIF_ERROR) return broken("it ends early");
        if (type == IMAGE_DESC_RECORD_TYPE) return transparent;
        if (type == TERMINATE_RECORD_TYPE) return broken("there is no picture in it");
        if (type != EXTENSION_RECORD_TYPE) continue;
        int code = 0;
        GifByteType* data = nullptr;
        if (DGifGetExtension(file, &code, &data) == GIF_ERROR) return broken("a bad extension");
        while (data != nullptr) {
            GraphicsControlBlock control{};
            if (code == GRAPHICS_EXT_FUNC_CODE && data[0] == 4 &&
                DGifExtensionToGCB(data[0], data + 1, &control) == GIF_OK) {
                transparent = control.TransparentColor;
            }
            if (DGifGetExtensionNext(file, &data) == GIF_ERROR) return broken("a bad extension");
        }
    }
    return broken("too many records");
}

// The order in which rows of an interlaced picture come.
std::vector<int> rows_of(int height, bool interlaced) {
    std::vector<int> rows;
    rows.reserve(static_cast<std::size_t>(height));
    if (!interlaced) {
        for (int y = 0; y < height; ++y) rows.push_back(y);
        return rows;
    }
    constexpr std::array<std::pair<int, int>, 4> passes{{{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
    for (const auto& [first, step] : passes) {
        for (int y = first; y < height; y += step) rows.push_back(y);
    }
    return rows;
}

}  // namespace

Result<GreyPicture> decode_gif(std::string_view bytes) {
    GifFile gif(bytes);
    if (gif.file == nullptr) return broken("a bad header");
    VIGIE_TRY(check_size(gif.file->SWidth, gif.file->SHeight));
    VIGIE_TRY_ASSIGN(const int transparent, to_first_picture(gif.file));
    if (DGifGetImageDesc(gif.file) == GIF_ERROR) return broken("a bad description of the picture");
    const auto& place = gif.file->Image;
    VIGIE_TRY(check_size(place.Width, place.Height));
    VIGIE_TRY_ASSIGN(auto picture, blank(gif.file->SWidth, gif.file->SHeight, 255));
    const auto* colours = place.ColorMap != nullptr ? place.ColorMap : gif.file->SColorMap;
    if (colours == nullptr) return broken("it has no colours");
    std::array<std::uint8_t, 256> greys{};
    for (int i = 0; i < std::min(colours->ColorCount, 256); ++i) {
        const auto& colour = colours->Colors[i];
        greys[static_cast<std::size_t>(i)] =
            i == transparent ? std::uint8_t{255} : luma(colour.Red, colour.Green, colour.Blue);
    }
    std::vector<GifByteType> line(static_cast<std::size_t>(place.Width));
    for (const int row : rows_of(place.Height, place.Interlace)) {
        if (DGifGetLine(gif.file, line.data(), place.Width) == GIF_ERROR) return broken("it ends early");
        const int y = place.Top + row;
        if (y < 0 || y >= picture.height) continue;
        for (int x = std::max(0, -place.Left); x < place.Width && place.Left + x < picture.width; ++x) {
            picture.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                           static_cast<std::size_t>(place.Left + x)] =
                greys[line[static_cast<std::size_t>(x)]];
        }
    }
    return picture;
}

}  // namespace vigie::drivers
