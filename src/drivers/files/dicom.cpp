#include "dicom.hpp"

#include "latin1.hpp"
#include "read.hpp"

#include <algorithm>
#include <optional>

namespace vigie::drivers {
namespace {

struct Tag {
    std::uint16_t group;
    std::uint16_t element;
    const char* key;    // in properties
    const char* label;  // before the value in the text, as the detectors of leaks know it
};
constexpr Tag tags[]{{0x0010, 0x0010, "patient_name", "Patient : M."},
                     {0x0010, 0x0020, "patient_id", "IPP :"},
                     {0x0010, 0x0030, "birth_date", "Né(e) le :"},
                     {0x0010, 0x0040, "sex", "Sexe :"},
                     {0x0010, 0x1000, "other_ids", "IPP :"},
                     {0x0010, 0x1001, "other_names", "Patient : M."},
                     {0x0010, 0x1040, "address", "Adresse :"},
                     {0x0010, 0x2154, "phone", "Tél. :"},
                     {0x0010, 0x21B0, "history", "Antécédents :"},
                     {0x0010, 0x4000, "comments", "Remarques :"},
                     {0x0008, 0x0050, "accession", "N° d’examen :"},
                     {0x0008, 0x0080, "institution", "Établissement :"},
                     {0x0008, 0x0090, "physician", "Dr"},
                     {0x0008, 0x1030, "study", "Examen :"},
                     {0x0008, 0x0020, "taken", "Date de l’examen :"},
                     {0x0032, 0x1060, "procedure", "Acte :"}};

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(std::string_view(" \0", 2));
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(std::string_view(" \0", 2)) + 1 - from);
}

std::string latin1_or_utf8(std::string_view text) {
    if (kit::valid_utf8(text)) return std::string(text);
    return utf8_of_latin1(text);
}

// "DUPONT^JEAN^^" as people write it; "19610312" as 12/03/1961.
std::string readable(const Tag& tag, std::string_view value) {
    auto text = latin1_or_utf8(trimmed(value.substr(0, 1000)));
    const std::string_view key = tag.key;
    const bool day = key == "birth_date" || key == "taken";
    if (day && text.size() == 8 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
        return text.substr(6, 2) + "/" + text.substr(4, 2) + "/" + text.substr(0, 4);
    text.resize(std::min(text.find('='), text.size()));  // further ways to write the name
    std::ranges::replace(text, '^', ' ');
    while (text.ends_with(' ')) text.pop_back();
    return text;
}

std::optional<unsigned> number_of(const DicomFile& file, std::uint16_t element) {
    for (const auto& e : file.elements)
        if (e.group == 0x0028 && e.element == element && e.value.size() >= 2)
            return static_cast<unsigned>(static_cast<unsigned char>(e.value[0])) |
                   static_cast<unsigned>(static_cast<unsigned char>(e.value[1])) << 8U;
    return std::nullopt;
}

// The first frame, its values stretched over all greys. Null when it is no plain picture.
Pix pixels_of(const DicomFile& file) {
    const auto rows = number_of(file, 0x0010).value_or(0);
    const auto columns = number_of(file, 0x0011).value_or(0);
    const auto bits = number_of(file, 0x0100).value_or(0);
    const auto samples = number_of(file, 0x0002).value_or(1);
    if (rows == 0 || columns == 0 || (bits != 8 && bits != 16) || (samples != 1 && samples != 3)) return {};
    const std::size_t bytes = bits / 8;
    const std::size_t needed = std::size_t{rows} * columns * samples * bytes;
    if (needed > file.pixels.size() || std::size_t{rows} * columns > file_pixels) return {};
    if (number_of(file, 0x0006).value_or(0) == 1) return {};  // colours in planes
    const auto at = [&](std::size_t i) {
        const auto place = i * samples * bytes;
        unsigned value = static_cast<unsigned char>(file.pixels[place]);
        if (bytes == 2)
            value |= static_cast<unsigned>(static_cast<unsigned char>(file.pixels[place + 1])) << 8U;
        return value;
    };
    unsigned low = ~0U;
    unsigned high = 0;
    for (std::size_t i = 0; i < std::size_t{rows} * columns; ++i) {
        low = std::min(low, at(i));
        high = std::max(high, at(i));
    }
    if (high == low) return {};
    std::vector<std::uint8_t> grey(std::size_t{rows} * columns);
    for (std::size_t i = 0; i < grey.size(); ++i)
        grey[i] = static_cast<std::uint8_t>((at(i) - low) * 255 / (high - low));
    return pix_of(grey, static_cast<int>(columns), static_cast<int>(rows));
}

}  // namespace

Result<> read_dicom(std::string_view bytes, Recogniser* recogniser, Content& content) {
    VIGIE_TRY_ASSIGN(const auto dicom, parse_dicom(bytes));
    std::string text;
    for (const auto& tag : tags) {
        for (const auto& e : dicom.elements) {
            if (e.group != tag.group || e.element != tag.element) continue;
            const auto value = readable(tag, e.value);
            if (value.empty()) continue;
            content.property(tag.key, value);
            text += fmt::format("{} {}\n", tag.label, value);
        }
    }
    content.add("metadata", "DICOM", text);
    if (!dicom.complete) content.remark("broken_off");
    const auto known = content.file().properties.find("taken");
    if (known != content.file().properties.end()) content.file().taken = known->second;
    if (recogniser == nullptr || dicom.pixels.empty()) return {};
    if (const auto pix = pixels_of(dicom)) recogniser->read(pix.get(), 1, "picture", content);
    return {};
}

}  // namespace vigie::drivers
