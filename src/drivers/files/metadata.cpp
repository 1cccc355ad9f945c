#include "metadata.hpp"

#include <vigie/kit/ascii.hpp>

#include <exiv2/exiv2.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <optional>

namespace vigie::drivers {
namespace {

std::string trimmed(std::string text) {
    constexpr std::size_t longest = 500;
    if (const auto nul = text.find('\0'); nul != std::string::npos) text.resize(nul);
    const auto from = text.find_first_not_of(" \t\r\n");
    if (from == std::string::npos) return {};
    return kit::sanitize_utf8(text.substr(from, text.find_last_not_of(" \t\r\n") + 1 - from), longest);
}

std::string exif_text(const Exiv2::ExifData& data, std::initializer_list<const char*> keys) {
    for (const auto* key : keys) {
        const auto it = data.findKey(Exiv2::ExifKey(key));
        if (it == data.end()) continue;
        // Windows writes its own tags in UTF-16, which only exiv2's way of printing turns into text.
        const bool windows = std::string_view(key).find(".XP") != std::string_view::npos;
        if (auto text = trimmed(windows ? it->print(&data) : it->toString()); !text.empty()) return text;
    }
    return {};
}

// Degrees of three rationals; nothing when one of them is not there or divides by zero.
std::optional<double> degrees(const Exiv2::ExifData& data, const char* key, const char* side, char negative,
                              double most) {
    const auto it = data.findKey(Exiv2::ExifKey(key));
    if (it == data.end() || it->count() < 1) return std::nullopt;
    double sum = 0;
    double unit = 1;
    for (long i = 0; i < std::min(it->count(), 3L); ++i, unit *= 60) {
        const auto [above, below] = it->toRational(i);
        if (below == 0) {
            if (i == 0) return std::nullopt;
            continue;  // minutes or seconds left empty
        }
        sum += static_cast<double>(static_cast<std::uint32_t>(above)) /
               static_cast<double>(static_cast<std::uint32_t>(below)) / unit;
    }
    if (!std::isfinite(sum) || sum > most) return std::nullopt;
    const auto letter = exif_text(data, {side});
    return !letter.empty() && kit::ascii::lower(letter[0]) == negative ? -sum : sum;
}

// XMP: "43,28.044N" or "43,28,2.6N".
std::optional<double> xmp_degrees(const std::string& text, double most) {
    if (text.empty()) return std::nullopt;
    double sum = 0;
    double unit = 1;
    const char* at = text.data();
    const char* const end = at + text.size();
    for (int i = 0; i < 3 && at < end; ++i, unit *= 60) {
        double value = 0;
        const auto [next, error] = std::from_chars(at, end, value);
        if (error != std::errc{}) break;
        sum += value / unit;
        at = next;
        if (at < end && *at == ',') ++at;
    }
    const char letter = kit::ascii::lower(text.back());
    if (!std::isfinite(sum) || sum > most || std::string_view("nsew").find(letter) == std::string_view::npos)
        return std::nullopt;
    return letter == 's' || letter == 'w' ? -sum : sum;
}

std::string xmp_text(const Exiv2::XmpData& data, std::initializer_list<const char*> keys) {
    for (const auto* key : keys) {
        const auto it = data.findKey(Exiv2::XmpKey(key));
        if (it == data.end()) continue;
        if (auto text = trimmed(it->toString(0)); !text.empty()) return text;
    }
    return {};
}

void read_place(const Exiv2::ExifData& exif, const Exiv2::XmpData& xmp, model::FileContent& file) {
    auto lat = degrees(exif, "Exif.GPSInfo.GPSLatitude", "Exif.GPSInfo.GPSLatitudeRef", 's', 90);
    auto lon = degrees(exif, "Exif.GPSInfo.GPSLongitude", "Exif.GPSInfo.GPSLongitudeRef", 'w', 180);
    if (!lat || !lon) {
        lat = xmp_degrees(xmp_text(xmp, {"Xmp.exif.GPSLatitude"}), 90);
        lon = xmp_degrees(xmp_text(xmp, {"Xmp.exif.GPSLongitude"}), 180);
    }
    // Zero, zero is what a receiver without a fix writes.
    if (lat && lon && (*lat != 0 || *lon != 0)) file.coordinates = model::Coordinates{*lat, *lon};
}

// "2021:04:11 15:47:53" as ISO 8601; empty when a camera without a clock wrote zeros.
std::string iso_time(const std::string& text, const std::string& zone) {
    if (text.size() < 19 || text.starts_with("0000")) return {};
    std::string out = text.substr(0, 19);
    out[4] = out[7] = '-';
    out[10] = 'T';
    for (const char c : out)
        if (!kit::ascii::digit(c) && c != '-' && c != 'T' && c != ':') return {};
    return zone.size() == 6 ? out + zone : out;
}

void read_who(const Exiv2::ExifData& exif, const Exiv2::XmpData& xmp, const Exiv2::IptcData& iptc,
              Content& content) {
    auto& file = content.file();
    const auto maker = exif_text(exif, {"Exif.Image.Make"});
    const auto model = exif_text(exif, {"Exif.Image.Model"});
    const auto first = maker.substr(0, maker.find(' '));
    file.device = maker.empty() || model.starts_with(first) ? model : trimmed(maker + " " + model);
    content.property("make", maker);
    content.property("model", model);
    if (const auto it = Exiv2::serialNumber(exif); it != exif.end()) file.serial = trimmed(it->toString());
    if (file.serial.find_first_not_of("0 ") == std::string::npos) file.serial.clear();
    file.owner = exif_text(exif, {"Exif.Photo.CameraOwnerName", "Exif.Canon.OwnerName", "Exif.Image.Artist",
                                  "Exif.Image.XPAuthor"});
    if (file.owner.empty()) file.owner = xmp_text(xmp, {"Xmp.aux.OwnerName", "Xmp.dc.creator"});
    if (file.owner.empty()) {
        const auto it = iptc.findKey(Exiv2::IptcKey("Iptc.Application2.Byline"));
        if (it != iptc.end()) file.owner = trimmed(it->toString());
    }
    file.taken = iso_time(exif_text(exif, {"Exif.Photo.DateTimeOriginal", "Exif.Photo.DateTimeDigitized",
                                           "Exif.Image.DateTime"}),
                          exif_text(exif, {"Exif.Photo.OffsetTimeOriginal"}));
    if (file.taken.empty()) file.taken = xmp_text(xmp, {"Xmp.exif.DateTimeOriginal", "Xmp.xmp.CreateDate"});
    content.property("software", exif_text(exif, {"Exif.Image.Software"}));
    if (!file.properties.contains("software"))
        content.property("software", xmp_text(xmp, {"Xmp.xmp.CreatorTool"}));
    content.property("copyright", exif_text(exif, {"Exif.Image.Copyright"}));
}

// Words that people or programs wrote into the picture's metadata: read like any text.
void read_words(const Exiv2::ExifData& exif, const Exiv2::XmpData& xmp, const Exiv2::IptcData& iptc,
                Content& content) {
    std::string words;
    const auto add = [&](const std::string& text) {
        if (!text.empty() && words.find(text) == std::string::npos) words += text + "\n";
    };
    add(exif_text(exif, {"Exif.Image.ImageDescription"}));
    add(exif_text(exif, {"Exif.Image.XPTitle"}));
    add(exif_text(exif, {"Exif.Image.XPComment"}));
    add(exif_text(exif, {"Exif.Image.XPSubject"}));
    add(exif_text(exif, {"Exif.Image.XPKeywords"}));
    const auto comment = exif.findKey(Exiv2::ExifKey("Exif.Photo.UserComment"));
    if (comment != exif.end()) {
        if (const auto* value = dynamic_cast<const Exiv2::CommentValue*>(&comment->value()))
            add(trimmed(value->comment()));
    }
    add(xmp_text(xmp, {"Xmp.dc.description"}));
    add(xmp_text(xmp, {"Xmp.dc.title"}));
    for (const auto* key : {"Iptc.Application2.Caption", "Iptc.Application2.Headline",
                            "Iptc.Application2.ObjectName", "Iptc.Application2.SubLocation"}) {
        const auto it = iptc.findKey(Exiv2::IptcKey(key));
        if (it != iptc.end()) add(trimmed(it->toString()));
    }
    // What cameras write into every picture says nothing.
    constexpr std::array<std::string_view, 5> empty{"OLYMPUS DIGITAL CAMERA", "SONY DSC", "KONICA MINOLTA",
                                                    "Minolta DSC", "binary comment"};
    for (const auto text : empty)
        for (auto at = words.find(text); at != std::string::npos; at = words.find(text))
            words.erase(at, text.size());
    if (words.find_first_not_of(" \t\r\n") != std::string::npos)
        content.add("metadata", "description", words);
}

}  // namespace

void prepare_metadata() {
    Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
    Exiv2::XmpParser::initialize();
    Exiv2::enableBMFF(true);
}

PictureMetadata read_metadata(std::string_view bytes, Content& content) {
    PictureMetadata out;
    try {
        const auto image =
            Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(bytes.data()),  // NOLINT
                                      static_cast<long>(bytes.size()));
        if (image.get() == nullptr) return out;
        image->readMetadata();
        const auto& exif = image->exifData();
        read_place(exif, image->xmpData(), content.file());
        read_who(exif, image->xmpData(), image->iptcData(), content);
        read_words(exif, image->xmpData(), image->iptcData(), content);
        const auto it = exif.findKey(Exiv2::ExifKey("Exif.Image.Orientation"));
        if (it != exif.end() && it->count() > 0) out.orientation = static_cast<int>(it->toLong());
        const auto small = Exiv2::ExifThumbC(exif).copy();
        if (small.size_ > 0)
            out.thumbnail.assign(reinterpret_cast<const char*>(small.pData_),  // NOLINT
                                 static_cast<std::size_t>(small.size_));
    } catch (const std::exception&) {
        content.remark("metadata_broken");
    }
    return out;
}

}  // namespace vigie::drivers
