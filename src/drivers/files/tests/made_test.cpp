// The makers of the test files (the name ends in _test, so that the build takes it for the tests).
#include "made.hpp"

#include <exiv2/exiv2.hpp>
#include <zip.h>

#include <cmath>

namespace vigie::drivers::made {
namespace {

void put(std::string& to, std::size_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) to += static_cast<char>(value >> (8 * i) & 255U);
}

std::string taken(l_uint8* bytes, std::size_t size) {
    std::string out(reinterpret_cast<const char*>(bytes), size);  // NOLINT
    lept_free(bytes);
    return out;
}

}  // namespace

std::string archive(const Parts& parts) {
    zip_error_t error;
    zip_error_init(&error);
    auto* memory = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(memory);
    auto* zip = zip_open_from_source(memory, ZIP_CREATE | ZIP_TRUNCATE, &error);
    for (const auto& [name, content] : parts)
        zip_file_add(zip, name.c_str(), zip_source_buffer(zip, content.data(), content.size(), 0), 0);
    zip_close(zip);
    zip_source_open(memory);
    zip_source_seek(memory, 0, SEEK_END);
    std::string out(static_cast<std::size_t>(zip_source_tell(memory)), '\0');
    zip_source_seek(memory, 0, SEEK_SET);
    zip_source_read(memory, out.data(), out.size());
    zip_source_close(memory);
    zip_source_free(memory);
    zip_error_fini(&error);
    return out;
}

Pix page(const std::vector<std::string>& lines, int width) {
    Pix pix(pixCreate(width, static_cast<int>(100 + 130 * lines.size()), 8));
    pixSetAll(pix.get());
    L_BMF* font = bmfCreate(nullptr, 20);
    int y = 100;
    for (const auto& line : lines) {
        pixSetTextline(pix.get(), font, line.c_str(), 0, 40, y, nullptr, nullptr);
        y += 130;
    }
    bmfDestroy(&font);
    return pix;
}

Pix waves(int width, int height, double seed) {
    std::vector<std::uint8_t> grey;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const double u = static_cast<double>(x) / width;
            const double v = static_cast<double>(y) / height;
            grey.push_back(static_cast<std::uint8_t>(128 + 60 * std::sin(u * 20 * seed + v * v * 9) +
                                                     60 * std::cos(v * 13 * seed + u * u * 7)));
        }
    return pix_of(grey, width, height);
}

std::string jpeg(PIX* pix) {
    l_uint8* out = nullptr;
    std::size_t size = 0;
    pixWriteMemJpeg(&out, &size, pix, 90, 0);
    return taken(out, size);
}

std::string png(PIX* pix) {
    l_uint8* out = nullptr;
    std::size_t size = 0;
    pixWriteMemPng(&out, &size, pix, 0);
    return taken(out, size);
}

std::string with_exif(const std::string& jpeg, const std::string& small) {
    const auto* bytes = reinterpret_cast<const Exiv2::byte*>(jpeg.data());  // NOLINT
    auto image = Exiv2::ImageFactory::open(bytes, static_cast<long>(jpeg.size()));
    image->readMetadata();
    Exiv2::ExifData data;
    data["Exif.Image.Make"] = "Optique";
    data["Exif.Image.Model"] = "Optique 3";
    data["Exif.Image.Artist"] = "Marie Roux";
    data["Exif.Photo.DateTimeOriginal"] = "2025:06:01 10:20:30";
    data["Exif.GPSInfo.GPSLatitudeRef"] = "N";
    data["Exif.GPSInfo.GPSLatitude"] = "45/1 45/1 36/1";
    data["Exif.GPSInfo.GPSLongitudeRef"] = "W";
    data["Exif.GPSInfo.GPSLongitude"] = "4/1 30/1 0/1";
    if (!small.empty()) {
        Exiv2::ExifThumb thumb(data);
        thumb.setJpegThumbnail(reinterpret_cast<const Exiv2::byte*>(small.data()),  // NOLINT
                               static_cast<long>(small.size()));
    }
    image->setExifData(data);
    image->writeMetadata();
    auto& io = image->io();
    io.open();
    const auto copy = io.read(static_cast<long>(io.size()));
    return {reinterpret_cast<const char*>(copy.pData_), static_cast<std::size_t>(copy.size_)};  // NOLINT
}

std::string pdf(const std::vector<std::string>& objects) {
    std::string out = "%PDF-1.5\n";
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        at.push_back(out.size());
        out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const auto table = out.size();
    out += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (const auto place : at) {
        auto digits = std::to_string(place);
        out += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    out += "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R >>\nstartxref\n" +
           std::to_string(table) + "\n%%EOF\n";
    return out;
}

std::string dicom(const std::vector<Tag>& tags, bool with_form) {
    std::string out(128, '\0');
    out += "DICM";
    const auto add = [&](const Tag& tag, bool form) {
        put(out, tag.group, 2);
        put(out, tag.element, 2);
        auto value = tag.value;
        if (value.size() % 2 != 0) value += ' ';
        if (!form) {
            put(out, value.size(), 4);
        } else if (tag.form == "OW" || tag.form == "OB" || tag.form == "SQ") {
            out += tag.form;
            put(out, 0, 2);
            put(out, value.size(), 4);
        } else {
            out += tag.form;
            put(out, value.size(), 2);
        }
        out += value;
    };
    add({2, 0x10, "UI",
         with_form ? std::string("1.2.840.10008.1.2.1") + '\0' : std::string("1.2.840.10008.1.2") + '\0'},
        true);
    for (const auto& tag : tags) add(tag, with_form);
    return out;
}

}  // namespace vigie::drivers::made
