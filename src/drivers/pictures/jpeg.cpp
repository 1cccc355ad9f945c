#include "decode.hpp"
#include "orientation.hpp"

#include <jpeglib.h>

#include <csetjmp>
#include <cstdio>

namespace vigie::drivers {
namespace {

// Enough for a hash (512 would do) and for a QR code that fills a tenth of the picture.
constexpr unsigned enough = 1024;
constexpr int most_scans = 100;  // a progressive picture has some ten

// libjpeg reports an error by a call that must not return.
struct Errors {
    jpeg_error_mgr manager;  // first: libjpeg hands back a pointer to it
    std::jmp_buf back;
    char message[JMSG_LENGTH_MAX];
};

[[noreturn]] void give_up(j_common_ptr info) {
    auto* errors = reinterpret_cast<Errors*>(info->err);  // NOLINT: how libjpeg passes it
    errors->manager.format_message(info, errors->message);
    std::longjmp(errors->back, 1);  // NOLINT(cert-err52-cpp)
}

void stay_silent(j_common_ptr /*info*/) {}

void count_scans(j_common_ptr info) {
    const auto* decompress = reinterpret_cast<j_decompress_ptr>(info);  // NOLINT
    if (decompress->input_scan_number > most_scans) {
        info->err->msg_code = 0;
        give_up(info);
    }
}

// Everything between here and the end is C: a jump over it must not skip a destructor.
struct Decoder {
    jpeg_decompress_struct info{};
    Errors errors{};
    jpeg_progress_mgr progress{};

    Decoder() {
        info.err = jpeg_std_error(&errors.manager);
        errors.manager.error_exit = give_up;
        errors.manager.output_message = stay_silent;
        progress.progress_monitor = count_scans;
    }
    ~Decoder() { jpeg_destroy_decompress(&info); }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    bool read_header(std::string_view bytes) {
        if (setjmp(errors.back) != 0) return false;  // NOLINT(cert-err52-cpp)
        jpeg_create_decompress(&info);
        info.progress = &progress;
        jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());  // NOLINT
        jpeg_save_markers(&info, JPEG_APP0 + 1, 0xFFFF);
        jpeg_read_header(&info, TRUE);
        return true;
    }
    // CMYK has no luminance in it: the only form that is decoded in colour. False: as it is, or an error.
    bool begin() {
        if (setjmp(errors.back) != 0) return false;  // NOLINT(cert-err52-cpp)
        const bool four = info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;
        info.out_color_space = four ? JCS_CMYK : JCS_GRAYSCALE;
        info.scale_num = 1;
        for (unsigned part = 2; part <= 8; part *= 2) {
            if (std::min(info.image_width, info.image_height) / part >= enough) info.scale_denom = part;
        }
        info.dct_method = JDCT_ISLOW;
        jpeg_start_decompress(&info);
        return true;
    }
    // A truncated picture is filled with grey by the library, with a warning.
    bool read_rows(GreyPicture* picture, unsigned char* wide) {
        if (setjmp(errors.back) != 0) return false;  // NOLINT(cert-err52-cpp)
        while (info.output_scanline < info.output_height) {
            unsigned char* row =
                picture->pixels.data() + static_cast<std::size_t>(info.output_scanline) * info.output_width;
            if (wide == nullptr) {
                jpeg_read_scanlines(&info, &row, 1);
                continue;
            }
            jpeg_read_scanlines(&info, &wide, 1);
            for (unsigned x = 0; x < info.output_width; ++x) {  // Adobe's CMYK is inverted: 255 is no ink
                const unsigned black = wide[4 * x + 3];
                row[x] = luma(wide[4 * x] * black / 255, wide[4 * x + 1] * black / 255,
                              wide[4 * x + 2] * black / 255);
            }
        }
        return true;
    }
    [[nodiscard]] tl::unexpected<Error> broken() const {
        return fail(Errc::invalid_argument, "this JPEG picture is broken: {}",
                    errors.message[0] == '\0' ? "too many scans" : &errors.message[0]);
    }
    [[nodiscard]] std::string_view exif() const {
        for (const auto* m = info.marker_list; m != nullptr; m = m->next) {
            const std::string_view data(reinterpret_cast<const char*>(m->data), m->data_length);  // NOLINT
            if (m->marker == JPEG_APP0 + 1 && data.substr(0, 6) == std::string_view("Exif\0\0", 6))
                return data.substr(6);
        }
        return {};
    }
};

}  // namespace

Result<GreyPicture> decode_jpeg(std::string_view bytes) {
    Decoder decoder;
    if (!decoder.read_header(bytes)) return decoder.broken();
    VIGIE_TRY(check_size(decoder.info.image_width, decoder.info.image_height));
    if (!decoder.begin()) return decoder.broken();
    VIGIE_TRY_ASSIGN(auto picture, blank(decoder.info.output_width, decoder.info.output_height));
    std::vector<unsigned char> wide;
    if (decoder.info.output_components == 4) wide.resize(std::size_t{4} * decoder.info.output_width);
    if (!decoder.read_rows(&picture, wide.empty() ? nullptr : wide.data())) return decoder.broken();
    picture.full_width = static_cast<int>(decoder.info.image_width);
    picture.full_height = static_cast<int>(decoder.info.image_height);
    return upright(std::move(picture), exif_orientation(decoder.exif()));
}

}  // namespace vigie::drivers
