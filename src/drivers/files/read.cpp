#include "read.hpp"

#include "kinds.hpp"
#include "latin1.hpp"
#include "metadata.hpp"

#include <cmath>

namespace vigie::drivers {
namespace {

std::string utf8_of_utf16(std::string_view bytes, bool big) {
    std::string out;
    for (std::size_t i = 0; i + 1 < bytes.size() && out.size() < file_text_bytes; i += 2) {
        const auto a = static_cast<unsigned char>(bytes[i]);
        const auto b = static_cast<unsigned char>(bytes[i + 1]);
        const unsigned c = big ? (unsigned{a} << 8U | b) : (unsigned{b} << 8U | a);
        if (c < 0x80) {
            out += static_cast<char>(c);
        } else if (c < 0x800) {
            out += static_cast<char>(0xC0U | c >> 6U);
            out += static_cast<char>(0x80U | (c & 63U));
        } else {  // halves of pairs are replaced later: no identifier is written with them
            out += static_cast<char>(0xE0U | c >> 12U);
            out += static_cast<char>(0x80U | (c >> 6U & 63U));
            out += static_cast<char>(0x80U | (c & 63U));
        }
    }
    return out;
}

}  // namespace

void read_text(std::string_view bytes, Content& content) {
    bytes = bytes.substr(0, 4 * file_text_bytes);
    if (bytes.starts_with("\xFF\xFE")) return content.add("body", "", utf8_of_utf16(bytes.substr(2), false));
    if (bytes.starts_with("\xFE\xFF")) return content.add("body", "", utf8_of_utf16(bytes.substr(2), true));
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    // The cut may fall into a character.
    if (kit::valid_utf8(kit::prefix_utf8(bytes.substr(0, 65'536), 65'530)))
        return content.add("body", "", bytes);
    content.add("body", "", utf8_of_latin1(bytes.substr(0, file_text_bytes)));
}

Result<> read_picture_file(std::string_view bytes, std::string_view kind, Recogniser* recogniser,
                           Content& content) {
    const auto metadata = read_metadata(bytes, content);
    if (kind == "heic") {
        content.remark("pixels_unread");
        return {};
    }
    const auto pix = decode_pixels(bytes, kind, metadata.orientation);
    if (!pix) {
        // What stands before the break may tell enough.
        const auto& told = content.file();
        if (!told.coordinates && told.device.empty() && told.owner.empty())
            return tl::unexpected(pix.error());
        content.remark("pixels_broken");
        content.property("pixels", pix.error().message);
        return {};
    }
    const auto grey = grey_of(pix->get());
    if (!grey) return fail(Errc::invalid_argument, "this {} picture cannot be decoded", kind);
    if (!metadata.thumbnail.empty())
        content.file().thumbnail = compare_thumbnail(grey.get(), metadata.thumbnail, metadata.orientation);
    if (recogniser == nullptr) return {};
    // A JPEG of many pixels was decoded smaller: places are given in the whole picture.
    const auto full = size_of_picture(bytes);
    const auto now = std::max(pixGetWidth(grey.get()), pixGetHeight(grey.get()));
    const double scale = full ? static_cast<double>(std::max(full->width, full->height)) / now : 1;
    recogniser->read(grey.get(), scale < 1.01 ? 1 : scale, "picture", content);
    return {};
}

bool read_embedded_picture(std::string_view bytes, std::string_view name, Recogniser& recogniser,
                           Content& content) {
    const auto kind = kind_of_bytes(bytes);
    if (!is_picture(kind) || kind == "heic") return false;
    model::FileContent own;
    Content inside(own);
    const auto metadata = read_metadata(bytes, inside);
    const auto pix = decode_pixels(bytes, kind, metadata.orientation);
    if (!pix) return false;
    if (own.coordinates && !content.file().coordinates) {
        content.file().coordinates = own.coordinates;
        content.remark("place_in_picture");
    }
    if (const auto grey = grey_of(pix->get())) recogniser.read(grey.get(), 1, name, content);
    return true;
}

Result<model::FileContent> read_file(std::string_view bytes, std::string_view name, Recogniser* recogniser) {
    if (bytes.empty()) return fail(Errc::invalid_argument, "the file is empty");
    if (bytes.size() > file_bytes)
        return fail(Errc::invalid_argument, "a file of {} bytes: {} are allowed", bytes.size(), file_bytes);
    const auto kind = kind_of_bytes(bytes);
    const auto says = kind_of_name(name);
    if (kind.empty())
        return fail(Errc::invalid_argument, "this is no picture, document or text that Vigie can read{}{}",
                    says.empty() ? "" : ", though its name says ", says);
    model::FileContent file;
    Content content(file);
    file.type = kind;
    if (is_picture(kind)) {
        VIGIE_TRY(read_picture_file(bytes, kind, recogniser, content));
    } else if (kind == "pdf") {
        VIGIE_TRY(read_pdf(bytes, recogniser, content));
    } else if (kind == "zip") {
        VIGIE_TRY(read_office(bytes, recogniser, content));
    } else if (kind == "dicom") {
        VIGIE_TRY(read_dicom(bytes, recogniser, content));
    } else if (kind == "text") {
        read_text(bytes, content);
        if (says == "csv" || says == "code") file.type = says;
    } else {
        content.remark("unread");
    }
    if (deceives(file.type, says)) file.claims = says;
    return file;
}

}  // namespace vigie::drivers
